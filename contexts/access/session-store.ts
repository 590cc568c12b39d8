import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Role } from '#platform/kernel/actor.ts'
import type { BodyId, Random, SessionId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Session } from '#platform/server/access-ports.ts'
import type { Database, Tx } from '#platform/server/db.ts'
import { SESSION_COOKIE } from '#platform/server/http.ts'
import { append } from '#platform/server/log.ts'
import type { Vault } from '#platform/server/vault.ts'
import { type AccessEvent, SESSION_LIMITS, type SignOutReason, sessionHolds } from './model.ts'
import { recordRefusal } from './reading-store.ts'
import { openName } from './staff-store.ts'

/** The only form in which a token is kept. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** An unguessable token: 32 bytes, for a cookie or a link. */
export function newToken(random: Random): string {
  return Buffer.from(random(32)).toString('base64url')
}

/** The cookie of a session; it lasts the shift, the server decides whether it holds. */
export function sessionCookie(token: string): string {
  const seconds = SESSION_LIMITS.shiftMinutes * 60
  return `${SESSION_COOKIE}=${token}; Path=/; Max-Age=${seconds}; HttpOnly; Secure; SameSite=Strict`
}

/** The cookie that takes the session away. */
export const NO_SESSION_COOKIE = `${SESSION_COOKIE}=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Strict`

/** Opens a session; the log has it in the territory that the transaction writes in. */
export async function openSession(
  tx: Tx,
  ask: { staffId: StaffId; machine: Instant; deskId: TerritoryId | null },
): Promise<{ sessionId: SessionId; token: string }> {
  const { now, random } = tx.work
  const sessionId = uuid7<SessionId>(now, random)
  const token = newToken(random)
  await tx
    .insertInto('access.session')
    .values({
      id: sessionId,
      staff_id: ask.staffId,
      token_hash: tokenHash(token),
      opened_at: ask.machine,
      expires_at: ask.machine.add({ minutes: SESSION_LIMITS.shiftMinutes }),
      seen_at: ask.machine,
      locked_at: null,
      wrong_passwords: 0,
      desk_id: ask.deskId,
      ended_at: null,
      version: 1,
    })
    .execute()
  const data = { staffId: ask.staffId, deskId: ask.deskId }
  await write(tx, sessionId, 1, { type: 'SignedIn', data })
  return { sessionId, token }
}

async function write(tx: Tx, id: SessionId, version: number, event: AccessEvent): Promise<void> {
  await append(tx, { room: 'access', aggregateId: id, version, at: tx.work.now, event })
}

type SessionRow = {
  id: string
  staff_id: string
  seen_at: Instant
  expires_at: Instant
  ended_at: Instant | null
  locked_at: Instant | null
  desk_id: string | null
  sealed_name: Buffer
  grants: readonly GrantOfStaff[]
}

function sessionsQuery(db: Database) {
  return db
    .selectFrom('access.session as n')
    .innerJoin('access.staff as s', 's.id', 'n.staff_id')
    .select(['n.id', 'n.staff_id', 'n.seen_at', 'n.expires_at', 'n.ended_at', 'n.locked_at'])
    .select(['n.desk_id', 's.sealed_name'])
    .select(
      sql<
        GrantOfStaff[]
      >`(select coalesce(jsonb_agg(jsonb_build_object('territoryId', g.territory_id, 'role', g.role,
        'bodyId', g.body_id) order by g.given_at, g.id), '[]') from access.role_grant g
        where g.staff_id = s.id and g.ended_at is null)`.as('grants'),
    )
    .where('s.is_active', '=', true)
    .where('n.ended_at', 'is', null)
}

/** The session of a token, when it holds; noted as seen at most once a minute. */
export async function sessionOfToken(
  db: Database,
  vault: Vault,
  token: string,
  machine: Instant,
): Promise<Session | undefined> {
  const row = await sessionsQuery(db)
    .where('n.token_hash', '=', tokenHash(token))
    .executeTakeFirst()
  return row && (await standing(db, vault, [row], machine)).get(row.id as SessionId)
}

/** Of these sessions those that hold: an open page counts as being there, so that a calm night does not sign out. */
export async function sessionsOfIds(
  db: Database,
  vault: Vault,
  ids: readonly SessionId[],
  machine: Instant,
): Promise<ReadonlyMap<SessionId, Session>> {
  if (ids.length === 0) return new Map()
  const rows = await sessionsQuery(db).where('n.id', 'in', ids).execute()
  return await standing(db, vault, rows, machine)
}

