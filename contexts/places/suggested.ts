import { householdOf, peopleOf } from '#contexts/people/public.ts'
import { factsKnown } from '#contexts/triage/public.ts'
import { m, textOf } from '#platform/i18n/texts.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import type { SuggestedNeed } from './contract.ts'
import { kindOf } from './model-household.ts'

type Person = Awaited<ReturnType<typeof peopleOf>>[number]

/**
 * What the people of the file and the answers of the call already say of whom a place is looked for, so that nothing is
 * typed twice; whoever searches may take it back. A protected file
 * asks for an address that nobody knows, until somebody says that it need not be. Words only for who may read them.
 */
export async function suggestedFor(
  tx: Tx,
  file: InterventionId,
  about: { readonly secret: boolean; readonly mayRead: boolean },
): Promise<SuggestedNeed> {
  const household = await householdOf(tx, file)
  const { intoxicated, confusedAlone } = await factsKnown(tx, file)
  const helped = about.mayRead
    ? (await peopleOf(tx, file)).filter((one) => one.part === 'helped')
    : []
  return {
    ...household,
    intoxicated: household.intoxicated || intoxicated === true,
    care: household.care || confusedAlone === true,
    secret: about.secret,
    people: [...household.people],
    words: wordsOf(helped),
  }
}

/** Of several, each is told by who they are: nobody's name leaves the file. */
function wordsOf(helped: readonly Person[]): Record<string, string> {
  const each = (of: (one: Person) => string): string =>
    helped
      .flatMap((one) => {
        const text = of(one)
        if (text === '') return []
        return [helped.length === 1 ? text : m.places_of_whom({ who: whoIs(one), text })]
      })
      .join('; ')
  const languages = new Set(helped.map((one) => one.language ?? '').filter(Boolean))
  return {
    ties: helped.length < 2 ? '' : each(({ tie }) => wordOf('tie', tie)),
    health: each(({ needs, words }) =>
      [needs.includes('pregnant') ? wordOf('needs', 'pregnant') : '', words.health]
        .filter(Boolean)
        .join(', '),
    ),
    therapies: each(({ needs }) => (needs.includes('therapy') ? wordOf('needs', 'therapy') : '')),
    documents: each(({ document }) =>
      document === 'unknown' ? '' : (textOf(`people_document_line_${document}`) ?? ''),
    ),
    language:
      languages.size === 1 ? [...languages].join('') : each(({ language }) => language ?? ''),
  }
}

function whoIs(one: Person): string {
  const who = textOf(`places_sex_${kindOf(one)}`) ?? ''
  return one.age === null ? who : m.places_guest({ who, age: one.age })
}

function wordOf(kind: string, code: string): string {
  return (textOf(`people_${kind}_${code.replaceAll('-', '_')}`) ?? code).toLowerCase()
}
