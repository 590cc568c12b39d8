import type { Role } from '#platform/kernel/actor.ts'
import type { BodyId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { writeIn } from '#platform/server/work.ts'
import { giveGrant } from './grant-store.ts'
import { hashPassword } from './passwords.ts'
import { addStaff, setCredential } from './staff-store.ts'

/** Somebody who can sign in at once: for the demo, the first administrator and the tests. */
export type NewStaff = {
  readonly id?: StaffId
  readonly name: string
  readonly email: string
  readonly homeTerritoryId: TerritoryId
  readonly credential?: {
    /** The hash of the password (`hashPassword`), or the password itself. */
    readonly password: string
    readonly isHash?: boolean
    readonly totpSecret: string
    /** The time step of the code just used to enrol. */
    readonly lastStep?: number
  }
  readonly grants: readonly {
    readonly territoryId: TerritoryId
    readonly role: Role
    readonly bodyId?: BodyId | null
  }[]
}

/** Adds a person with credential and grants, each grant on the log of its territory. Refuses with `email-known`. */
export async function createStaff(tx: Tx, person: NewStaff): Promise<StaffId> {
  const { territoryId: before } = tx.work
  const id = await addStaff(await writeIn(tx, [], person.homeTerritoryId), person)
  if (person.credential) {
    const { password, isHash, totpSecret, lastStep } = person.credential
    const passwordHash = isHash ? password : await hashPassword(password)
    await setCredential(tx, id, { passwordHash, totpSecret, lastStep: lastStep ?? 0 })
  }
  for (const grant of person.grants) {
    const there = await writeIn(tx, [], grant.territoryId)
    await giveGrant(there, { staffId: id, role: grant.role, bodyId: grant.bodyId ?? null })
  }
  if (before !== null) await writeIn(tx, [], before)
  return id
}
