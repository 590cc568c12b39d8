import { sql } from 'kysely'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError } from '#platform/server/errors.ts'
import { hashOf } from '#platform/server/link.ts'
import type { Delivery, Receipt } from './model.ts'
import { territoryOf } from './store.ts'

const PURPOSE = 'handover.mailbox'
const AGAIN_AFTER_MINUTES = 10

export const LETTER_LEVELS = ['first', 'office', 'stand-in', 'lead', 'stay'] as const
export type LetterLevel = (typeof LETTER_LEVELS)[number]

/** One letter of a handover. */
export type Letter = {
  readonly id: string
  readonly handoverId: string
  readonly level: LetterLevel
  readonly isPec: boolean
  readonly to: string
  readonly writtenAt: Instant
  readonly delivery: Delivery
  readonly openedAt: Instant | null
}

/** Keeps a letter under the id of its message in the outbox. */
export async function addLetter(
  tx: Tx,
  letter: Pick<Letter, 'id' | 'handoverId' | 'level' | 'isPec' | 'to'>,
  token: string | null,
): Promise<void> {
  const territory_id = territoryOf(tx)
  await tx
    .insertInto('handover.letter')
    .values({
      territory_id,
      id: letter.id,
      handover_id: letter.handoverId,
      level: letter.level,
      is_pec: letter.isPec,
      sealed_to: tx.work.vault.seal(territory_id, PURPOSE, letter.to),
      link_hash: token === null ? null : hashOf(token),
      written_at: tx.work.now,
    })
    .execute()
}

function select(tx: Tx) {
  return tx
    .selectFrom('handover.letter as l')
    .leftJoin('platform.outbox as o', 'o.id', 'l.id')
    .selectAll('l')
    .select('o.state')
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

function letterOf(tx: Tx, row: Row): Letter {
  return {
    id: row.id,
    handoverId: row.handover_id,
    level: row.level as LetterLevel,
    isPec: row.is_pec,
    to: tx.work.vault.open(row.territory_id, PURPOSE, row.sealed_to),
    writtenAt: row.written_at,
    delivery: deliveryOf(row),
    openedAt: row.opened_at,
  }
}

function deliveryOf({ receipt, state }: Pick<Row, 'receipt' | 'state'>): Delivery {
  if (receipt !== null) return receipt as Receipt
  if (state === 'failed' || state === 'cancelled') return 'failed'
  return state === 'waiting' ? 'leaving' : 'sent'
}

/** The letters of these handovers, the oldest first. */
export async function lettersOf(
  tx: Tx,
  handoverIds: readonly string[],
): Promise<readonly Letter[]> {
  if (handoverIds.length === 0) return []
  const rows = await select(tx)
    .where('l.handover_id', 'in', [...handoverIds])
    .orderBy('l.written_at')
    .orderBy('l.id')
    .execute()
  return rows.map((row) => letterOf(tx, row))
}

/** One letter, undefined when the message is none of this room's. */
export async function findLetter(tx: Tx, id: string): Promise<Letter | undefined> {
  const row = await select(tx).where('l.id', '=', id).executeTakeFirst()
  return row && letterOf(tx, row)
}

/** A letter of this handover. Throws NotFoundError. */
export async function letterIn(tx: Tx, handoverId: string, id: string): Promise<Letter> {
  const letter = await findLetter(tx, id)
  if (letter?.handoverId !== handoverId) throw new NotFoundError('letter')
  return letter
}

/** Writes down what somebody read in a receipt. */
export async function setReceipt(tx: Tx, id: string, receipt: Receipt): Promise<void> {
  await tx
    .updateTable('handover.letter')
    .set({ receipt, receipt_at: tx.work.now })
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', id)
    .execute()
}

/** The letter whose link is being opened, when this opening is to be put on the log: once in ten minutes. */
export async function letterOpened(tx: Tx, token: string): Promise<string | undefined> {
  const again = tx.work.now.subtract({ minutes: AGAIN_AFTER_MINUTES })
  const { rows } = await sql<{ id: string }>`update handover.letter set opened_at = ${tx.work.now}
    where territory_id = ${territoryOf(tx)} and link_hash = ${hashOf(token)}
      and (opened_at is null or opened_at <= ${again}) returning id`.execute(tx)
  return rows[0]?.id
}

/** The letter that a link came with, undefined for links made before letters were kept. */
export async function letterOfLink(tx: Tx, token: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('handover.letter')
    .select('id')
    .where('link_hash', '=', hashOf(token))
    .executeTakeFirst()
  return row?.id
}
