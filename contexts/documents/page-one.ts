import { m } from '#platform/i18n/texts.ts'
import type { DocumentFacts, PlacementFacts } from './facts.ts'
import { belongingsOf, mustNotKnowOf } from './kept.ts'
import { WORDS_OF, type Word, type Words } from './model.ts'
import { hourOf, type Row, row } from './rows.ts'
import { type Section, section } from './section.ts'
import { wordLabel } from './words.ts'

/** How many sleep in a place. */
export function countOf({ people, minors }: Pick<PlacementFacts, 'people' | 'minors'>): string {
  if (people === 1) return m.documents_place_one()
  return minors === 0
    ? m.documents_place_people({ people })
    : m.documents_place_minors({ people, minors })
}

/** Until when a place is theirs. */
export function untilOf({ until }: Pick<PlacementFacts, 'until'>): string {
  return until === null
    ? m.documents_place_until_unknown()
    : m.documents_place_until({ when: hourOf(until) })
}

/** Each place with its own people and hour; of a protected file the hours alone, for the page travels. */
export function whereOf({ placements, file }: DocumentFacts): string | null {
  const isDivided = placements.length > 1
  const told = placements.map((one) => {
    const name = file.isProtected ? m.documents_place_protected() : one.alias
    const place = isDivided ? m.documents_place_counted({ place: name, count: countOf(one) }) : name
    return `${place}, ${untilOf(one)}`
  })
  return told.length === 0 ? null : told.join('; ')
}

/** What page one says of itself, so that nobody has to write it (Q19, Q55): a word that somebody writes comes before it. */
export function toldByFile(facts: DocumentFacts, kept: Words = {}): Words {
  const { morning, safety, file, territory } = facts
  const told = {
    whereNow: whereOf(facts),
    whoPays: morning.payer,
    expiresToday: morning.expiresToday,
    safeContact: safety.contact,
    whoKnows: safety.knows,
    promised: kept.promised ?? null,
    mustNotKnow: mustNotKnowOf(facts, kept),
    belongings: belongingsOf(facts, kept),
    answersUntil:
      file.owner === null
        ? null
        : m.documents_on_duty_until({
            name: file.owner,
            phone: territory.phone,
            hour: territory.answersUntil,
          }),
  }
  return Object.fromEntries(Object.entries(told).filter(([, text]) => text !== null))
}

/** What stands where nobody wrote: of a contact that nobody knows to be safe, what not to do. */
const UNSAID: Readonly<Partial<Record<Word, () => string>>> = {
  safeContact: m.documents_safe_contact_unknown,
}

/** Page one in the order in which it is asked (Q19); what is left unknown is said once more, by name. */
export function minuteRows(facts: DocumentFacts, words: Words): readonly Row[] {
  const known = {
    ...toldByFile(facts, words),
    ...words,
    ...whereWritten(facts, words),
    ...hidden(facts, words),
  }
  const missing = WORDS_OF['handover-page'].filter(
    (key) => key !== 'unknown' && known[key] === undefined,
  )
  const unknown = known.unknown ?? missing.map((key) => inSentence(wordLabel(key))).join('; ')
  return WORDS_OF['handover-page'].map((key) =>
    row(wordLabel(key), key === 'unknown' ? unknown : (known[key] ?? UNSAID[key]?.())),
  )
}

/**
 * Need and risk as they were signed, beside what was left as it was proposed. Of a protected file no place is named in
 * these words either: the page travels.
 */
export function assessedSection(facts: DocumentFacts): Section {
  const { assessed } = facts
  const told = (text: string): string => placeless(text, facts)
  const signed =
    assessed && m.documents_assessed_by({ name: assessed.by, when: hourOf(assessed.at) })
  const said = (label: string, own = '', confirmed = ''): Row =>
    row(
      label,
      [told(own), confirmed === '' ? '' : m.documents_confirmed_inline({ text: told(confirmed) })]
        .filter((text) => text !== '')
        .join(' · '),
    )
  return section(m.documents_section_assessed(), {
    rows: [
      said(m.documents_label_need(), assessed?.need, assessed?.confirmed.need),
      said(m.documents_label_risk(), assessed?.risk, assessed?.confirmed.risk),
      ...(signed === null ? [] : [row(m.documents_label_assessed_by(), signed)]),
    ],
  })
}

function placeless(text: string, { file, placements }: DocumentFacts): string {
  if (!file.isProtected) return text
  return placements.reduce(
    (now, { alias }) => (alias === '' ? now : now.replaceAll(alias, m.documents_place_protected())),
    text,
  )
}

function inSentence(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1)
}

/** Whoever writes who must not know does not take out whom the file excludes. */
function hidden(facts: DocumentFacts, words: Words): Words {
  const mustNotKnow = mustNotKnowOf(facts, words)
  return mustNotKnow === null ? {} : { mustNotKnow }
}

/** Whoever writes where they are seldom writes until when: the file adds it. */
function whereWritten({ placements }: DocumentFacts, { whereNow }: Words): Words {
  const until = [...new Set(placements.filter((one) => one.until !== null).map(untilOf))]
  if (whereNow === undefined || until.length === 0) return {}
  return { whereNow: m.documents_where_until({ where: whereNow, until: until.join('; ') }) }
}
