import { sql } from 'kysely'
import { namesOf, rolesEver } from '#contexts/access/public.ts'
import { m, textOf } from '#platform/i18n/texts.ts'
import { actorRef, type Role } from '#platform/kernel/actor.ts'
import type { InterventionId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import type { TimelineEntry } from './contract.ts'
import { rolesAt } from './people.ts'
import { presentNames, withPresentName } from './timeline-places.ts'

const PAGE = 50

/** Rooms whose events hold sealed words or ids of their own: the timeline says only what happened and when. */
const UNTOLD: readonly string[] = ['intake']

type Entry = {
  id: string
  at: Instant
  recorded_at: Instant
  actor: string
  room: string
  type: string
  aggregate_id: string
  data: unknown
}

/**
 * One page of a file's history, newest first, readings left out. `before`: the last id of the page before. `sight`:
 * who may not read words gets the outline, type, time and role of each entry.
 */
export async function timelineOf(
  tx: Tx,
  territoryId: TerritoryId,
  id: InterventionId,
  before: string | undefined,
  sight: 'words' | 'outline',
): Promise<{ entries: TimelineEntry[]; before: string | null }> {
  let query = tx
    .with('told', (read) =>
      read
        .selectFrom('platform.event')
        .select(['id', 'version', 'at', 'recorded_at', 'actor', 'room', 'type'])
        .select(['aggregate_id', 'data'])
        // Who waited for a colleague's command began before it and comes after it: the version says so, not the hour.
        .select(
          sql<Instant>`max(recorded_at) over (partition by aggregate_id order by version)`.as(
            'stands_at',
          ),
        )
        .where('intervention_id', '=', id)
        .where('room', '<>', 'access'),
    )
    .selectFrom('told')
    .select(['id', 'at', 'recorded_at', 'actor', 'room', 'type', 'aggregate_id', 'data'])
  if (before) {
    query = query.where(
      sql<boolean>`(stands_at, version, id) <
        (select stands_at, version, id from told where id = ${before})`,
    )
  }
  const rows = await query
    .orderBy('stands_at', 'desc')
    .orderBy('version', 'desc')
    .orderBy('id', 'desc')
    .limit(PAGE + 1)
    .execute()
  const page = rows.slice(0, PAGE)
  const entries = await withCorrections(tx, id, await told(tx, territoryId, page))
  return {
    entries: sight === 'words' ? entries : entries.map((entry) => outlineOf(entry)),
    before: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
  }
}

async function told(
  tx: Tx,
  territoryId: TerritoryId,
  page: readonly Entry[],
): Promise<TimelineEntry[]> {
  const staff = [...new Set(page.flatMap(peopleIn))]
  const [names, roles] = [await namesOf(tx, staff), await rolesEver(tx, territoryId, staff)]
  const facilities = await presentNames(tx, page)
  return page.map((entry) => {
    const by = doerOf(entry)
    return {
      id: entry.id,
      room: entry.room,
      type: entry.type,
      at: entry.at.toString(),
      recordedAt: entry.recorded_at.toString(),
      by: (by && names.get(by as StaffId)) ?? byNobodyOfOurs(entry),
      role: roleText(rolesAt((by && roles.get(by)) || [], entry.recorded_at)),
      data: UNTOLD.includes(entry.room)
        ? {}
        : withPresentName(entry, withNames(entry.data, names), facilities),
      corrections: [],
      isWithheld: false,
    }
  })
}

/** Of each note, the words that took its place: what was written first stays beside them. */
async function withCorrections(
  tx: Tx,
  id: InterventionId,
  entries: readonly TimelineEntry[],
): Promise<TimelineEntry[]> {
  const notes = entries.filter((entry) => entry.type === 'NoteAdded').map((entry) => entry.id)
  if (notes.length === 0) return [...entries]
  const rows = await tx
    .selectFrom('platform.event')
    .select('data')
    .where('intervention_id', '=', id)
    .where('type', '=', 'NoteCorrected')
    .where(sql<string>`data ->> 'noteId'`, 'in', notes)
    .orderBy('version')
    .execute()
  const corrected = Map.groupBy(
    rows.map((row) => fields(row.data)),
    (data) => data['noteId'],
  )
  return entries.map((entry) => ({
    ...entry,
    corrections: (corrected.get(entry.id) ?? []).map((data) => String(data['text'])),
  }))
}

function outlineOf({ id, room, type, at, recordedAt, role }: TimelineEntry): TimelineEntry {
  return {
    id,
    room,
    type,
    at,
    recordedAt,
    by: '',
    role,
    data: {},
    corrections: [],
    isWithheld: true,
  }
}

/** The log keeps who acted, not in which of their roles: all that they had at that hour are said. */
function roleText(roles: readonly Role[]): string | null {
  const words = roles.flatMap(
    (role) => textOf(`interventions_role_${role.replaceAll('-', '_')}`) ?? [],
  )
  return words.length === 0 ? null : words.join(', ')
}

function staffIn(actor: string): string | undefined {
  return actor.startsWith('staff:') ? actor.slice('staff:'.length) : undefined
}

/** What a person does also without signing in, by a link or with a key of the telephone: the field that names them. */
const DOER_OF: Readonly<Record<string, string>> = {
  PageAcknowledged: 'by',
  PageDeclined: 'staffId',
  InterventionAnswered: 'by',
}

/** Who of the staff did it: who was signed in, else whom the entry itself names. */
function doerOf({ actor, type, data }: Entry): string | undefined {
  const named = fields(data)[DOER_OF[type] ?? '']
  return staffIn(actor) ?? (isId(named) ? named : undefined)
}

/** Services and facilities answer by a link of their own; the rest nobody does. */
function byNobodyOfOurs({ actor, room }: Entry): string {
  const words = actor === GUEST ? textOf(`interventions_by_link_${room}`) : undefined
  return words ?? m.interventions_by_system()
}

const GUEST = actorRef({ kind: 'guest' })

/** Fields of events, of any room, that may hold the id of a person of the staff. */
const PERSON_FIELDS = ['by', 'from', 'to', 'ownerId', 'previousOwnerId', 'staffId'] as const
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u

function peopleIn(entry: Entry): string[] {
  const data = fields(entry.data)
  const inside = PERSON_FIELDS.map((field) => data[field])
  return [staffIn(entry.actor), ...inside].filter(isId)
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value)
}

function withNames(data: unknown, names: ReadonlyMap<StaffId, string>): Record<string, unknown> {
  const told = fields(data)
  for (const field of PERSON_FIELDS) {
    const id = told[field]
    if (isId(id)) told[field] = names.get(id as StaffId) ?? ''
  }
  return told
}

/** The fields of an entry, without what is sealed: no screen can open it. */
function fields(data: unknown): Record<string, unknown> {
  if (typeof data !== 'object' || data === null) return {}
  return Object.fromEntries(Object.entries(data).filter(([name]) => !name.startsWith('sealed')))
}
