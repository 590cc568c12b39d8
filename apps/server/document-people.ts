import { namesOf } from '#contexts/access/public.ts'
import type { DocumentFacts, Said } from '#contexts/documents/public.ts'
import {
  assessmentsOf,
  observationsOf,
  readBacksOf,
  signedWords,
} from '#contexts/interventions/public.ts'
import { inOrder, peopleOf } from '#contexts/people/public.ts'
import { aliasing } from '#contexts/places/public.ts'
import { m, textOf } from '#platform/i18n/texts.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { joined } from './document-words.ts'

type Person = Awaited<ReturnType<typeof peopleOf>>[number]
type People = Pick<DocumentFacts, 'people'> & Pick<DocumentFacts['safety'], 'knows' | 'mustNotKnow'>

/** Those who are helped, who knows because they help, and who must not know, as the file has them. */
export async function peopleFacts(tx: Tx, id: InterventionId): Promise<People> {
  const all = await peopleOf(tx, id)
  return {
    people: inOrder(all.filter((one) => one.part === 'helped')).map(personFacts),
    knows: namedIn(all, 'helper'),
    mustNotKnow: namedIn(all, 'excluded'),
  }
}

function namedIn(all: readonly Person[], part: Person['part']): string | null {
  const of = all.filter((one) => one.part === part)
  return joined(
    of.map((one) => joined([one.words.name, wordOf('tie', one.tie).toLowerCase()]) ?? ''),
  )
}

function personFacts(person: Person): DocumentFacts['people'][number] {
  const { words, tie, needs } = person
  return {
    name: words.name === '' ? null : words.name,
    age: ageOf(person),
    relation: joined([sexOf(person), wordOf('tie', tie).toLowerCase()]) ?? '',
    needs: joined([...needs.map((need) => wordOf('needs', need).toLowerCase()), words.health]),
  }
}

function sexOf({ sex, isMinor }: Person): string {
  if (sex === 'unknown') return ''
  if (isMinor) return wordOf('sex', sex).toLowerCase()
  return sex === 'female' ? m.people_woman() : m.people_man()
}

function ageOf({ age, ageFrom, isMinor }: Person): string | null {
  if (age === null) return isMinor ? m.people_minor_ageless() : null
  const years = age === 1 ? m.people_age_one() : m.people_age_years({ age })
  return ageFrom === 'presumed' ? m.people_age_about({ years }) : years
}

function wordOf(kind: string, code: string): string {
  return textOf(`people_${kind}_${code.replaceAll('-', '_')}`) ?? code
}

/** To whom it was read back, when and by whom: never the lines, which can name a place. */
export async function readBackFacts(
  tx: Tx,
  id: InterventionId,
): Promise<DocumentFacts['readBacks']> {
  const all = await readBacksOf(tx, id)
  const names = await namesOf(
    tx,
    all.map((one) => one.by),
  )
  return all.map(({ at, by, officer }) => ({ at, by: names.get(by) ?? '', to: officer }))
}

type Observed = Pick<DocumentFacts, 'seen' | 'statements' | 'evaluations' | 'assessed'>

/** What was seen, said and evaluated, each apart; of corrected entries only the words in force. */
export async function recordFacts(tx: Tx, id: InterventionId): Promise<Observed> {
  const all = (await observationsOf(tx, id)).filter((one) => one.correctedBy === null)
  const names = await namesOf(
    tx,
    all.map((one) => one.by),
  )
  const said = (kind: string): readonly Said[] =>
    all
      .filter((one) => one.kind === kind)
      .map((one) => ({
        at: one.happenedAt,
        by: joined([one.whose, names.get(one.by) ?? '']) ?? '',
        text: one.text,
      }))
  const { evaluated, assessed } = await assessedFacts(tx, id)
  return {
    seen: said('fact'),
    statements: said('statement'),
    evaluations: [...evaluated, ...said('evaluation')],
    assessed,
  }
}

type Assessed = { readonly evaluated: readonly Said[] } & Pick<DocumentFacts, 'assessed'>

/** The assessment in force: as one signed evaluation, and by itself with what was only confirmed apart. */
async function assessedFacts(tx: Tx, id: InterventionId): Promise<Assessed> {
  const [newest] = await assessmentsOf(tx, id)
  if (newest === undefined) return { evaluated: [], assessed: null }
  const shown = await aliasing(tx)
  const need = signedWords(newest.words.need, newest.proposed)
  const risk = signedWords(newest.words.risk, newest.proposed)
  const parts = [
    [m.interventions_assessment_need(), need.own],
    [m.interventions_assessment_risk(), risk.own],
    [m.interventions_assessment_resources(), newest.words.resources],
  ].flatMap(([label = '', text = '']) => (text === '' ? [] : [`${label}: ${shown(text)}`]))
  const { at } = newest
  const by = (await namesOf(tx, [newest.by])).get(newest.by) ?? ''
  return {
    evaluated: parts.length === 0 ? [] : [{ at, by, text: parts.join(' · ') }],
    assessed: {
      ...{ at, by, need: shown(need.own), risk: shown(risk.own) },
      confirmed: { need: need.confirmed, risk: risk.confirmed },
    },
  }
}

/** How to reach them without danger, as the assessment in force says. */
export async function assessedContact(tx: Tx, id: InterventionId): Promise<string | null> {
  const [newest] = await assessmentsOf(tx, id)
  return newest === undefined || newest.words.safeContact === '' ? null : newest.words.safeContact
}
