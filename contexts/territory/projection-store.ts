import { sql } from 'kysely'
import { type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import type { Configuration } from './configuration.ts'

// The rows that follow from a configuration. Bodies, offices and reporters keep their id by key and are
// ended, never deleted, since other rooms point at them; the rest is written anew.

type Keyed = 'territory.body' | 'territory.office' | 'territory.accredited_reporter'

/** Makes the rows of a territory those of its configuration. */
export async function project(
  tx: Tx,
  territoryId: TerritoryId,
  configuration: Configuration,
): Promise<void> {
  await clear(tx, territoryId)
  const bodies = await projectBodies(tx, territoryId, configuration)
  await projectCalendars(tx, territoryId, configuration)
  const offices = await projectOffices(tx, territoryId, configuration, bodies)
  await projectMunicipalities(tx, territoryId, configuration, offices)
  await projectAccredited(tx, territoryId, configuration)
}

async function clear(tx: Tx, territoryId: TerritoryId): Promise<void> {
  const tables = [
    'territory.office_municipality',
    'territory.territory_municipality',
    'territory.calendar',
  ] as const
  for (const table of tables) {
    await tx.deleteFrom(table).where('territory_id', '=', territoryId).execute()
  }
  await tx
    .updateTable('territory.body')
    .set({ is_lead: false })
    .where('territory_id', '=', territoryId)
    .execute()
}

async function idsByKey(
  tx: Tx,
  table: Keyed,
  territoryId: TerritoryId,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom(table)
    .select(['key', 'id'])
    .where('territory_id', '=', territoryId)
    .execute()
  const known = new Map(rows.map((row) => [row.key, row.id]))
  return new Map(
    keys.map((key) => [key, known.get(key) ?? uuid7(tx.work.now, tx.work.random)] as const),
  )
}

async function endOthers(
  tx: Tx,
  table: Keyed,
  territoryId: TerritoryId,
  keys: readonly string[],
): Promise<void> {
  await sql`update ${sql.table(table)} set ended_at = ${tx.work.now}
    where territory_id = ${territoryId} and ended_at is null and key <> all (${keys})`.execute(tx)
}

async function projectBodies(tx: Tx, territoryId: TerritoryId, configuration: Configuration) {
  const keys = configuration.bodies.map((one) => one.key)
  const ids = await idsByKey(tx, 'territory.body', territoryId, keys)
  await endOthers(tx, 'territory.body', territoryId, keys)
  const rows = configuration.bodies.map((one) => ({
    territory_id: territoryId,
    id: idIn(ids, one.key),
    key: one.key,
    name: one.name,
    kind: one.kind,
    pec: one.pec,
    phone: one.phone,
    is_lead: one.key === configuration.leadBody,
    ended_at: null,
  }))
  await tx
    .insertInto('territory.body')
    .values(rows)
    .onConflict((c) =>
      c.columns(['territory_id', 'key']).doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        kind: eb.ref('excluded.kind'),
        pec: eb.ref('excluded.pec'),
        phone: eb.ref('excluded.phone'),
        is_lead: eb.ref('excluded.is_lead'),
        ended_at: null,
      })),
    )
    .execute()
  return ids
}

function idIn(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key)
  if (id === undefined) throw new RangeError(`${key} is not in the configuration`)
  return id
}

async function projectCalendars(tx: Tx, territoryId: TerritoryId, configuration: Configuration) {
  const rows = configuration.calendars.map((one) => ({
    territory_id: territoryId,
    key: one.key,
    data: JSON.stringify(one),
  }))
  await tx.insertInto('territory.calendar').values(rows).execute()
}

