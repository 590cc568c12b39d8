import { namesOf } from '#contexts/access/public.ts'
import type { RefusalFacts } from '#platform/kernel/decision.ts'
import { type StaffId, uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { SHEETS_AT_HAND, type SheetView } from './contract-envelope.ts'
import type { ShiftNotesId } from './model.ts'
import { type Sheet, typeSheet } from './model-sheet.ts'
import { lockNotes, territoryOf, write } from './store.ts'

/** How many the page shows. */
const SHOWN = 60

type SheetRow = {
  number: number
  staff_id: string
  issued_at: Instant
  typed_at: Instant | null
  typed_by: string | null
  received_at: Instant | null
}

function sheetOf(row: SheetRow): Sheet {
  const { typed_at: at, typed_by: by, received_at: receivedAt } = row
  const isTyped = at !== null && by !== null && receivedAt !== null
  return {
    number: row.number,
    holderId: row.staff_id as StaffId,
    issuedAt: row.issued_at,
    typed: isTyped ? { at, by: by as StaffId, receivedAt } : null,
  }
}

/**
 * The numbers of this person's sheets that nobody has typed, made up to `SHEETS_AT_HAND` with new ones: each number of the
 * territory is given to one person, once. Of two at once the second waits.
 */
export async function blankSheets(tx: Tx, staffId: StaffId): Promise<readonly number[]> {
  await lockNotes(tx)
  const rows = await tx
    .selectFrom('shifts.sheet')
    .select('number')
    .where('territory_id', '=', territoryOf(tx))
    .where('staff_id', '=', staffId)
    .where('typed_at', 'is', null)
    .orderBy('number')
    .execute()
  const blank = rows.map((row) => row.number)
  const missing = SHEETS_AT_HAND - blank.length
  if (missing <= 0) return blank.slice(0, SHEETS_AT_HAND)
  const last = await tx
    .selectFrom('shifts.sheet')
    .select((e) => e.fn.max('number').as('number'))
    .where('territory_id', '=', territoryOf(tx))
    .executeTakeFirst()
  const fresh = Array.from({ length: missing }, (_, n) => (last?.number ?? 0) + 1 + n)
  await tx
    .insertInto('shifts.sheet')
    .values(
      fresh.map((number) => ({
        ...{ territory_id: territoryOf(tx), number, staff_id: staffId, issued_at: tx.work.now },
      })),
    )
    .execute()
  return [...blank, ...fresh]
}

/** The sheets of the territory, the newest number first. */
export async function sheetsHere(tx: Tx): Promise<SheetView[]> {
  const rows = await tx
    .selectFrom('shifts.sheet')
    .selectAll()
    .where('territory_id', '=', territoryOf(tx))
    .orderBy('number', 'desc')
    .limit(SHOWN)
    .execute()
  const sheets = rows.map(sheetOf)
  const names = await namesOf(
    tx,
    sheets.flatMap(({ holderId, typed }) => [holderId, ...(typed ? [typed.by] : [])]),
  )
  const person = (id: StaffId) => ({ id, name: names.get(id) ?? '' })
  return sheets.map(({ number, holderId, issuedAt, typed }) => ({
    ...{ number, holder: person(holderId), issuedAt: issuedAt.toString() },
    typed: typed && {
      by: person(typed.by),
      at: typed.at.toString(),
      receivedAt: typed.receivedAt.toString(),
    },
  }))
}

/**
 * Notes that a sheet is being typed now, with the hour that stands on it. Refuses `sheet-unknown` for a number that was never
 * given out, and as `typeSheet` does. Two at once: the second is refused with who was first.
 */
export async function noteTyped(
  tx: Tx,
  by: StaffId,
  asked: { readonly number: number; readonly receivedAt: Instant },
): Promise<void> {
  const { number, receivedAt } = asked
  const row = await tx
    .selectFrom('shifts.sheet')
    .selectAll()
    .where('territory_id', '=', territoryOf(tx))
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new RefusalError('sheet-unknown', { number })
  const sheet = sheetOf(row)
  const decision = typeSheet(sheet, receivedAt, tx.work.now)
  if (!decision.accepted) throw new RefusalError(decision.refusal, await whoTyped(tx, sheet))
  await tx
    .updateTable('shifts.sheet')
    .set({ typed_at: tx.work.now, typed_by: by, received_at: receivedAt })
    .where('territory_id', '=', territoryOf(tx))
    .where('number', '=', number)
    .execute()
  for (const event of decision.events)
    await write(tx, uuid7<ShiftNotesId>(tx.work.now, tx.work.random), 1, event)
}

async function whoTyped(tx: Tx, { number, typed }: Sheet): Promise<RefusalFacts> {
  if (typed === null) return { number }
  return { number, by: (await namesOf(tx, [typed.by])).get(typed.by) ?? '' }
}
