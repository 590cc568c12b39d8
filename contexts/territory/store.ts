import { sql } from 'kysely'
import type { BodyId, OfficeId, TerritoryId } from '#platform/kernel/ids.ts'
import { searchForm } from '#platform/kernel/text.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError } from '#platform/server/errors.ts'
import { append } from '#platform/server/log.ts'
import type { Configuration } from './configuration.ts'
import { changedSections, evolve, type Territory, type TerritoryEvent } from './model.ts'
import type { ListedMunicipality } from './municipality-list.ts'
import { project } from './projection-store.ts'
import { ConfigurationSchema } from './schema.ts'

/** The id of the territory with this key, if it was opened. */
export async function territoryIdOf(tx: Tx, key: string): Promise<TerritoryId | undefined> {
  const row = await tx
    .selectFrom('territory.territory')
    .select('id')
    .where('key', '=', key)
    .executeTakeFirst()
  return row && (row.id as TerritoryId)
}

/** The territories that the transaction reads, by name, each with its configuration in force. */
export async function readTerritories(tx: Tx): Promise<readonly Territory[]> {
  const rows = await inForce(tx).orderBy('name').execute()
  const found: Territory[] = []
  for (const row of rows) found.push(await territoryFrom(tx, row))
  return found
}

/** One territory with its configuration in force; undefined when the transaction does not read it. */
export async function readTerritory(tx: Tx, id: string): Promise<Territory | undefined> {
  const row = await inForce(tx).where('id', '=', id).executeTakeFirst()
  return row && (await territoryFrom(tx, row))
}

function inForce(tx: Tx) {
  return tx.selectFrom('territory.v_territory').select(['id', 'version', 'changed_at'])
}

/** The configuration in force; throws NotFoundError when the transaction does not read the territory. */
export async function readConfiguration(tx: Tx, id: string): Promise<Configuration> {
  const found = await readTerritory(tx, id)
  if (!found) throw new NotFoundError('territory')
  return found.configuration
}

/** Locks the territory against other changes of its settings and reads it. */
export async function lockTerritory(tx: Tx, id: string): Promise<Territory | undefined> {
  await sql`select 1 from territory.territory where id = ${id} for update`.execute(tx)
  return await readTerritory(tx, id)
}

