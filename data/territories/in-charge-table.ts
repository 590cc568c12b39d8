import { readFileSync } from 'node:fs'
import type { ReporterCategory } from '#contexts/territory/access-policy.ts'
import type { InCharge, InChargeQuestion } from '#contexts/territory/in-charge.ts'
import type { SituationFacts } from '#contexts/territory/situation.ts'
import { clockTime, instant, wallClock } from '#platform/kernel/time.ts'

// The readable table in-charge.md: one section per territory, one row per question.

type Caller = { reporter: ReporterCategory; facts: SituationFacts }

/** The four sets of facts of the table. */
export const FACTS: Readonly<Record<string, Caller>> = {
  violenza: {
    reporter: 'police',
    facts: {
      requestKind: 'person-in-need',
      immediateDanger: true,
      violence: true,
      minorInvolved: true,
      network: 'unknown',
    },
  },
  freddo: {
    reporter: 'citizen',
    facts: {
      requestKind: 'person-in-need',
      homeless: true,
      extremePoverty: true,
      hypothermiaRisk: true,
      network: 'no',
    },
  },
  affitto: { reporter: 'citizen', facts: { requestKind: 'rent-help', hasShelterTonight: true } },
  dimissione: {
    reporter: 'hospital',
    facts: { requestKind: 'person-in-need', network: 'unknown', hasShelterTonight: true },
  },
}

export type TableRow = {
  readonly territory: string
  readonly line: number
  readonly when: string
  readonly found: string
  readonly residence: string
  readonly facts: string
  readonly expected: readonly string[]
}

/** Reads the rows of the table with the section they stand in. */
export function readTable(): readonly TableRow[] {
  const text = readFileSync(new URL('./in-charge.md', import.meta.url), 'utf8')
  let territory = ''
  return text.split('\n').flatMap((content, at) => {
    if (content.startsWith('## ')) territory = content.slice(3).trim()
    if (!/^\| \d{4}-/u.test(content)) return []
    const [when = '', found = '', residence = '', facts = '', ...expected] = content
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
    return [{ territory, line: at + 1, when, found, residence, facts, expected }]
  })
}

/** The question a row asks. The first word of `when` is the instant; places are `CODE Name` or `-`. */
export function questionOf(row: TableRow): InChargeQuestion {
  const caller = FACTS[row.facts]
  if (!caller) throw new RangeError(`line ${row.line}: no such facts: ${row.facts}`)
  const code = (cell: string) => (cell === '-' ? null : cell.slice(0, 4))
  return {
    at: instant(row.when.split(' ')[0] ?? ''),
    foundIn: code(row.found),
    residence: code(row.residence),
    ...caller,
  }
}

/** The five answers of a row as they are written in the table. */
export function answersOf(result: InCharge): readonly string[] {
  return [
    whoCell(result),
    reportCell(result),
    result.classification.class.key,
    targetCell(result),
    recipientCell(result),
  ]
}

function whoCell({ answer }: InCharge): string {
  const who = answer.who.kind === 'office' ? `ufficio ${answer.who.office.key}` : answer.who.kind
  if (answer.untilAt === null) return `${who}, sempre`
  const until = wallClock(answer.untilAt)
  return `${who} fino a ${until.toPlainDate().toString().slice(5)} ${clockTime(answer.untilAt)}`
}

function reportCell({ access, channels }: InCharge): string {
  if (!access.taken) return 'no, copione'
  const ways = [...new Set(channels.map((channel) => channel.kind))].join('+')
  const handOn = access.handOn.length > 0 ? `, ${access.handOn.join('+')} avvisato` : ''
  return `sì ${access.outcome}: ${ways || 'presa in linea'}${handOn}`
}

function targetCell({ target }: InCharge): string {
  if (!target) return '-'
  return `${target.acknowledgeMinutes}/${target.arriveMinutes ?? '-'}`
}

function recipientCell({ recipient }: InCharge): string {
  const purpose = recipient.purpose === 'orientation' ? 'orienta a ' : ''
  if (recipient.office) return `${purpose}${recipient.office.key}`
  return `${purpose}residenza ${recipient.outsideMunicipality}, intanto ${recipient.meanwhile?.key ?? '-'}`
}