async function standing(
  db: Database,
  vault: Vault,
  rows: readonly SessionRow[],
  machine: Instant,
): Promise<Map<SessionId, Session>> {
  const holding = rows.filter((row) =>
    sessionHolds(
      { endedAt: row.ended_at, expiresAt: row.expires_at, seenAt: row.seen_at },
      machine,
    ),
  )
  await noteSeen(db, holding, machine)
  return new Map(
    holding.map((row) => {
      const own = row.grants
      const desk = own.some((grant) => grant.territoryId === row.desk_id) ? row.desk_id : null
      const actor = {
        kind: 'person' as const,
        staffId: row.staff_id as StaffId,
        sessionId: row.id as SessionId,
        name: openName(vault, row.sealed_name),
        grants: own,
        desk: desk as TerritoryId | null,
      }
      return [actor.sessionId, { actor, locked: row.locked_at !== null }]
    }),
  )
}

/** A grant in force, as an actor carries it. */
type GrantOfStaff = {
  territoryId: TerritoryId
  role: Role
  bodyId: BodyId | null
}

const SEEN_EVERY_SECONDS = 60

async function noteSeen(db: Database, rows: readonly SessionRow[], machine: Instant) {
  const before = machine.subtract({ seconds: SEEN_EVERY_SECONDS })
  const stale = rows.filter((row) => Temporal.Instant.compare(row.seen_at, before) <= 0)
  if (stale.length === 0) return
  await db
    .updateTable('access.session')
    .set({ seen_at: machine })
    .where('seen_at', '<=', before)
    .where(
      'id',
      'in',
      stale.map((row) => row.id),
    )
    .execute()
}

/** A session locked until the end of the transaction, as its own commands judge it. */
export type OpenSession = {
  readonly id: SessionId
  readonly staffId: StaffId
  readonly isLocked: boolean
  readonly wrongPasswords: number
  readonly deskId: TerritoryId | null
  readonly version: number
}

/** Locks a session's row; undefined when it has ended meanwhile. */
export async function lockSession(tx: Tx, id: SessionId): Promise<OpenSession | undefined> {
  const row = await tx
    .selectFrom('access.session')
    .selectAll()
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return undefined
  return {
    id,
    staffId: row.staff_id as StaffId,
    isLocked: row.locked_at !== null,
    wrongPasswords: row.wrong_passwords,
    deskId: row.desk_id as TerritoryId | null,
    version: row.version,
  }
}

async function change(
  tx: Tx,
  session: OpenSession,
  set: { locked_at?: Instant | null; desk_id?: string | null; ended_at?: Instant },
  event: AccessEvent,
): Promise<void> {
  const version = session.version + 1
  await tx
    .updateTable('access.session')
    .set({ ...set, wrong_passwords: 0, version })
    .where('id', '=', session.id)
    .execute()
  await write(tx, session.id, version, event)
}

/** Locks the desk: only unlocking and signing out are possible afterwards. */
export async function lockDesk(tx: Tx, session: OpenSession): Promise<void> {
  if (session.isLocked) return
  const data = { staffId: session.staffId }
  await change(tx, session, { locked_at: tx.work.now }, { type: 'DeskLocked', data })
}

/** Unlocks the desk, after the password. */
export async function unlockDesk(tx: Tx, session: OpenSession): Promise<void> {
  const data = { staffId: session.staffId }
  await change(tx, session, { locked_at: null }, { type: 'DeskUnlocked', data })
}

/** Counts a wrong password at a locked desk; the log has it, because the answer is not thrown. */
export async function countWrongPassword(tx: Tx, session: OpenSession): Promise<void> {
  await tx
    .updateTable('access.session')
    .set({ wrong_passwords: session.wrongPasswords + 1 })
    .where('id', '=', session.id)
    .execute()
  const entry = { operation: 'access.unlockDesk', code: 'wrong-password', interventionId: null }
  await recordRefusal(tx, entry)
}

/** Moves the desk to one territory, or to all of the person's. */
export async function chooseDesk(tx: Tx, session: OpenSession, deskId: TerritoryId | null) {
  if (session.deskId === deskId) return
  const data = { staffId: session.staffId, deskId }
  await change(tx, session, { desk_id: deskId }, { type: 'DeskChosen', data })
}

/** Ends a session. */
export async function endSession(tx: Tx, session: OpenSession, reason: SignOutReason) {
  const data = { staffId: session.staffId, reason }
  await change(tx, session, { ended_at: tx.work.now }, { type: 'SignedOut', data })
}

/** Ends all sessions of a person, on the log of the installation. */
export async function endSessionsOf(tx: Tx, staffId: StaffId, reason: SignOutReason) {
  const rows = await tx
    .selectFrom('access.session')
    .select('id')
    .where('staff_id', '=', staffId)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute()
  for (const row of rows) {
    const session = await lockSession(tx, row.id as SessionId)
    if (session) await endSession(tx, session, reason)
  }
}
