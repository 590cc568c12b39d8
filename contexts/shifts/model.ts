import { atHour } from '#contexts/oncall/model.ts'
import type { Role } from '#platform/kernel/actor.ts'
import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import type { DomainEvent } from '#platform/kernel/event.ts'
import type { Brand, StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter, plusMinutes, wallClock } from '#platform/kernel/time.ts'

export type ShiftNotesId = Brand<string, 'ShiftNotesId'>

/**
 * `owed`: the shift has changed and nobody wrote; `signed`: who leaves has signed; `confirmed`: who comes has read;
 * `replaced`: nobody wrote until the shift changed again, and the newer change owes them.
 */
export type NotesState = 'owed' | 'signed' | 'confirmed' | 'replaced'

export const THING_STATES = ['here', 'missing', 'note'] as const
export type ThingState = (typeof THING_STATES)[number]

/** A change of shift: in which role, when, between whom as far as the published rota says it. */
export type Change = {
  readonly role: Role
  readonly at: Instant
  readonly outgoingId: StaffId | null
  readonly incomingId: StaffId | null
}

/** The consegne of one change. */
export type ShiftNotes = Change & {
  readonly id: ShiftNotesId
  readonly version: number
  readonly state: NotesState
  readonly signedBy: StaffId | null
  readonly signedAt: Instant | null
  readonly confirmedBy: StaffId | null
  readonly confirmedAt: Instant | null
  /** When a coordinator is told that nobody has confirmed. */
  readonly lateAt: Instant
  readonly toldAt: Instant | null
}

type ChangeData = {
  readonly role: Role
  readonly changeAt: string
  readonly outgoingId: StaffId | null
  readonly incomingId: StaffId | null
}

/** Words are sealed in the row; the log has their digest, so that a change of them would be seen. */
export type ShiftEvent =
  | DomainEvent<'ShiftNotesOwed', ChangeData>
  | DomainEvent<
      'ShiftNotesSigned',
      ChangeData & { readonly files: number; readonly kept: number; readonly digest: string }
    >
  | DomainEvent<'KeptBeyondShift', { readonly staffId: StaffId; readonly changeAt: string }>
  | DomainEvent<
      'ShiftNotesConfirmed',
      { readonly hasRemark: boolean; readonly digest: string | null }
    >
  | DomainEvent<'ShiftNotesLate', { readonly state: string; readonly told: number }>
  | DomainEvent<'ShiftNotesReplaced', Record<string, never>>
  | DomainEvent<
      'FilesLeftAtChange',
      { readonly staffId: StaffId; readonly files: number; readonly told: number }
    >
  | DomainEvent<
      'EnvelopeFilled',
      { readonly people: number; readonly facilities: number; readonly sheets: number }
    >
  | DomainEvent<'SheetTyped', { readonly number: number; readonly receivedAt: string }>

/** When the coordinator is told: so long after the change, or after the signature that came later. */
export function lateAtOf(changeAt: Instant, now: Instant, minutes: number): Instant {
  return plusMinutes(notAfter(changeAt, now) ? now : changeAt, minutes)
}

/** True while somebody owes something for this change: who leaves the words, or who comes the confirmation. */
export function isOpen({ state }: Pick<ShiftNotes, 'state'>): boolean {
  return state === 'owed' || state === 'signed'
}

/** Who is to confirm: who comes, and where they have signed themselves whoever left. */
export function confirmerOf({
  signedBy,
  outgoingId,
  incomingId,
}: Pick<ShiftNotes, 'signedBy' | 'outgoingId' | 'incomingId'>): StaffId | null {
  return signedBy !== null && signedBy === incomingId ? outgoingId : incomingId
}

/** True once the confirmation is late. */
export function isLate(notes: Pick<ShiftNotes, 'state' | 'lateAt'>, now: Instant): boolean {
  return isOpen(notes) && notAfter(notes.lateAt, now)
}

/** Signing what is owed, or ahead of the change. Refuses `shift-notes-signed` to who comes second. */
export function sign(
  before: Pick<ShiftNotes, 'state'> | undefined,
): Decision<'sign', 'shift-notes-signed'> {
  return before === undefined || before.state === 'owed'
    ? accept('sign' as const)
    : refuse('shift-notes-signed')
}