/** The configuration as it was at a version; undefined when there was none. */
export async function configurationAt(
  tx: Tx,
  id: TerritoryId,
  version: number,
): Promise<Configuration | undefined> {
  const row = await tx
    .selectFrom('territory.configuration')
    .select('data')
    .where('territory_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return row && ConfigurationSchema.parse(row.data)
}

/** A saving of the settings: when, and the name of who did it; null for a territory file. */
export type Saving = { readonly at: Instant; readonly by: string | null }

/** The last saving after version `seen` that changed one of these sections; undefined when there was none. */
export async function lastSaving(
  tx: Tx,
  id: TerritoryId,
  seen: number,
  sections: readonly string[],
): Promise<Saving | undefined> {
  const rows = await tx
    .selectFrom('territory.configuration')
    .select(['data', 'changed_at', 'changed_by'])
    .where('territory_id', '=', id)
    .where('version', '>=', seen)
    .orderBy('version', 'desc')
    .execute()
  const versions = rows.map((row) => ConfigurationSchema.parse(row.data))
  const at = versions.findIndex((after, index) => {
    const before = versions[index + 1]
    return before && changedSections(before, after).some((one) => sections.includes(one))
  })
  const row = rows[at]
  return row && { at: row.changed_at, by: row.changed_by }
}

/**
 * Configurations already read, by version. A version never changes once written, and the row that names it has
 * been read under the asker's own rights: nothing is seen that the query would not show.
 */
const known = new Map<string, Configuration>()
const KNOWN_LIMIT = 200

async function territoryFrom(
  tx: Tx,
  row: { id: string | null; version: number | null; changed_at: Instant | null },
): Promise<Territory> {
  const id = row.id as TerritoryId
  const version = row.version ?? 1
  const key = `${id}/${version}/${row.changed_at?.epochNanoseconds}`
  const configuration = known.get(key) ?? (await readVersion(tx, id, version))
  if (known.size >= KNOWN_LIMIT) known.clear()
  known.set(key, configuration)
  return { id, version, configuration }
}

async function readVersion(tx: Tx, id: TerritoryId, version: number): Promise<Configuration> {
  const { data } = await tx
    .selectFrom('territory.configuration')
    .select('data')
    .where('territory_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return ConfigurationSchema.parse(data)
}

/**
 * Writes what was decided: the event, the new version of the configuration and its projection. The
 * transaction writes in this territory; a version written meanwhile is refused by the log.
 */
export async function recordTerritory(
  tx: Tx,
  id: TerritoryId,
  state: Territory | undefined,
  event: TerritoryEvent,
): Promise<Territory> {
  const next = evolve(id, state, event)
  const { key, name } = next.configuration
  await tx
    .insertInto('territory.territory')
    .values({ id, key, name, version: next.version, opened_at: tx.work.now })
    .onConflict((c) => c.column('id').doUpdateSet({ name, version: next.version }))
    .execute()
  const { actor } = tx.work
  await append(tx, {
    room: 'territory',
    aggregateId: id,
    version: next.version,
    at: tx.work.now,
    event,
  })
  await tx
    .insertInto('territory.configuration')
    .values({
      territory_id: id,
      version: next.version,
      data: JSON.stringify(next.configuration),
      changed_at: tx.work.now,
      changed_by: actor.kind === 'person' ? actor.name : null,
    })
    .execute()
  await project(tx, id, next.configuration)
  return next
}

/** Makes the table of municipalities that of the list; answers how many rows were new or changed. */
export async function writeMunicipalities(
  tx: Tx,
  list: readonly ListedMunicipality[],
): Promise<number> {
  const rows = list.map((one) => ({
    code: one.code,
    istat: one.istat,
    istat_from_on: one.istatFrom,
    istat_to_on: one.istatTo,
    name: one.name,
    search_name: searchForm(one.name),
    province: one.province,
    region: one.region,
  }))
  const result = await sql`insert into territory.municipality as old
      (code, istat, istat_from_on, istat_to_on, name, search_name, province, region)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}) as list (code text, istat text,
      istat_from_on date, istat_to_on date, name text, search_name text, province text, region text)
    on conflict (code) do update set istat = excluded.istat, istat_from_on = excluded.istat_from_on,
      istat_to_on = excluded.istat_to_on, name = excluded.name, search_name = excluded.search_name,
      province = excluded.province, region = excluded.region
    where old is distinct from excluded`.execute(tx)
  return Number(result.numAffectedRows ?? 0n)
}

/** Municipalities whose name begins with, or has a word that begins with, what was typed, or with that code; at most 12. */
export async function findMunicipalities(tx: Tx, typed: string, territoryId: string | undefined) {
  const start = `${searchForm(typed).replace(/[\\%_]/gu, '\\$&')}%`
  const rows = await tx
    .selectFrom('territory.municipality as m')
    .leftJoin('territory.territory_municipality as t', (join) =>
      join
        .onRef('t.municipality_code', '=', 'm.code')
        .on('t.territory_id', '=', territoryId ?? '00000000-0000-0000-0000-000000000000'),
    )
    .select(['m.code', 'm.name', 'm.province', 'm.istat'])
    .select((eb) => eb('t.territory_id', 'is not', null).as('in_territory'))
    .select((eb) =>
      eb
        .selectFrom('territory.territory_municipality as o')
        .innerJoin('territory.territory as other', 'other.id', 'o.territory_id')
        .whereRef('o.municipality_code', '=', 'm.code')
        .select((other) => other.fn.min('other.name').as('name'))
        .as('answers'),
    )
    .where((eb) =>
      eb.or([
        eb('m.search_name', 'like', start),
        eb('m.search_name', 'like', `% ${start}`),
        eb('m.code', '=', typed.trim().toUpperCase()),
      ]),
    )
    .orderBy('in_territory', 'desc')
    .orderBy(sql`m.search_name like ${start}`, 'desc')
    .orderBy('m.search_name')
    .limit(12)
    .execute()
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    province: row.province,
    istat: row.istat,
    inTerritory: row.in_territory === true,
    answers: row.in_territory === true ? null : row.answers,
  }))
}

/** The names of all municipalities by Belfiore code. */
export async function municipalityNames(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.selectFrom('territory.municipality').select(['code', 'name']).execute()
  return new Map(rows.map((row) => [row.code, row.name]))
}

/** The name of one municipality, of whatever territory; undefined where no list knows its code. */
export async function municipalityName(tx: Tx, code: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('territory.municipality')
    .select('name')
    .where('code', '=', code)
    .executeTakeFirst()
  return row?.name
}

/** The ids of the bodies in force by their key in the configuration, for grants and documents. */
export async function bodyIdsOf(tx: Tx, id: TerritoryId): Promise<ReadonlyMap<string, BodyId>> {
  const rows = await tx
    .selectFrom('territory.v_body')
    .select(['key', 'id'])
    .where('territory_id', '=', id)
    .execute()
  return new Map(rows.map((row) => [String(row.key), row.id as BodyId]))
}

/** The ids of the offices in force by their key in the configuration. */
export async function officeIdsOf(tx: Tx, id: TerritoryId): Promise<ReadonlyMap<string, OfficeId>> {
  const rows = await tx
    .selectFrom('territory.v_office')
    .select(['key', 'id'])
    .where('territory_id', '=', id)
    .execute()
  return new Map(rows.map((row) => [String(row.key), row.id as OfficeId]))
}
