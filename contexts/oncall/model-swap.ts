import type { Brand, StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import { gapsIn, type Span, type Turn, type TurnId } from './model.ts'
import { type Absence, spanOfAbsence } from './model-staff.ts'

export type SwapId = Brand<string, 'SwapId'>

/** Open: asked of somebody, or accepted and waiting for who makes the rota. The others are over. */
export const SWAP_STATES = [
  'asked',
  'accepted',
  'approved',
  'declined',
  'withdrawn',
  'refused',
] as const
export type SwapState = (typeof SWAP_STATES)[number]

/** A turn, or a part of it, that somebody asks others to take. */
export type Swap = {
  readonly id: SwapId
  readonly state: SwapState
  readonly turnId: TurnId
  /** Whose turn it is. */
  readonly staffId: StaffId
  readonly from: Instant
  readonly until: Instant
  /** Null: whoever holds the role. */
  readonly askedOf: StaffId | null
  /** The turn of the one who is asked that is taken in return. */
  readonly backTurnId: TurnId | null
  readonly takerId: StaffId | null
}

/** What can be done about an exchange that is open. */
export const SWAP_ACTS = ['accept', 'decline', 'withdraw', 'approve', 'refuse'] as const
export type SwapAct = (typeof SWAP_ACTS)[number]

/** Who acts: by name, with the right to make the rota or not, and holding the turn's role or not. */
export type Swapper = {
  readonly staffId: StaffId
  readonly edits: boolean
  readonly holdsRole: boolean
}

/** Why an act is not possible. */
export type SwapRefusal = 'swap-over' | 'swap-not-yours' | 'swap-begun' | 'swap-not-accepted'

type Ruled = { readonly to: SwapState } | { readonly refused: SwapRefusal }

/**
 * The state after an act, or why it is not possible: nobody takes their own turn, and what has gone is not exchanged; a turn in
 * return goes whole, so it must not have begun.
 */
export function swapAfter(
  swap: Swap,
  act: SwapAct,
  who: Swapper,
  now: Instant,
  backStartsAt?: Instant,
): Ruled {
  if (swap.state !== 'asked' && swap.state !== 'accepted') return { refused: 'swap-over' }
  if (act === 'withdraw' || act === 'refuse') return takenBack(swap, act, who)
  const hasBegun = backStartsAt !== undefined && notAfter(backStartsAt, now)
  if (notAfter(swap.until, now) || (hasBegun && act !== 'decline')) return { refused: 'swap-begun' }
  if (act === 'approve') return approved(swap, who)
  return answered(swap, act, who)
}

function takenBack(swap: Swap, act: 'withdraw' | 'refuse', who: Swapper): Ruled {
  const mayAct = who.edits || (act === 'withdraw' && who.staffId === swap.staffId)
  if (!mayAct) return { refused: 'swap-not-yours' }
  return { to: act === 'withdraw' ? 'withdrawn' : 'refused' }
}

function approved(swap: Swap, who: Swapper): Ruled {
  if (!who.edits) return { refused: 'swap-not-yours' }
  return swap.state === 'accepted' ? { to: 'approved' } : { refused: 'swap-not-accepted' }
}

function answered(swap: Swap, act: 'accept' | 'decline', who: Swapper): Ruled {
  const isAsked =
    swap.askedOf === null
      ? who.holdsRole && who.staffId !== swap.staffId
      : who.staffId === swap.askedOf
  if (!isAsked) return { refused: 'swap-not-yours' }
  if (swap.state === 'accepted') return { refused: 'swap-over' }
  if (act === 'accept') return { to: 'accepted' }
  // One of many who cannot leaves it open for the others.
  return swap.askedOf === null ? { refused: 'swap-not-yours' } : { to: 'declined' }
}

/** What a turn becomes when somebody else takes a part of it: in order, each with whose it is. Parts of no length go. */
export function cut(
  turn: Turn,
  from: Instant,
  until: Instant,
  taker: StaffId,
): readonly Omit<Turn, 'id'>[] {
  const { role, level, staffId, startsAt, endsAt } = turn
  const begins = notAfter(from, startsAt) ? startsAt : from
  const ends = notAfter(endsAt, until) ? endsAt : until
  const part = (who: StaffId, a: Instant, b: Instant) => ({
    ...{ role, level, staffId: who, startsAt: a, endsAt: b },
  })
  return [
    part(staffId, startsAt, begins),
    part(taker, begins, ends),
    part(staffId, ends, endsAt),
  ].filter((one) => !notAfter(one.endsAt, one.startsAt))
}

const HOUR_MS = 3_600_000

/**
 * Where a part of a turn can begin or end: its own two ends and the hours between them, as they come, so that an hour
 * that the clock shows twice is there twice; of a turn that runs what is to come.
 */
export function cutsOf({ startsAt, endsAt }: Span, now: Instant): readonly Instant[] {
  const begins = notAfter(startsAt, now) ? now : startsAt
  const first = (Math.floor(begins.epochMilliseconds / HOUR_MS) + 1) * HOUR_MS
  const count = Math.max(0, Math.ceil((endsAt.epochMilliseconds - first) / HOUR_MS))
  const hours = Array.from({ length: count }, (_, n) =>
    Temporal.Instant.fromEpochMilliseconds(first + n * HOUR_MS),
  )
  return [...(notAfter(startsAt, now) ? [] : [startsAt]), ...hours, endsAt]
}

/** The parts of a turn in which its person is there: not the days of an absence. */
export function presentIn<T extends Span & { readonly staffId: StaffId }>(
  turn: T,
  absences: readonly Absence[],
): readonly T[] {
  const away = absences
    .filter((one) => one.kind === 'absent' && one.staffId === turn.staffId)
    .map((one) => spanOfAbsence(one, turn.endsAt))
  if (away.length === 0) return [turn]
  return gapsIn(away, turn.startsAt, turn.endsAt).map((part) => ({ ...turn, ...part }))
}

/** The parts of a turn, from an instant on, in which an absence leaves it without anybody. */
export function absentIn(turn: Turn, absence: Absence, now: Instant): Span | undefined {
  const { startsAt, endsAt } = spanOfAbsence(absence, turn.endsAt)
  const begins = [turn.startsAt, startsAt, now].reduce((a, b) => (notAfter(a, b) ? b : a))
  const ends = notAfter(turn.endsAt, endsAt) ? turn.endsAt : endsAt
  return notAfter(ends, begins) ? undefined : { startsAt: begins, endsAt: ends }
}
