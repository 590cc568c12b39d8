import { sql } from 'kysely'
import { namesOf } from '#contexts/access/public.ts'
import type { DocumentFacts } from '#contexts/documents/public.ts'
import { tasksOf } from '#contexts/interventions/public.ts'
import { peopleOf } from '#contexts/people/public.ts'
import { aliasing, openUnmet, readNeed } from '#contexts/places/public.ts'
import { m, textOf } from '#platform/i18n/texts.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { clockTime, type Instant, instant, wallClock } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { joined } from './document-words.ts'

type PlacedRow = {
  facility: string
  people: number
  minors: number
  confirmed_by: string | null
  confirmed_role: string | null
  since: Instant | null
  state: string
  recorded_by: StaffId | null
  stay_until: Instant | null
  title: string | null
}

/**
 * Where they sleep, each place of a divided family: of every facility only the word that everybody reads, so a secret
 * address is never printed.
 */
export async function placementFacts(
  tx: Tx,
  id: InterventionId,
): Promise<DocumentFacts['placements']> {
  const { rows } = await sql<PlacedRow>`
    select facility, people, minors, confirmed_by, confirmed_role,
           coalesce(arrived_at, confirmed_at) as since, state, stay_until, title,
           (select substring(e.actor from '^staff:(.+)$') from platform.event e where e.aggregate_id = p.id
              and e.type in ('PlaceConfirmed', 'PersonArrived') order by e.version desc limit 1) as recorded_by
      from places.v_placement p
     where intervention_id = ${id} and state in ('confirmed', 'arrived')
     order by people desc, coalesce(arrived_at, confirmed_at), id`.execute(tx)
  const by = rows.flatMap((row) => (row.recorded_by === null ? [] : [row.recorded_by]))
  const names = await namesOf(tx, by)
  return rows.map((row) => ({
    alias: row.facility,
    address: null,
    phone: null,
    since: row.since,
    hasArrived: row.state === 'arrived',
    recordedBy: (row.recorded_by && names.get(row.recorded_by)) ?? null,
    until: row.stay_until,
    agreed: joined([row.confirmed_by ?? '', row.confirmed_role ?? '']),
    title: row.title && (textOf(`places_title_${row.title.replaceAll('-', '_')}`) ?? row.title),
    people: row.people,
    minors: row.minors,
  }))
}

/** The places that were looked for and not found, oldest first; a facility that is secret by now reads by its alias. */
export async function unmetFacts(tx: Tx, id: InterventionId): Promise<DocumentFacts['unmet']> {
  const all = await openUnmet(tx, id)
  const shown = await aliasing(tx)
  return all.toReversed().map(({ recordedAt, by, reasons, note }) => ({
    ...{ at: instant(recordedAt), by, note: shown(note) },
    reasons: reasons.map(reasonText).join(', '),
  }))
}

function reasonText(code: string): string {
  const isSaid = code.startsWith('said-')
  const key = isSaid ? `no_${code.slice('said-'.length)}` : `exclusion_short_${code}`
  return textOf(`places_${key.replaceAll('-', '_')}`) ?? code
}

/** What whoever takes over in the morning asks first: payer, what expires today, therapies, belongings. */
export async function morningFacts(
  tx: Tx,
  id: InterventionId,
  file: {
    readonly isProtected: boolean
    readonly placements: DocumentFacts['placements']
    readonly health: string
    readonly animals: string
  },
): Promise<DocumentFacts['morning']> {
  const words = (await readNeed(tx, id))?.words ?? {}
  const said = (key: string) => words[key]?.trim() ?? ''
  const health = joined([...new Set([file.health, said('health')])]) ?? ''
  return {
    payer: said('payer') === '' ? null : said('payer'),
    expiresToday: await expiringToday(tx, id, file),
    therapies: said('therapies') === '' ? null : said('therapies'),
    belongings: joined([
      told(m.documents_known_papers, await papersOf(tx, id, said('documents'))),
      told(m.documents_known_animals, file.animals),
      told(m.documents_known_therapies, said('therapies')),
      told(m.documents_known_health, health),
    ]),
  }
}

function told(sentence: (words: { text: string }) => string, text: string): string {
  return text === '' ? '' : sentence({ text })
}

/** What was said of their documents, and of whom one was seen. */
async function papersOf(tx: Tx, id: InterventionId, words: string): Promise<string> {
  const seen = (await peopleOf(tx, id)).filter(
    (one) => one.part === 'helped' && one.document === 'seen',
  )
  const names = seen.map((one) => one.words.name || m.documents_person())
  const listed = names.length === 0 ? '' : m.documents_papers_seen({ names: names.join(', ') })
  return joined([words, listed]) ?? ''
}

/**
 * Tasks and stays that end by midnight in Italy, with what is late and since which day. Of a protected file no place and
 * no task in its words, of a file with a secret place no task: its words may name the place, and the page leaves the house.
 */
async function expiringToday(
  tx: Tx,
  id: InterventionId,
  { isProtected, placements }: Parameters<typeof morningFacts>[2],
): Promise<string | null> {
  const { now } = tx.work
  const midnight = wallClock(now).startOfDay().add({ days: 1 }).toInstant()
  const isToday = (at: Instant | null): at is Instant =>
    at !== null && Temporal.Instant.compare(at, midnight) < 0
  const stays = placements.flatMap(({ until, alias }) =>
    isToday(until) ? [{ at: until, what: isProtected ? '' : alias }] : [],
  )
  const isHidden = isProtected || (await hasSecretPlace(tx, id))
  const tasks = await tasksOf(tx, id)
  const lines = [
    ...stays.map(({ at, what }) => ({
      at,
      text: what === '' ? m.documents_expires_place() : m.documents_expires_stay({ place: what }),
    })),
    ...tasks.flatMap(({ dueAt, doneAt, what }) =>
      doneAt === null && isToday(dueAt)
        ? [{ at: dueAt, text: isHidden ? m.documents_expires_task() : what }]
        : [],
    ),
  ]
  return joined(
    lines
      .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
      .map(({ at, text }) => expiryLine(at, text, now)),
  )
}

/** What is late since another day says which. */
function expiryLine(at: Instant, what: string, now: Instant): string {
  const then = wallClock(at)
  const when = clockTime(at)
  if (then.toPlainDate().equals(wallClock(now).toPlainDate()))
    return m.documents_expires_line({ when, what })
  return m.documents_expires_late({ day: `${then.day}/${then.month}/${then.year}`, when, what })
}

/** Has a place of the file, also one of before, an address that nobody may learn? */
async function hasSecretPlace(tx: Tx, id: InterventionId): Promise<boolean> {
  const { rows } = await sql`
    select 1 from places.v_placement where intervention_id = ${id} and is_secret limit 1`.execute(
    tx,
  )
  return rows.length > 0
}
