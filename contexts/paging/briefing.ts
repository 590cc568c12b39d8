import { languageCode } from '#contexts/oncall/languages.ts'
import { peopleOf } from '#contexts/people/public.ts'
import { factsKnown } from '#contexts/triage/public.ts'
import { m, textOf } from '#platform/i18n/texts.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import type { BriefingLine } from './contract-support.ts'
import { BRIEFING_FACTS } from './model-support.ts'
import type { PagingNeeds } from './ports.ts'

type Helped = { readonly sex: string; readonly isMinor: boolean }

/**
 * What can be said of a file to who is called for it: half a minute of facts, each a line. Made of counts and of yes-or-no
 * facts alone, so that no name, no place and no words of anybody can stand in it.
 */
export async function briefingOf(tx: Tx, file: InterventionId): Promise<BriefingLine[]> {
  const helped = (await peopleOf(tx, file)).filter((one) => one.part === 'helped')
  const facts = await factsKnown(tx, file)
  return [
    ...peopleLines(helped),
    ...BRIEFING_FACTS.flatMap((fact): BriefingLine[] => {
      const text = facts[fact] === true ? textOf(`paging_briefing_${snake(fact)}`) : undefined
      return text === undefined ? [] : [{ key: fact, text }]
    }),
    ...(facts.hasShelterTonight === false
      ? [{ key: 'noShelter', text: m.paging_briefing_no_shelter() }]
      : []),
  ]
}

const snake = (key: string): string => key.replaceAll(/([A-Z])/gu, '_$1').toLowerCase()

function peopleLines(helped: readonly Helped[]): BriefingLine[] {
  const adults = helped.filter((one) => !one.isMinor)
  const count = (sex: string) => adults.filter((one) => one.sex === sex).length
  const counted = [
    ['women', count('female'), (n: number) => m.paging_briefing_women({ count: n })],
    ['men', count('male'), (n: number) => m.paging_briefing_men({ count: n })],
    ['adults', count('unknown'), (n: number) => m.paging_briefing_adults({ count: n })],
    [
      'minors',
      helped.length - adults.length,
      (n: number) => m.paging_briefing_minors({ count: n }),
    ],
  ] as const
  return counted.flatMap(([key, n, text]) => (n === 0 ? [] : [{ key, text: text(n) }]))
}

/**
 * The code of the language that a mediator is asked for: that of the people helped, in whatever words it was written, else the
 * one that `said` gives, of the report. Null while none of the list is known.
 */
export async function languageToAsk(
  tx: Tx,
  file: InterventionId,
  said: PagingNeeds['languageSaid'],
): Promise<string | null> {
  const helped = (await peopleOf(tx, file)).filter((one) => one.part === 'helped')
  const spoken = helped.flatMap((one) => languageCode(one.language ?? '') ?? [])
  return spoken[0] ?? languageCode((await said(tx, file)) ?? '') ?? null
}
