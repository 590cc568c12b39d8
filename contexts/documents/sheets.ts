import { m } from '#platform/i18n/texts.ts'
import { type DocumentFacts, type PlacementFacts, redacted, type Said } from './facts.ts'
import { mustNotKnowOf } from './kept.ts'
import type { DocumentKind, Word, Words } from './model.ts'
import { assessedSection, countOf, minuteRows, untilOf } from './page-one.ts'
import { factsTold, relationPlaceRows, statementsTold } from './relation.ts'
import { hourOf, type Row, row } from './rows.ts'
import { entriesOf, type Section, section } from './section.ts'
import { wordLabel } from './words.ts'

function written(words: Words, keys: readonly Word[]): readonly Row[] {
  return keys.map((key) => row(wordLabel(key), words[key]))
}

function fileSection({ file }: Pick<DocumentFacts, 'file'>): Section {
  return section(m.documents_section_file(), {
    short: true,
    rows: [
      row(m.documents_label_received(), hourOf(file.receivedAt)),
      row(m.documents_label_class(), file.className ?? m.documents_not_known_she()),
      row(m.documents_label_owner(), file.owner),
      ...(file.reasons.length > 0
        ? [row(m.documents_label_reasons(), file.reasons.join(' '))]
        : []),
    ],
  })
}

function peopleSection(facts: DocumentFacts): Section {
  const rows = facts.people.map((one) =>
    row(
      one.name ?? m.documents_person(),
      [one.age, one.relation, one.needs].filter((part) => part !== null).join(', '),
    ),
  )
  const { report } = facts
  const told = [
    row(m.documents_label_involved(), report?.involved),
    row(m.documents_label_count(), report?.count),
    row(m.documents_label_names(), report?.names),
    row(m.documents_label_ages(), report?.ages),
  ]
  return section(m.documents_section_people(), {
    short: true,
    rows: [...(rows.length > 0 ? rows : told), languageRow(report)],
  })
}

/** A language that nobody knows reads *non nota*. */
function languageRow(report: DocumentFacts['report']): Row {
  return row(m.documents_label_language(), report?.language ?? m.documents_not_known_she())
}

function healthRows({ report }: DocumentFacts): readonly Row[] {
  return [
    row(m.documents_label_health(), report?.health),
    row(m.documents_label_animals(), report?.animals),
  ]
}

function callsSection({ emergencyCalls }: DocumentFacts): readonly Section[] {
  if (emergencyCalls.length === 0) return []
  return [section(m.documents_section_calls(), { entries: entriesOf(emergencyCalls) })]
}

/** What was answered to the questions about danger, and about what they need: none, where none was answered. */
function answerRows(report: DocumentFacts['report']): readonly Row[] {
  const said = (label: string, questions: readonly string[] = []): readonly Row[] =>
    questions.length === 0 ? [] : [row(label, questions.join(' '))]
  return [
    ...said(m.documents_label_said_yes(), report?.saidYes),
    ...said(m.documents_label_said_no(), report?.saidNo),
  ]
}

function reportSheet(facts: DocumentFacts): readonly Section[] {
  const { report } = facts
  return [
    fileSection(facts),
    section(m.documents_section_reporter(), {
      short: true,
      rows: [
        row(m.documents_label_source(), report?.source),
        row(m.documents_label_body(), report?.body),
        row(m.documents_label_reporter(), report?.reporter),
        row(m.documents_label_phone(), report?.reporterPhone),
        row(m.documents_label_call_back(), report?.callBack),
      ],
    }),
    section(m.documents_section_happening(), {
      rows: [
        row(m.documents_label_place(), report?.place),
        row(m.documents_label_happening(), report?.happening),
        ...answerRows(report),
      ],
    }),
    peopleSection(facts),
    section(m.documents_section_care(), {
      short: true,
      rows: [
        ...healthRows(facts),
        row(m.documents_label_protection(), report?.protection),
        row(m.documents_label_notice(), report?.notice),
        row(m.documents_label_joins(), report?.joins),
      ],
    }),
    ...callsSection(facts),
  ]
}

/** What is said of a place, also where there is none. */
const placeLabels = [
  m.documents_label_facility,
  m.documents_label_since,
  m.documents_label_until,
  m.documents_label_agreed,
] as const

function placeRows({ placements }: DocumentFacts, words: Words): readonly Row[] {
  if (placements.length > 1) return placements.map(placeInOneRow)
  const [placement] = placements
  if (placement === undefined)
    return placeLabels.map((label, at) => row(label(), at === 0 ? words.where : null))
  const { alias, address, phone, since, until, agreed, minors, title } = placement
  return [
    row(m.documents_label_facility(), alias),
    ...(address ? [row(m.documents_label_address(), address)] : []),
    ...(phone ? [row(m.documents_label_phone(), phone)] : []),
    row(m.documents_label_since(), since && hourOf(since)),
    row(m.documents_label_until(), until && hourOf(until)),
    row(m.documents_label_agreed(), agreed),
    ...(minors > 0 ? [row(m.documents_label_title(), title)] : []),
  ]
}

