import { findStaff, namesOf } from '#contexts/access/public.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { type ContactChannel, type ContactTest, contactTestsOf } from './contact-store.ts'
import type { StaffView } from './contract-staff.ts'
import { ROTA_ROLES } from './model.ts'
import { contactState } from './model-staff.ts'
import { reachesOf } from './reach-store.ts'
import { absencesIn, recordsOf } from './staff-store.ts'
import { territoryOf } from './store.ts'

/** Those who hold a role of the rota here, with their roles. */
export async function rolesHere(
  tx: Tx,
  territoryId: TerritoryId,
): Promise<ReadonlyMap<StaffId, readonly string[]>> {
  const grants = await tx
    .selectFrom('access.v_grant')
    .select(['staff_id', 'role'])
    .where('territory_id', '=', territoryId)
    .where('role', 'in', [...ROTA_ROLES])
    .execute()
  const held = Map.groupBy(grants, (grant) => (grant.staff_id ?? '') as StaffId)
  return new Map([...held].map(([id, theirs]) => [id, theirs.flatMap((grant) => grant.role ?? [])]))
}

/** Whether somebody may have turns in the transaction's territory. */
export async function worksHere(tx: Tx, staffId: StaffId): Promise<boolean> {
  return (await rolesHere(tx, territoryOf(tx))).has(staffId)
}

/** The people of the rota with all that is kept of them, by name; absences from a day on. */
export async function staffView(
  tx: Tx,
  territoryId: TerritoryId,
  today: Temporal.PlainDate,
): Promise<StaffView[]> {
  const roles = await rolesHere(tx, territoryId)
  const ids = [...roles.keys()]
  const names = await namesOf(tx, ids)
  const recordOf = await recordsOf(tx, territoryId, ids)
  const absences = await absencesIn(tx, territoryId, today)
  const contactOf = await contactsOf(tx, territoryId, ids)
  return ids
    .map((id): StaffView => {
      const { qualifications, languages, contract, ratherWeekdays, sex, version } = recordOf(id)
      return {
        ...{
          id,
          version,
          contract,
          sex,
          name: names.get(id) ?? '',
          roles: [...(roles.get(id) ?? [])],
        },
        qualifications: [...qualifications],
        languages: [...languages],
        ratherWeekdays: [...ratherWeekdays],
        phone: contactOf(id, 'phone'),
        mail: contactOf(id, 'mail'),
        absences: absences
          .filter((one) => one.staffId === id)
          .map((one) => ({
            ...{ id: one.id, kind: one.kind, from: one.from.toString() },
            until: one.until?.toString() ?? null,
          })),
      }
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, 'it'))
}

/** The contacts of these people and how each stands. */
export async function contactsOf(
  tx: Tx,
  territoryId: TerritoryId,
  ids: readonly StaffId[],
): Promise<(id: StaffId, channel: ContactChannel) => StaffView['phone']> {
  const reaches = await reachesOf(tx, territoryId, ids)
  const tests = await contactTestsOf(tx, territoryId, ids)
  const signIn = new Map<StaffId, string>()
  for (const id of ids) {
    const email = (await findStaff(tx, id))?.email
    if (email) signIn.set(id, email)
  }
  const testOf = (id: StaffId, channel: ContactChannel): ContactTest | undefined =>
    tests.find((one) => one.staffId === id && one.channel === channel)
  return (id, channel) => {
    const reach = reaches.get(id)
    const mail = reach?.email ?? signIn.get(id) ?? null
    const value = channel === 'phone' ? (reach?.phone ?? null) : mail
    const test = testOf(id, channel)
    const state = contactState(value !== null, test)
    return { value, state, isAsked: state === 'works' && test?.state === 'sent' }
  }
}
