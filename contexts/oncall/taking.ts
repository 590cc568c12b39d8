import { type StaffId, uuid7 } from '#platform/kernel/ids.ts'
import { type Instant, notAfter, wallClock } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { answeredTurns } from './answered.ts'
import { covers, isInForce, type Level, type RotaRole, type RotaTurn } from './model.ts'
import { absencesIn } from './staff-store.ts'
import {
  addTurn,
  checkHolds,
  publishedTurns,
  removeTurn,
  territoryOf,
  turnsBetween,
  write,
} from './store.ts'
import { askForFree, askForHoles, spanOf } from './substitutes.ts'
import { giveTo, openSwaps } from './swap-store.ts'
import { tell, tellHolders } from './telling.ts'

/** Where nobody has the turn, whoever takes it has it for so long at the most. */
const MOST_HOURS = 12

/** What is taken; `from`: whose it was on the screen, nobody's when null. */
type Taking = {
  readonly role: RotaRole
  readonly level: Level
  readonly from?: string | null | undefined
}

/**
 * Takes what is left of the turn that runs in a level of a role, or the hours until the next one where nobody has it: in
 * force at once, without anybody's approval. Who had it is told. Refuses `role-not-held`, `turn-yours` to who has it,
 * `absent-today` to who has written that they are away (they would not be called), and `turn-changed` where it is no more of who
 * had it on the screen: of two who press at once the second is told.
 */
export async function takeNow(
  tx: Tx,
  { role, level, from }: Taking,
  taker: StaffId,
): Promise<void> {
  await checkHolds(tx, taker, role)
  const { now } = tx.work
  await checkPresent(tx, taker)
  const ahead = now.add({ hours: MOST_HOURS })
  const turns = (await turnsBetween(tx, territoryOf(tx), now, ahead, true)).filter(
    (turn) => turn.role === role && turn.level === level,
  )
  const running = turns.find((turn) => isInForce(turn) && covers(turn, now))
  if (running?.staffId === taker) throw new RefusalError('turn-yours')
  const answers = running !== undefined && (await isAnswered(tx, running)) ? running.staffId : null
  if (isOthers(running, answers, from, now)) throw new RefusalError('turn-changed')
  const until = running?.endsAt ?? untilNext(turns, ahead)
  await pushDraftsBack(tx, turns, until)
  if (running) {
    await giveTo(tx, running, { from: now, until }, taker)
    await tell(tx, [running.staffId], 'taken')
  } else await addTurn(tx, { staffId: taker, role, level, startsAt: now, endsAt: until })
  // A turn is taken until its end: where the taker is away from midnight on, the rest is asked for.
  await askForHoles(tx, [taker])
  await askForDoubled(tx, role, taker)
  const id = uuid7(now, tx.work.random)
  await write(tx, id, 1, { type: 'TurnTakenOver', data: { role, level, takerId: taker } })
}

/**
 * Who takes a level beside one that they have already has both, and one telephone: for the one that is called later a
 * substitute is asked for, and until somebody comes they are called for it too.
 */
async function askForDoubled(tx: Tx, role: RotaRole, taker: StaffId): Promise<void> {
  const territoryId = territoryOf(tx)
  const { now } = tx.work
  const turns = await publishedTurns(tx, territoryId, now, now.add({ hours: 1 }))
  const [first, ...later] = turns
    .filter((turn) => turn.staffId === taker && turn.role === role && covers(turn, now))
    .toSorted((a, b) => a.level - b.level)
  if (first === undefined || later.length === 0) return
  const open = await openSwaps(tx, territoryId)
  let isAsked = false
  for (const turn of later) {
    const until = notAfter(turn.endsAt, first.endsAt) ? turn.endsAt : first.endsAt
    const asked = open.filter((swap) => swap.turnId === turn.id).map(spanOf)
    const parts = await askForFree(tx, turn, { startsAt: now, endsAt: until }, asked)
    isAsked ||= parts.length > 0
  }
  if (isAsked) await tellHolders(tx, role, taker)
}

/**
 * True where it is no more whose it was on the screen. Who waited for a colleague's press finds the piece that this one cut off,
 * which ends in this moment: there is nothing left of it to take. `answers`: who is called in it; of a turn whose person is away
 * the screen says that nobody is.
 */
function isOthers(
  running: RotaTurn | undefined,
  answers: StaffId | null,
  from: Taking['from'],
  now: Instant,
): boolean {
  if (from === undefined) return false
  const isCut = running !== undefined && notAfter(running.endsAt, now.add({ minutes: 1 }))
  return isCut || from !== answers
}

/** Whether whoever has the turn would be called now: they hold its role, and are not away. */
async function isAnswered(tx: Tx, turn: RotaTurn): Promise<boolean> {
  const { now } = tx.work
  const turns = await answeredTurns(tx, territoryOf(tx), now, turn.endsAt)
  return turns.some((one) => one.id === turn.id && covers(one, now))
}

function untilNext(turns: readonly RotaTurn[], ahead: Instant): Instant {
  const next = turns.find(isInForce)?.startsAt
  return next === undefined || notAfter(ahead, next) ? ahead : next
}

async function checkPresent(tx: Tx, taker: StaffId): Promise<void> {
  const today = wallClock(tx.work.now).toPlainDate()
  const away = (await absencesIn(tx, territoryOf(tx), today, today)).some(
    (one) => one.kind === 'absent' && one.staffId === taker,
  )
  if (away) throw new RefusalError('absent-today')
}

/** A draft of the same hours begins later, or goes: somebody answers now, what is planned can be planned anew. */
async function pushDraftsBack(tx: Tx, turns: readonly RotaTurn[], until: Instant): Promise<void> {
  const drafts = turns.filter((turn) => turn.state === 'draft' && !notAfter(until, turn.startsAt))
  for (const { id, endsAt } of drafts)
    if (notAfter(endsAt, until)) await removeTurn(tx, id)
    else
      await tx
        .updateTable('oncall.turn')
        .set({ starts_at: until })
        .where('territory_id', '=', territoryOf(tx))
        .where('id', '=', id)
        .execute()
}
