import { type StaffId, type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import { cleanLine } from '#platform/kernel/text.ts'
import type { Database, Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { append } from '#platform/server/log.ts'
import type { Vault } from '#platform/server/vault.ts'
import { INSTALLATION } from '#platform/server/work.ts'
import type { AccessEvent } from './model.ts'

const NAME = 'staff.name'
const EMAIL = 'staff.email'
const DRAFT_KEY = 'staff.draft-key'
const TOTP = 'credential.totp'

/** A person of the staff, as an administrator sees them. */
export type Staff = {
  readonly id: StaffId
  readonly homeTerritoryId: TerritoryId
  readonly name: string
  readonly email: string
  readonly isActive: boolean
  readonly version: number
}

/** An address as it is compared: NFKC, lower case, without blanks around. */
export function emailForm(raw: string): string {
  return raw.normalize('NFKC').trim().toLowerCase()
}

/** The fingerprint by which an account is found. */
export function emailPrint(vault: Vault, email: string): Buffer {
  return vault.fingerprint(INSTALLATION, EMAIL, emailForm(email))
}

/** Adds a person without a credential. Refuses with `email-known` when the address is somebody's already. */
export async function addStaff(
  tx: Tx,
  person: { id?: StaffId; name: string; email: string; homeTerritoryId: TerritoryId },
): Promise<StaffId> {
  const { vault, now, random } = tx.work
  const id = person.id ?? uuid7<StaffId>(now, random)
  const key = Buffer.from(random(32)).toString('base64')
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('access.staff')
    .values({
      id,
      home_territory_id: person.homeTerritoryId,
      sealed_name: vault.seal(INSTALLATION, NAME, cleanLine(person.name)),
      sealed_email: vault.seal(INSTALLATION, EMAIL, emailForm(person.email)),
      email_print: emailPrint(vault, person.email),
      sealed_draft_key: vault.seal(INSTALLATION, DRAFT_KEY, key),
      is_active: true,
      version: 1,
      added_at: now,
    })
    .onConflict((c) => c.column('email_print').doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) throw new RefusalError('email-known')
  const event = { type: 'StaffAdded', data: { homeTerritoryId: person.homeTerritoryId } } as const
  await write(tx, id, 1, event)
  return id
}

async function write(tx: Tx, id: StaffId, version: number, event: AccessEvent): Promise<void> {
  await append(tx, { room: 'access', aggregateId: id, version, at: tx.work.now, event })
}

/** Renames, deactivates or reactivates a locked person. */
export async function changeStaff(
  tx: Tx,
  before: Staff,
  change: { name: string; isActive: boolean },
): Promise<void> {
  const version = before.version + 1
  await tx
    .updateTable('access.staff')
    .set({
      sealed_name: tx.work.vault.seal(INSTALLATION, NAME, cleanLine(change.name)),
      is_active: change.isActive,
      version,
    })
    .where('id', '=', before.id)
    .execute()
  const data = { renamed: change.name !== before.name, isActive: change.isActive }
  await write(tx, before.id, version, { type: 'StaffChanged', data })
}

/** Sets or replaces how a person signs in. */
export async function setCredential(
  tx: Tx,
  staffId: StaffId,
  credential: { passwordHash: string; totpSecret: string; lastStep?: number },
): Promise<void> {
  const values = {
    password_hash: credential.passwordHash,
    sealed_totp: tx.work.vault.seal(INSTALLATION, TOTP, credential.totpSecret),
    last_step: credential.lastStep ?? 0,
    changed_at: tx.work.now,
  }
  await tx
    .insertInto('access.credential')
    .values({ staff_id: staffId, ...values })
    .onConflict((c) => c.column('staff_id').doUpdateSet(values))
    .execute()
}

/** What signing in is judged by. */
export type Account = {
  readonly staffId: StaffId
  readonly isActive: boolean
  readonly passwordHash: string
  readonly totpSecret: string
}

/** The account of an address or a person, undefined when there is none or it has no credential yet. */
export async function accountOf(
  db: Database | Tx,
  vault: Vault,
  by: { email: string } | { staffId: string },
): Promise<Account | undefined> {
  const query = db
    .selectFrom('access.staff as s')
    .innerJoin('access.credential as c', 'c.staff_id', 's.id')
    .select(['s.id', 's.is_active', 'c.password_hash', 'c.sealed_totp'])
  const row = await ('email' in by
    ? query.where('s.email_print', '=', emailPrint(vault, by.email))
    : query.where('s.id', '=', by.staffId)
  ).executeTakeFirst()
  if (!row) return undefined
  return {
    staffId: row.id as StaffId,
    isActive: row.is_active,
    passwordHash: row.password_hash,
    totpSecret: vault.open(INSTALLATION, TOTP, row.sealed_totp),
  }
}

/** Uses up the time step of a code: false when it, or a later one, has been used. */
export async function claimStep(tx: Tx, staffId: StaffId, step: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('access.credential')
    .set({ last_step: step })
    .where('staff_id', '=', staffId)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

const COLUMNS = [
  'id',
  'home_territory_id',
  'sealed_name',
  'sealed_email',
  'is_active',
  'version',
] as const

type Row = {
  id: string
  home_territory_id: string
  sealed_name: Buffer
  sealed_email: Buffer
  is_active: boolean
  version: number
}

function staffOf(vault: Vault, row: Row): Staff {
  return {
    id: row.id as StaffId,
    homeTerritoryId: row.home_territory_id as TerritoryId,
    name: vault.open(INSTALLATION, NAME, row.sealed_name),
    email: vault.open(INSTALLATION, EMAIL, row.sealed_email),
    isActive: row.is_active,
    version: row.version,
  }
}

/** One person, undefined when there is none. */
export async function findStaff(tx: Tx, id: string): Promise<Staff | undefined> {
  const row = await tx
    .selectFrom('access.staff')
    .select(COLUMNS)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && staffOf(tx.work.vault, row)
}

/** One person, locked until the end of the transaction. */
export async function lockStaff(tx: Tx, id: string): Promise<Staff | undefined> {
  const row = await tx
    .selectFrom('access.staff')
    .select(COLUMNS)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && staffOf(tx.work.vault, row)
}

/** The people whom these territories keep or employ: home there, or a grant that holds there. */
export async function staffOfTerritories(
  tx: Tx,
  territories: readonly TerritoryId[],
): Promise<readonly Staff[]> {
  if (territories.length === 0) return []
  const rows = await tx
    .selectFrom('access.staff as s')
    .select(COLUMNS.map((name) => `s.${name}` as const))
    .where((e) =>
      e.or([
        e('s.home_territory_id', 'in', territories),
        e.exists(
          e
            .selectFrom('access.role_grant as g')
            .select('g.id')
            .whereRef('g.staff_id', '=', 's.id')
            .where('g.ended_at', 'is', null)
            .where('g.territory_id', 'in', territories),
        ),
      ]),
    )
    .execute()
  const people = rows.map((row) => staffOf(tx.work.vault, row))
  return people.toSorted((a, b) => a.name.localeCompare(b.name, 'it'))
}

/** The names of people by id, for lists and files: an unknown id is absent. */
export async function namesOf(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<StaffId, string>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await tx
    .selectFrom('access.staff')
    .select(['id', 'sealed_name'])
    .where('id', 'in', wanted)
    .execute()
  const { vault } = tx.work
  return new Map(
    rows.map((row) => [row.id as StaffId, vault.open(INSTALLATION, NAME, row.sealed_name)]),
  )
}

/** The name of a signed-in person, and the key of the drafts in their browsers (base 64, 32 bytes). */
export async function personalOf(tx: Tx, id: StaffId): Promise<{ draftKey: string } | undefined> {
  const row = await tx
    .selectFrom('access.staff')
    .select('sealed_draft_key')
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { draftKey: tx.work.vault.open(INSTALLATION, DRAFT_KEY, row.sealed_draft_key) }
}

/** Opens the sealed name of a row joined elsewhere in this room. */
export function openName(vault: Vault, sealed: Uint8Array): string {
  return vault.open(INSTALLATION, NAME, sealed)
}

/** Of these people those who have chosen a password and enrolled an authenticator. */
export async function peopleWithCredential(
  tx: Tx,
  ids: readonly StaffId[],
): Promise<ReadonlySet<StaffId>> {
  if (ids.length === 0) return new Set()
  const rows = await tx
    .selectFrom('access.credential')
    .select('staff_id')
    .where('staff_id', 'in', ids)
    .execute()
  return new Set(rows.map((row) => row.staff_id as StaffId))
}
