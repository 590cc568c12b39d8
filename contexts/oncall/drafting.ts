import { readConfiguration } from '#contexts/territory/public.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { notAfter, wallClock } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError } from '#platform/server/errors.ts'
import type { RotaRole, Turn, TurnId } from './model.ts'
import { isAbout, judgedAround, newlyBroken, type RuleBroken } from './model-rules.ts'
import { judgedRules } from './rules.ts'
import { absencesIn } from './staff-store.ts'
import {
  comingTurns,
  draftTurn,
  refusingOverlap,
  removeTurn,
  territoryOf,
  turnById,
  write,
} from './store.ts'

/**
 * Adds turns to the draft. Refuses `rule-broken` where they break a rule that the rota as it will be does not, unless
 * whoever makes it says why.
 */
export async function draftAll(
  tx: Tx,
  turns: readonly Omit<Turn, 'id'>[],
  reason: string | null,
): Promise<void> {
  const broken = await brokenBy(tx, turns)
  if (broken.length > 0 && reason === null)
    throw new RefusalError('rule-broken', {
      rules: [...new Set(broken.map((one) => one.rule))].join(' '),
    })
  for (const turn of turns) {
    const broke = broken.filter((one) => isAbout(one, turn)).map((one) => one.rule)
    const override = reason === null || broke.length === 0 ? undefined : { reason, broke }
    await draftTurn(tx, turn, override)
  }
}

/** What these turns would break of the rota as it will be, that it does not break without them. */
export async function brokenBy(
  tx: Tx,
  turns: readonly Omit<Turn, 'id'>[],
): Promise<readonly RuleBroken[]> {
  const [first] = turns
  if (!first) return []
  const territoryId = territoryOf(tx)
  const starts = turns.map((turn) => turn.startsAt).reduce((a, b) => (notAfter(a, b) ? a : b))
  const ends = turns.map((turn) => turn.endsAt).reduce((a, b) => (notAfter(a, b) ? b : a))
  const known = judgedAround(starts, ends)
  const standing = await comingTurns(tx, territoryId, known.from, known.until)
  const absences = await absencesIn(tx, territoryId, wallClock(known.from).toPlainDate())
  const { rota } = await readConfiguration(tx, territoryId)
  const added = turns.map((turn, n) => ({ ...turn, id: `new ${n}` as TurnId }))
  const rules = await judgedRules(tx, territoryId, rota)
  return newlyBroken(standing, added, rules, known, absences)
}

/** Takes a drafted turn out at once; a published one leaves with the next publication. Refuses `turn-over` once it has ended. */
export async function takeOut(tx: Tx, id: string): Promise<void> {
  const turn = await turnById(tx, id)
  if (turn === undefined) throw new NotFoundError('turn')
  if (turn.state === 'draft') return await removeTurn(tx, id)
  if (notAfter(turn.endsAt, tx.work.now)) throw new RefusalError('turn-over')
  await setLeaves(tx, id, true)
}

/** A published turn that was to leave stays. Refuses `turn-overlap` where somebody else has its hours by now. */
export async function keep(tx: Tx, id: string): Promise<void> {
  if ((await turnById(tx, id)) === undefined) throw new NotFoundError('turn')
  await refusingOverlap(null, () => setLeaves(tx, id, false))
}

async function setLeaves(tx: Tx, id: string, leaves: boolean): Promise<void> {
  await tx
    .updateTable('oncall.turn')
    .set({ leaves })
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', id)
    .where('state', '=', 'published')
    .execute()
}

/** Forgets the draft: what was added goes, what was to leave stays. */
export async function discardDraft(tx: Tx): Promise<void> {
  const rows = await tx
    .updateTable('oncall.turn')
    .set({ removed_at: tx.work.now })
    .where('territory_id', '=', territoryOf(tx))
    .where('state', '=', 'draft')
    .where('removed_at', 'is', null)
    .returning(['id', 'staff_id', 'role'])
    .execute()
  for (const row of rows) {
    const data = { staffId: row.staff_id as StaffId, role: row.role as RotaRole }
    await write(tx, row.id, 2, { type: 'TurnRemoved', data })
  }
  await tx
    .updateTable('oncall.turn')
    .set({ leaves: false })
    .where('territory_id', '=', territoryOf(tx))
    .where('leaves', '=', true)
    .where('removed_at', 'is', null)
    .execute()
}
