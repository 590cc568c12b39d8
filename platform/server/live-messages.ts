import type { ServerResponse } from 'node:http'
import type { FastifyRequest } from 'fastify'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { classOfSight } from './access-ports.ts'
import type { Database } from './db.ts'
import type { LiveNudge } from './live-view.ts'

/** A place of the journal as boards are told of it. */
export type Entry = {
  position: number
  territory_id: string
  intervention_id: string | null
  room: string
}

/**
 * The files of these entries that lie in the territories read. Who read a file, and who was refused it, moves nothing:
 * told to boards it would be read anew, refused anew, put on the log anew, without end.
 */
export function idsIn(entries: readonly Entry[], read: readonly string[]): readonly string[] {
  const ids = entries
    .filter((entry) => entry.room !== 'access' && read.includes(entry.territory_id))
    .flatMap((entry) => entry.intervention_id ?? [])
  return [...new Set(ids)]
}

/** Why a stream may not go on, undefined when it may. */
export function closingReason(
  before: PersonActor,
  session: { actor: PersonActor; locked: boolean } | undefined,
): string | undefined {
  if (!session) return 'signed-out'
  if (session.locked) return 'locked'
  return classOfSight(session.actor) === classOfSight(before) ? undefined : 'changed'
}

/** One message of the stream; with an id the client knows how far it has come. */
export function message(event: string, data: unknown, id?: number): string {
  const head = id === undefined ? '' : `id: ${id}\n`
  return `${head}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}

/** The topics of what moved in these territories, each told once and without a word of what it was. */
export function nudgesIn(
  entries: readonly Entry[],
  of: { readonly read: readonly string[]; readonly followed: readonly string[] },
  nudges: readonly LiveNudge[],
  position: number,
): string {
  const roomsIn = (territories: readonly string[]) =>
    new Set(entries.filter((one) => territories.includes(one.territory_id)).map((one) => one.room))
  const [all, followed] = [roomsIn(of.read), roomsIn(of.followed)]
  return nudges
    .filter((one) => (one.isForAll === true ? all : followed).has(one.room))
    .map((one) => message(one.topic, { position, upserts: [], gone: [] }, position))
    .join('')
}

/** Bytes that may wait for a reader; a board that leaves more unread costs all the others their memory. */
const UNREAD_LIMIT = 4 * 1024 * 1024

/**
 * Writes to one board. Cuts it when it does not read: it comes back and is told what it missed. What is looked at is
 * what earlier messages have left, so that one long message does not cut who reads.
 */
export function tell(stream: ServerResponse, text: string): void {
  if (stream.writableLength > UNREAD_LIMIT) stream.destroy()
  else stream.write(text)
}

/** How far the client says it had come, undefined when it says nothing. */
export function lastEventId(request: FastifyRequest): number | undefined {
  const header = request.headers['last-event-id']
  const query = (request.query as { after?: unknown }).after
  const raw = typeof header === 'string' ? header : typeof query === 'string' ? query : undefined
  return raw !== undefined && /^\d{1,15}$/u.test(raw) ? Number(raw) : undefined
}

/** The newest place of the journal. */
export async function newestOf(db: Database): Promise<number> {
  const row = await db
    .selectFrom('platform.journal')
    .select((e) => e.fn.max('position').as('position'))
    .executeTakeFirst()
  return Number(row?.position ?? 0)
}

/** The places of the journal after one, in order, at most so many. */
export async function entriesAfter(db: Database, after: number, limit: number): Promise<Entry[]> {
  return await db
    .selectFrom('platform.journal')
    .select(['position', 'territory_id', 'intervention_id', 'room'])
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit)
    .execute()
}
