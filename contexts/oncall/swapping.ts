import { readConfiguration } from '#contexts/territory/public.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter, wallClock } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import type { RotaTurn, Turn, TurnId } from './model.ts'
import { judgedAround, newlyBroken, type RuleBroken } from './model-rules.ts'
import { cut, type Swap, type SwapAct, type SwapState, swapAfter } from './model-swap.ts'
import { judgedRules } from './rules.ts'
import { rolesHere } from './staff.ts'
import { absencesIn } from './staff-store.ts'
import { comingTurns, type Override, territoryOf, turnById } from './store.ts'
import { askForHoles } from './substitutes.ts'
import { giveTo, lockSwap, setSwap, turnInForce } from './swap-store.ts'
import { tell } from './telling.ts'

/** What an exchange would break that is not broken now, for whoever takes a turn. */
export async function brokenBySwap(
  tx: Tx,
  swap: Pick<Swap, 'turnId' | 'from' | 'until' | 'backTurnId' | 'staffId'>,
  taker: StaffId,
): Promise<readonly RuleBroken[]> {
  const turn = await turnInForce(tx, swap.turnId)
  const back = swap.backTurnId === null ? undefined : await turnInForce(tx, swap.backTurnId)
  const known = judgedAround(
    earliest([turn.startsAt, back?.startsAt ?? turn.startsAt]),
    latest([turn.endsAt, back?.endsAt ?? turn.endsAt]),
  )
  const territoryId = territoryOf(tx)
  const gone = new Set([turn.id, back?.id])
  const standing = (await comingTurns(tx, territoryId, known.from, known.until)).filter(
    (one) => !gone.has(one.id),
  )
  const parts = [
    ...cut(turn, swap.from, swap.until, taker),
    ...(back ? cut(back, back.startsAt, back.endsAt, swap.staffId) : []),
  ]
  const absences = await absencesIn(tx, territoryId, wallClock(known.from).toPlainDate())
  const { rota } = await readConfiguration(tx, territoryId)
  const added = parts.map((one, n): Turn => ({ ...one, id: `part ${n}` as TurnId }))
  const rules = await judgedRules(tx, territoryId, rota)
  return newlyBroken(standing, added, rules, known, absences)
}

const earliest = (all: readonly Instant[]) => all.reduce((a, b) => (notAfter(a, b) ? a : b))
const latest = (all: readonly Instant[]) => all.reduce((a, b) => (notAfter(a, b) ? b : a))

/**
 * What somebody does about an exchange. Refuses as `swapAfter` says, and an approval that breaks a rule without a reason
 * with `rule-broken`; what is approved is in force at once.
 */
export async function actOnSwap(
  tx: Tx,
  id: string,
  { act, reason }: { readonly act: SwapAct; readonly reason: string | null },
  who: { readonly staffId: StaffId; readonly edits: boolean },
): Promise<void> {
  const swap = await lockSwap(tx, id)
  const turn = await turnInForce(tx, swap.turnId)
  const back = swap.backTurnId === null ? undefined : await turnById(tx, swap.backTurnId)
  const roles = await rolesHere(tx, territoryOf(tx))
  const holds: Holds = (staffId, one) => roles.get(staffId)?.includes(one.role) === true
  const acting = { ...who, holdsRole: holds(who.staffId, turn) }
  const ruled = swapAfter(swap, act, acting, tx.work.now, back?.startsAt)
  if ('refused' in ruled) throw new RefusalError(ruled.refused)
  const taker = act === 'accept' ? who.staffId : swap.takerId
  if (act === 'accept' || act === 'approve') checkCalled(holds, swap, { turn, back, taker })
  if (ruled.to === 'approved' && taker !== null) await exchange(tx, swap, turn, taker, reason)
  await setSwap(tx, swap, ruled.to, taker)
  await followUp(tx, swap, ruled.to, taker)
}

type Holds = (id: StaffId, turn: RotaTurn) => boolean

/** Roles can have ended since it was asked, or accepted: in a turn of who does not hold its role nobody is called. */
function checkCalled(
  holds: Holds,
  { staffId }: Swap,
  { turn, back, taker }: { turn: RotaTurn; back: RotaTurn | undefined; taker: StaffId | null },
): void {
  const isTaken = taker === null || holds(taker, turn)
  const isReturned = back === undefined || holds(staffId, back)
  if (!isTaken || !isReturned) throw new RefusalError('role-not-held')
}

/**
 * What comes to nothing leaves the hours as they were, and they may be nobody's by now. Who refuses a substitute, or takes that
 * request back, knows it.
 */
async function followUp(tx: Tx, swap: Swap, to: SwapState, taker: StaffId | null): Promise<void> {
  if (to === 'accepted') return
  const both = [swap.staffId, ...(taker === null ? [] : [taker])]
  if (to === 'approved' || swap.askedOf !== null) await askForHoles(tx, both)
  if (to === 'approved' || to === 'refused') await tell(tx, both, 'decided')
  if (to === 'declined') await tell(tx, [swap.staffId], 'decided')
}

async function exchange(
  tx: Tx,
  swap: Swap,
  turn: RotaTurn,
  taker: StaffId,
  reason: string | null,
): Promise<void> {
  const broken = await brokenBySwap(tx, swap, taker)
  if (broken.length > 0 && reason === null)
    throw new RefusalError('rule-broken', {
      rules: [...new Set(broken.map((one) => one.rule))].join(' '),
    })
  const overrideOf = (staffId: StaffId) => overrideFor(staffId, broken, reason)
  // What has gone by stays as it was.
  await giveTo(
    tx,
    turn,
    { from: latest([swap.from, tx.work.now]), until: swap.until },
    taker,
    overrideOf,
  )
  if (swap.backTurnId === null) return
  const back = await turnInForce(tx, swap.backTurnId)
  const whole = { from: back.startsAt, until: back.endsAt }
  await giveTo(tx, back, whole, swap.staffId, overrideOf)
}

/** Of each of the two the rules that they break; who breaks none has no reason written beside their turn. */
function overrideFor(
  staffId: StaffId,
  broken: readonly RuleBroken[],
  reason: string | null,
): Override | null {
  const broke = broken.filter((one) => one.staffId === staffId).map((one) => one.rule)
  return reason === null || broke.length === 0 ? null : { reason, broke }
}