async function projectOffices(
  tx: Tx,
  territoryId: TerritoryId,
  configuration: Configuration,
  bodies: ReadonlyMap<string, string>,
) {
  const keys = configuration.offices.map((one) => one.key)
  const ids = await idsByKey(tx, 'territory.office', territoryId, keys)
  await endOthers(tx, 'territory.office', territoryId, keys)
  const rows = configuration.offices.map((one) => ({
    territory_id: territoryId,
    id: idIn(ids, one.key),
    body_id: idIn(bodies, one.body),
    key: one.key,
    kind: one.kind,
    name: one.name,
    municipality_code: one.municipality,
    address: one.address,
    phone: one.phone,
    email: one.email,
    pec: one.pec,
    calendar_key: one.calendar,
    ended_at: null,
  }))
  await tx
    .insertInto('territory.office')
    .values(rows)
    .onConflict((c) =>
      c.columns(['territory_id', 'key']).doUpdateSet((eb) => ({
        body_id: eb.ref('excluded.body_id'),
        kind: eb.ref('excluded.kind'),
        name: eb.ref('excluded.name'),
        municipality_code: eb.ref('excluded.municipality_code'),
        address: eb.ref('excluded.address'),
        phone: eb.ref('excluded.phone'),
        email: eb.ref('excluded.email'),
        pec: eb.ref('excluded.pec'),
        calendar_key: eb.ref('excluded.calendar_key'),
        ended_at: null,
      })),
    )
    .execute()
  return ids
}

async function projectMunicipalities(
  tx: Tx,
  territoryId: TerritoryId,
  configuration: Configuration,
  offices: ReadonlyMap<string, string>,
) {
  const places = configuration.municipalities.map((one) => ({
    territory_id: territoryId,
    municipality_code: one.code,
    from_on: one.from,
    to_on: one.to,
    calendar_key: one.calendar,
    distance: one.distance,
    lat: one.lat,
    lon: one.lon,
  }))
  await sql`insert into territory.territory_municipality
      (territory_id, municipality_code, from_on, to_on, calendar_key, distance, lat, lon)
    select * from jsonb_to_recordset(${JSON.stringify(places)}) as place (territory_id uuid,
      municipality_code text, from_on date, to_on date, calendar_key text, distance text,
      lat double precision, lon double precision)`.execute(tx)
  const competences = new Map(
    configuration.municipalities.map((one) => [`${one.code} ${one.office}`, one]),
  )
  await tx
    .insertInto('territory.office_municipality')
    .values(
      [...competences.values()].map((one) => ({
        territory_id: territoryId,
        office_id: idIn(offices, one.office),
        municipality_code: one.code,
      })),
    )
    .execute()
}

async function projectAccredited(tx: Tx, territoryId: TerritoryId, configuration: Configuration) {
  const keys = configuration.accredited.map((one) => one.key)
  await endOthers(tx, 'territory.accredited_reporter', territoryId, keys)
  const ids = await idsByKey(tx, 'territory.accredited_reporter', territoryId, keys)
  const rows = configuration.accredited.map((one) => ({
    territory_id: territoryId,
    id: idIn(ids, one.key),
    key: one.key,
    name: one.name,
    category: one.category,
    phones: one.phones,
    email: one.email,
    has_portal: one.portal,
    protocol_reference: one.protocol?.reference ?? null,
    protocol_from_on: one.protocol?.from ?? null,
    protocol_to_on: one.protocol?.to ?? null,
  }))
  await sql`insert into territory.accredited_reporter (territory_id, id, key, name, category, phones, email,
      has_portal, protocol_reference, protocol_from_on, protocol_to_on, ended_at)
    select territory_id, id, key, name, category, phones, email, has_portal, protocol_reference,
      protocol_from_on, protocol_to_on, null
    from jsonb_to_recordset(${JSON.stringify(rows)}) as one (territory_id uuid, id uuid, key text, name text,
      category text, phones text[], email text, has_portal boolean, protocol_reference text,
      protocol_from_on date, protocol_to_on date)
    on conflict (territory_id, key) do update set name = excluded.name, category = excluded.category,
      phones = excluded.phones, email = excluded.email, has_portal = excluded.has_portal,
      protocol_reference = excluded.protocol_reference, protocol_from_on = excluded.protocol_from_on,
      protocol_to_on = excluded.protocol_to_on, ended_at = null`.execute(tx)
}
