import { findStaff } from '#contexts/access/public.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import { m } from '#platform/i18n/texts.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter, wallClock } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { sendMail } from '#platform/server/outbox.ts'
import { isInForce, type RotaRole, type RotaTurn, type Turn, type TurnId } from './model.ts'
import { AROUND_DAYS } from './model-proposal.ts'
import { newlyBroken, type RuleBroken } from './model-rules.ts'
import type { Absence } from './model-staff.ts'
import { absentIn, cut, type Swap, type SwapAct, swapAfter } from './model-swap.ts'
import { reachOf } from './reach-store.ts'
import { rolesHere } from './staff.ts'
import { absencesIn } from './staff-store.ts'
import { comingTurns, type Override, territoryOf } from './store.ts'
import { askedTurns, askSwap, giveTo, lockSwap, setSwap, turnInForce } from './swap-store.ts'

/** What an exchange would break that is not broken now, for whoever takes a turn. */
export async function brokenBySwap(
  tx: Tx,
  swap: Pick<Swap, 'turnId' | 'from' | 'until' | 'backTurnId' | 'staffId'>,
  taker: StaffId,
): Promise<readonly RuleBroken[]> {
  const turn = await turnInForce(tx, swap.turnId)
  const back = swap.backTurnId === null ? undefined : await turnInForce(tx, swap.backTurnId)
  const hours = 24 * AROUND_DAYS
  const known = {
    from: earliest([turn.startsAt, back?.startsAt ?? turn.startsAt]).subtract({ hours }),
    until: latest([turn.endsAt, back?.endsAt ?? turn.endsAt]).add({ hours }),
  }
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
  return newlyBroken(standing, added, rota, known, absences)
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
  const roles = await rolesHere(tx, territoryOf(tx))
  const holdsRole = roles.get(who.staffId)?.includes(turn.role) === true
  const ruled = swapAfter(swap, act, { ...who, holdsRole }, tx.work.now)
  if ('refused' in ruled) throw new RefusalError(ruled.refused)
  if (act === 'accept' && !holdsRole) throw new RefusalError('role-not-held')
  const taker = act === 'accept' ? who.staffId : swap.takerId
  if (ruled.to === 'approved' && taker !== null) await exchange(tx, swap, turn, taker, reason)
  await setSwap(tx, swap, ruled.to, taker)
  if (ruled.to === 'approved' || ruled.to === 'refused')
    await tell(tx, [swap.staffId, ...(taker === null ? [] : [taker])], 'decided')
  if (ruled.to === 'declined') await tell(tx, [swap.staffId], 'decided')
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

/** Asks for a substitute for each part of a turn in force that an absence leaves without anybody. Answers how many. */
export async function askSubstitutes(tx: Tx, absence: Absence, absenceId: string): Promise<number> {
  if (absence.kind !== 'absent') return 0
  const territoryId = territoryOf(tx)
  const { now } = tx.work
  const until = now.add({ hours: 24 * 366 })
  const asked = await askedTurns(tx, territoryId)
  const theirs = (await comingTurns(tx, territoryId, now, until)).filter(
    (turn) => isInForce(turn) && turn.staffId === absence.staffId && !asked.has(turn.id),
  )
  const told = new Set<RotaRole>()
  let count = 0
  for (const turn of theirs) {
    const part = absentIn(turn, absence, now)
    if (part === undefined) continue
    const { staffId } = absence
    const whole = { turnId: turn.id, staffId, from: part.startsAt, until: part.endsAt }
    await askSwap(tx, { ...whole, askedOf: null, backTurnId: null }, absenceId)
    told.add(turn.role)
    count += 1
  }
  for (const role of told) await tellHolders(tx, role, absence.staffId)
  return count
}

/** Tells by mail whoever else holds a role that a substitute is asked for. */
export async function tellHolders(tx: Tx, role: RotaRole, except: StaffId): Promise<void> {
  const roles = await rolesHere(tx, territoryOf(tx))
  const holders = [...roles].filter(([id, held]) => id !== except && held.includes(role))
  await tell(
    tx,
    holders.map(([id]) => id),
    'substitute',
  )
}

/** Tells people by mail that there is something to look at in the rota: no name, no turn. */
export async function tell(
  tx: Tx,
  people: readonly StaffId[],
  what: 'asked' | 'substitute' | 'decided' | 'taken' | 'days',
): Promise<void> {
  const texts = {
    asked: m.oncall_swap_mail_asked,
    substitute: m.oncall_swap_mail_substitute,
    decided: m.oncall_swap_mail_decided,
    taken: m.oncall_swap_mail_taken,
    days: m.oncall_swap_mail_days,
  }
  for (const id of new Set(people)) {
    const { email } = await reachOf(tx, territoryOf(tx), id)
    const to = email ?? (await findStaff(tx, id))?.email
    if (to) await sendMail(tx, { to, subject: m.oncall_swap_mail_subject(), text: texts[what]() })
  }
}