/** A family in several places: a row for each. */
function placeInOneRow(one: PlacementFacts): Row {
  const { since, agreed } = one
  const parts = [
    one.alias,
    one.address ?? '',
    one.phone ?? '',
    since ? m.documents_place_since({ when: hourOf(since) }) : '',
    untilOf(one),
    agreed ? m.documents_place_agreed({ name: agreed }) : '',
    one.minors > 0 && one.title ? m.documents_place_title({ title: one.title }) : '',
  ]
  const label = `${m.documents_label_facility()}: ${countOf(one)}`
  return row(label, parts.filter((part) => part !== '').join(', '))
}

function entrySheet(facts: DocumentFacts, words: Words): readonly Section[] {
  const keys = ['diet', 'promised', 'whoComes'] as const
  const mustNotKnow = mustNotKnowOf(facts, words)
  return [
    section(m.documents_section_place(), { short: true, rows: placeRows(facts, words) }),
    peopleSection(facts),
    section(m.documents_section_tonight(), {
      short: true,
      rows: [
        ...healthRows(facts),
        row(wordLabel('therapies'), words.therapies ?? facts.morning.therapies),
        ...written(words, keys),
        row(wordLabel('numberToCall'), words.numberToCall ?? facts.territory.phone),
      ],
    }),
    section(m.documents_section_secrecy(), {
      short: true,
      rows: [...written(words, ['mayCall']), row(wordLabel('mustNotKnow'), mustNotKnow)],
    }),
    section(m.documents_section_problem(), {
      intro: m.documents_problem_now(),
      rows: [row(m.documents_label_service_phone(), facts.territory.phone)],
    }),
  ]
}

function entryCopy(facts: DocumentFacts): readonly Section[] {
  const { people, count, hasPlace, since, ...rest } = redacted(facts)
  const written = people.map((one, at) =>
    row(
      m.documents_person_number({ number: at + 1 }),
      [one.age, one.relation].filter((part) => part !== null).join(', '),
    ),
  )
  return [
    fileSection(rest),
    section(m.documents_section_people(), {
      short: true,
      rows: written.length > 0 ? written : [row(m.documents_label_count(), count)],
    }),
    section(m.documents_section_outcome(), {
      rows: [
        row(m.documents_label_taken_in(), hasPlace ? m.documents_yes() : null),
        row(m.documents_label_since(), since ? hourOf(since) : null),
        row(m.documents_label_service_phone(), rest.territory.phone),
      ],
    }),
    section(m.documents_section_redacted(), { intro: m.documents_redacted_why() }),
  ]
}

function relation(facts: DocumentFacts, words: Words): readonly Section[] {
  const part = (title: string, intro: string, key: Word, said: readonly Said[]) =>
    section(title, {
      intro,
      rows: words[key] || said.length === 0 ? [row(m.documents_label_written(), words[key])] : [],
      entries: entriesOf(said),
    })
  return [
    fileSection(facts),
    section(m.documents_section_place(), { rows: relationPlaceRows(facts) }),
    peopleSection(facts),
    part(m.documents_section_facts(), m.documents_facts_what(), 'facts', factsTold(facts)),
    part(
      m.documents_section_statements(),
      m.documents_statements_what(),
      'statements',
      statementsTold(facts),
    ),
    part(
      m.documents_section_evaluations(),
      m.documents_evaluations_what(),
      'evaluations',
      facts.evaluations,
    ),
    ...confirmedSection(facts),
    ...callsSection(facts),
  ]
}

/** What the protocol proposed and who signs left as it was: apart from their judgement (H2). */
function confirmedSection({ assessed }: DocumentFacts): readonly Section[] {
  if (assessed === null) return []
  const { at, by, confirmed } = assessed
  const text = [confirmed.need, confirmed.risk].filter((one) => one !== '').join('\n')
  if (text === '') return []
  const entries = entriesOf([{ at, by, text }])
  return [
    section(m.documents_section_confirmed(), { intro: m.documents_confirmed_what(), entries }),
  ]
}

function handoverPage(facts: DocumentFacts, words: Words): readonly Section[] {
  return [
    section(m.documents_section_minute(), { rows: minuteRows(facts, words) }),
    assessedSection(facts),
    fileSection(facts),
    peopleSection(facts),
  ]
}

/** The parts of a document of a kind; `annulled` and `reason` only for an annulment. */
export function sectionsOf(
  kind: DocumentKind,
  facts: DocumentFacts,
  words: Words,
  annulled?: { readonly number: string; readonly title: string; readonly reason: string },
): readonly Section[] {
  switch (kind) {
    case 'report-sheet':
      return reportSheet(facts)
    case 'entry-sheet':
      return entrySheet(facts, words)
    case 'entry-sheet-redacted':
      return entryCopy(facts)
    case 'intervention-report':
      return relation(facts, words)
    case 'handover-page':
      return handoverPage(facts, words)
    case 'annulment':
      return [
        section(m.documents_section_annulled(), {
          intro: m.documents_annulled_what(),
          rows: [
            row(annulled?.title ?? '', annulled?.number),
            row(m.documents_label_reason(), annulled?.reason),
          ],
        }),
      ]
  }
}
