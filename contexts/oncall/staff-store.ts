import type { Insertable } from 'kysely'
import type { DB } from '#db/types.ts'
import { type StaffId, type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { BadInputError, NotFoundError, RefusalError } from '#platform/server/errors.ts'
import {
  type Absence,
  type AbsenceKind,
  type Contract,
  NO_RECORD,
  type Qualification,
  type Sex,
  type StaffRecord,
} from './model-staff.ts'
import { territoryOf, write } from './store.ts'

/** A record with its version; 0: nothing is written yet. */
type StoredRecord = StaffRecord & { readonly version: number }
const NOTHING_WRITTEN: StoredRecord = { ...NO_RECORD, version: 0 }

/** What is known of these people; of whom nothing is written the record is empty. */
export async function recordsOf(
  tx: Tx,
  territoryId: TerritoryId,
  ids: readonly StaffId[],
): Promise<(id: StaffId) => StoredRecord> {
  if (ids.length === 0) return () => NOTHING_WRITTEN
  const rows = await tx
    .selectFrom('oncall.staff')
    .select(['staff_id', 'version', 'qualifications', 'languages', 'contract'])
    .select(['rather_weekdays', 'sex'])
    .where('territory_id', '=', territoryId)
    .where('staff_id', 'in', [...ids])
    .execute()
  const found = new Map<string, StoredRecord>(
    rows.map((row) => [
      row.staff_id,
      {
        qualifications: row.qualifications as Qualification[],
        languages: row.languages,
        contract: row.contract as Contract | null,
        ratherWeekdays: row.rather_weekdays,
        sex: row.sex as Sex | null,
        version: row.version,
      },
    ]),
  )
  return (id) => found.get(id) ?? NOTHING_WRITTEN
}

/**
 * Writes what somebody is, speaks and prefers; the whole of it. Refuses `changed-meanwhile` where it is no more the version that
 * was read.
 */
export async function setRecord(
  tx: Tx,
  staffId: StaffId,
  record: StaffRecord,
  readVersion?: number,
): Promise<void> {
  const values = {
    qualifications: [...record.qualifications],
    languages: [...record.languages],
    contract: record.contract,
    rather_weekdays: [...record.ratherWeekdays],
    sex: record.sex,
  }
  await writeRecord(tx, staffId, values, readVersion)
}

/** Writes the weekdays that somebody would rather not have, and nothing else of what is kept of them. */
export async function setRatherWeekdays(
  tx: Tx,
  staffId: StaffId,
  weekdays: readonly number[],
): Promise<void> {
  await writeRecord(tx, staffId, { rather_weekdays: [...weekdays] })
}

type Values = Partial<Pick<Insertable<DB['oncall.staff']>, keyof typeof NO_VALUES>>
const NO_VALUES = {
  qualifications: [] as string[],
  languages: [] as string[],
  contract: null as string | null,
  rather_weekdays: [] as number[],
  sex: null as string | null,
}

async function writeRecord(
  tx: Tx,
  staffId: StaffId,
  values: Values,
  readVersion?: number,
): Promise<void> {
  const row = await tx
    .insertInto('oncall.staff')
    .values({
      territory_id: territoryOf(tx),
      staff_id: staffId,
      id: uuid7(tx.work.now, tx.work.random),
      version: 1,
      ...NO_VALUES,
      ...values,
    })
    .onConflict((c) =>
      c
        .columns(['territory_id', 'staff_id'])
        .doUpdateSet((e) => ({ ...values, version: e('oncall.staff.version', '+', 1) }))
        .where((e) =>
          readVersion === undefined ? e.lit(true) : e('oncall.staff.version', '=', readVersion),
        ),
    )
    .returning(['id', 'version'])
    .executeTakeFirst()
  if (!row) throw new RefusalError('changed-meanwhile')
  await write(tx, row.id, row.version, { type: 'StaffRecordSet', data: { staffId } })
}

/** An absence or a wish, with its row. */
export type StoredAbsence = Absence & { readonly id: string }

/** Those of a territory that touch a stretch of days (until null: whatever comes). */
export async function absencesIn(
  tx: Tx,
  territoryId: TerritoryId,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate | null = null,
): Promise<readonly StoredAbsence[]> {
  let asked = tx
    .selectFrom('oncall.absence')
    .select(['id', 'staff_id', 'kind', 'from_on', 'to_on'])
    .where('territory_id', '=', territoryId)
    .where('withdrawn_at', 'is', null)
    .where((e) => e.or([e('to_on', 'is', null), e('to_on', '>=', from)]))
    .orderBy('from_on')
    .orderBy('id')
  if (until !== null) asked = asked.where('from_on', '<=', until)
  const rows = await asked.execute()
  return rows.map((row) => ({
    id: row.id,
    staffId: row.staff_id as StaffId,
    kind: row.kind as AbsenceKind,
    from: row.from_on,
    until: row.to_on,
  }))
}

/** Writes an absence or a wish. */
export async function addAbsence(tx: Tx, absence: Absence): Promise<string> {
  const { staffId, kind, from, until } = absence
  const id = uuid7(tx.work.now, tx.work.random)
  await tx
    .insertInto('oncall.absence')
    .values({
      territory_id: territoryOf(tx),
      id,
      version: 1,
      staff_id: staffId,
      kind,
      from_on: from,
      to_on: until,
      withdrawn_at: null,
    })
    .execute()
  await write(tx, id, 1, { type: 'AbsenceAdded', data: { staffId, kind } })
  return id
}

/**
 * Ends an absence with its last day; without one it is taken back. Answers whose it was. Refuses a last day before the first;
 * throws NotFoundError when there is none (any more).
 */
export async function endAbsence(
  tx: Tx,
  id: string,
  until: Temporal.PlainDate | null,
): Promise<StaffId> {
  const row = await tx
    .selectFrom('oncall.absence')
    .select(['staff_id', 'from_on', 'version'])
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFoundError('absence')
  const isMistake = until === null
  if (!isMistake && Temporal.PlainDate.compare(until, row.from_on) < 0)
    throw new BadInputError([{ path: 'until', code: 'before-first-day' }])
  await tx
    .updateTable('oncall.absence')
    .set({
      version: row.version + 1,
      ...(isMistake ? { withdrawn_at: tx.work.now } : { to_on: until }),
    })
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', id)
    .execute()
  const data = { staffId: row.staff_id as StaffId, isMistake }
  await write(tx, id, row.version + 1, { type: 'AbsenceEnded', data })
  return data.staffId
}