/** Confirming what somebody else signed. Refuses one's own, what is confirmed, what nobody signed. */
export function confirm(
  notes: Pick<ShiftNotes, 'state' | 'signedBy'>,
  by: StaffId,
): Decision<'confirm', 'shift-notes-own' | 'shift-notes-confirmed' | 'shift-notes-unsigned'> {
  if (notes.state === 'confirmed') return refuse('shift-notes-confirmed')
  if (notes.state !== 'signed') return refuse('shift-notes-unsigned')
  return notes.signedBy === by ? refuse('shift-notes-own') : accept('confirm' as const)
}

/** A turn as the published rota has it, of one level. */
export type RotaSpan = {
  readonly staffId: StaffId
  readonly role: Role
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/**
 * The changes of these turns after an instant and not after another: of each role the last one, since what stands now is
 * handed on once. Turns of one person that follow each other are no change.
 */
export function changesIn(
  turns: readonly RotaSpan[],
  after: Instant,
  until: Instant,
): readonly Change[] {
  const ended = turns
    .filter((turn) => !notAfter(turn.endsAt, after) && notAfter(turn.endsAt, until))
    .map((turn) => changeOf(turn, turns))
    .filter((change) => change.incomingId !== change.outgoingId)
  const byRole = Map.groupBy(ended, (change) => change.role)
  return [...byRole.values()].flatMap((all) =>
    all.toSorted((a, b) => Temporal.Instant.compare(b.at, a.at)).slice(0, 1),
  )
}

/** The change that ends the turns of this person which follow each other from the one that runs; undefined: none runs. */
export function endOfTurn(
  turns: readonly RotaSpan[],
  staffId: StaffId,
  now: Instant,
): Change | undefined {
  let turn = turns.find(
    (one) => one.staffId === staffId && notAfter(one.startsAt, now) && !notAfter(one.endsAt, now),
  )
  for (;;) {
    if (turn === undefined) return undefined
    const change = changeOf(turn, turns)
    if (change.incomingId !== staffId) return change
    turn = nextOf(turn, turns)
  }
}

function changeOf(turn: RotaSpan, turns: readonly RotaSpan[]): Change {
  const { role, endsAt: at, staffId: outgoingId } = turn
  return { role, at, outgoingId, incomingId: nextOf(turn, turns)?.staffId ?? null }
}

function nextOf(turn: RotaSpan, turns: readonly RotaSpan[]): RotaSpan | undefined {
  return turns.find((one) => one.role === turn.role && one.startsAt.equals(turn.endsAt))
}

/** How long before and after the hours of the territory consegne are those of that hour. */
const DAYS_AROUND = [-1, 0, 1]

/**
 * The change of shift nearest to now by the territory's own hours, for who has no turn in the rota; of two equally near
 * the one that comes. A night in which the clocks change has it at the same hour of the wall.
 */
export function nearestShiftEnd(shiftEnds: readonly string[], now: Instant): Instant {
  const today = wallClock(now).toPlainDate()
  const all = DAYS_AROUND.flatMap((days) =>
    shiftEnds.map((hour) => atHour(today.add({ days }), hour)),
  )
  const distance = (at: Instant) => Math.abs(at.epochMilliseconds - now.epochMilliseconds)
  const ordered = all.toSorted(
    (a, b) => distance(a) - distance(b) || Temporal.Instant.compare(b, a),
  )
  const [nearest = now] = ordered
  return nearest
}

/** From when on the consegne of a change are written: what is signed days before tells nothing to who comes. */
export function opensAt(change: Pick<Change, 'at'>, hours: number): Instant {
  return change.at.subtract({ hours })
}

/** True for who leaves or comes at this change, and for who coordinates: of a turn of others nobody counts the keys. */
export function mayWrite(
  change: Pick<Change, 'outgoingId' | 'incomingId'>,
  by: StaffId,
  isCoordinator: boolean,
): boolean {
  return isCoordinator || change.outgoingId === by || change.incomingId === by
}

/** Whose files are looked at when these consegne are signed: of who leaves, else of who signs for the desk. */
export function leaverOf({ outgoingId }: Pick<Change, 'outgoingId'>, by: StaffId): StaffId {
  return outgoingId ?? by
}

/** True for who leaves, and for who coordinates in their stead: nobody else says that somebody goes on. */
export function mayKeep(
  change: Pick<Change, 'outgoingId'>,
  by: StaffId,
  isCoordinator: boolean,
): boolean {
  return isCoordinator || leaverOf(change, by) === by
}

/** Minutes before the end of a turn from which the board reminds of the consegne. */
export const REMIND_MINUTES = 60

/** True from an hour before the change on: time to write. */
export function isSoon(change: Pick<Change, 'at'>, now: Instant): boolean {
  return notAfter(plusMinutes(change.at, -REMIND_MINUTES), now)
}
