import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import type { DomainEvent, RecordedEvent } from '#platform/kernel/event.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { type Instant, instant, notAfter, wallClock, ZONE } from '#platform/kernel/time.ts'

/** Whether a need was judged not pertinent, and how far that has been confirmed. */
export const NOT_PERTINENT = ['no', 'proposed', 'confirmed', 'rejected', 'lapsed'] as const
export type NotPertinent = (typeof NOT_PERTINENT)[number]

/** What a person decided and what was known at that minute. Instants are ISO text, as on the log. */
export type TriageDecided = {
  readonly classKey: string
  readonly classRank: number
  readonly previousKey: string | null
  readonly proposedKey: string | null
  readonly belowProposal: boolean
  readonly lowered: boolean
  readonly rules: readonly string[]
  readonly facts: Readonly<Record<string, unknown>>
  readonly authorities: readonly string[]
  readonly reason: string | null
  readonly notPertinent: 'no' | 'proposed' | 'confirmed'
  readonly offeredInstead: string | null
  readonly confirmBy: string | null
  readonly by: StaffId
}

/** What happens to the sheet of one file. */
export type SheetEvent =
  | DomainEvent<'TriageDecided', TriageDecided>
  | DomainEvent<'NotPertinentConfirmed', { readonly by: StaffId }>
  | DomainEvent<'NotPertinentRejected', { readonly by: StaffId; readonly reason: string }>
  | DomainEvent<'NotPertinentLapsed', { readonly confirmBy: string }>

/** A file handed on to an emergency service: an aggregate of its own, one event each. */
export type CallEvent =
  | DomainEvent<
      'EmergencyCallRecorded',
      {
        readonly service: string
        readonly calledAt: string
        readonly reference: string | null
        readonly staysOnLine: boolean
        readonly by: StaffId
      }
    >
  /** They were there already, so nobody was called. */
  | DomainEvent<
      'EmergencyServicePresent',
      {
        readonly service: string
        readonly since: string
        readonly reference: string | null
        readonly by: StaffId
      }
    >

/** What is known of a file as triage weighs it, before a class is chosen and whenever it changes. */
export type KnownEvent = DomainEvent<
  'FactsNoted',
  { readonly facts: Readonly<Record<string, unknown>> }
>

export type TriageEvent = SheetEvent | CallEvent | KnownEvent

/** The decision in force for one file. */
export type Sheet = {
  readonly id: string
  readonly interventionId: InterventionId
  readonly version: number
  readonly classKey: string
  readonly classRank: number
  readonly proposedKey: string | null
  readonly facts: Readonly<Record<string, unknown>>
  readonly rules: readonly string[]
  readonly authorities: readonly string[]
  readonly reason: string | null
  readonly decidedBy: StaffId
  readonly decidedAt: Instant
  readonly notPertinent: NotPertinent
  readonly offeredInstead: string | null
  readonly proposedBy: StaffId | null
  readonly confirmBy: Instant | null
  readonly settledBy: StaffId | null
}

/** The class a person chose, with what the territory's scale says of it. `rank` 1 is the gravest. */
export type ChosenClass = {
  readonly key: string
  readonly rank: number
  readonly meaning: 'emergency' | 'urgency' | 'not-pertinent'
}

/** What is asked: the class, why, and what the protocol proposed for the facts known now. */
export type TriageChoice = {
  readonly chosen: ChosenClass
  readonly proposed: ChosenClass | null
  readonly rules: readonly string[]
  readonly facts: Readonly<Record<string, unknown>>
  readonly authorities: readonly string[]
  readonly reason: string | null
  readonly offeredInstead: string | null
  readonly by: StaffId
  /** True for a social worker or coordinator: only they settle a not-pertinent need. */
  readonly qualified: boolean
  /** End of the present shift: when an unconfirmed proposal falls due. */
  readonly shiftEnd: Instant
}

export type TriageRefusal = 'reason-required' | 'offer-required'

/**
 * Judges a person's triage. Raising takes effect at once; going below the proposal, or below the class
 * in force, needs a reason (`reason-required`). Not pertinent needs what was offered instead
 * (`offer-required`) and, from who is not qualified, is only proposed (practice Q25, Q61).
 */
export function decideClass(
  sheet: Sheet | undefined,
  choice: TriageChoice,
): Decision<SheetEvent, TriageRefusal> {
  const { chosen } = choice
  const belowProposal = choice.proposed !== null && chosen.rank > choice.proposed.rank
  const lowered = sheet !== undefined && chosen.rank > sheet.classRank
  const refusal = refusalOf(choice, belowProposal || lowered)
  if (refusal) return refusal
  const judged = judgedAs(choice)
  return accept({
    type: 'TriageDecided',
    data: {
      classKey: chosen.key,
      classRank: chosen.rank,
      previousKey: sheet?.classKey ?? null,
      proposedKey: choice.proposed?.key ?? null,
      belowProposal,
      lowered,
      rules: choice.rules,
      facts: choice.facts,
      authorities: choice.authorities,
      reason: choice.reason,
      notPertinent: judged,
      offeredInstead: judged === 'no' ? null : choice.offeredInstead,
      confirmBy: judged === 'proposed' ? choice.shiftEnd.toString() : null,
      by: choice.by,
    },
  })
}

function refusalOf(
  choice: TriageChoice,
  goesDown: boolean,
): Decision<never, TriageRefusal> | undefined {
  if (goesDown && !choice.reason)
    return refuse('reason-required', { proposed: choice.proposed?.key ?? null })
  if (choice.chosen.meaning === 'not-pertinent' && !choice.offeredInstead)
    return refuse('offer-required')
  return undefined
}

/** Only a qualified person settles a not-pertinent need; from others it is a proposal. */
function judgedAs(choice: TriageChoice): 'no' | 'proposed' | 'confirmed' {
  if (choice.chosen.meaning !== 'not-pertinent') return 'no'
  return choice.qualified ? 'confirmed' : 'proposed'
}

export type ConfirmationRefusal = 'nothing-to-confirm' | 'not-qualified'

/** A qualified person confirms a proposed not-pertinent. Refuses `nothing-to-confirm`, `not-qualified`. */
export function confirmNotPertinent(
  sheet: Sheet | undefined,
  by: StaffId,
  qualified: boolean,
): Decision<SheetEvent, ConfirmationRefusal> {
  if (sheet?.notPertinent !== 'proposed') return refuse('nothing-to-confirm')
  if (!qualified) return refuse('not-qualified')
  return accept({ type: 'NotPertinentConfirmed', data: { by } })
}

/** A qualified person sends a proposed not-pertinent back to the queue, with a reason. */
export function rejectNotPertinent(
  sheet: Sheet | undefined,
  by: StaffId,
  qualified: boolean,
  reason: string,
): Decision<SheetEvent, ConfirmationRefusal> {
  if (sheet?.notPertinent !== 'proposed') return refuse('nothing-to-confirm')
  if (!qualified) return refuse('not-qualified')
  return accept({ type: 'NotPertinentRejected', data: { by, reason } })
}

/** At the end of the shift a proposal that nobody confirmed lapses. No event before its time. */
export function lapseNotPertinent(sheet: Sheet | undefined, now: Instant): readonly SheetEvent[] {
  if (sheet?.notPertinent !== 'proposed' || sheet.confirmBy === null) return []
  if (!notAfter(sheet.confirmBy, now)) return []
  return [{ type: 'NotPertinentLapsed', data: { confirmBy: sheet.confirmBy.toString() } }]
}

type Recorded = Pick<RecordedEvent, 'aggregateId' | 'interventionId' | 'version' | 'at'> &
  SheetEvent

/** Folds one event into the sheet: rows and replays are made by this alone. */
export function evolveSheet(sheet: Sheet | undefined, event: Recorded): Sheet {
  if (event.type === 'TriageDecided') return decidedSheet(event)
  if (!sheet) throw new RangeError(`${event.type} before any decision`)
  const next = { ...sheet, version: event.version }
  switch (event.type) {
    case 'NotPertinentConfirmed':
      return { ...next, notPertinent: 'confirmed', confirmBy: null, settledBy: event.data.by }
    case 'NotPertinentRejected':
      return { ...next, notPertinent: 'rejected', confirmBy: null, settledBy: event.data.by }
    case 'NotPertinentLapsed':
      return { ...next, notPertinent: 'lapsed', confirmBy: null }
  }
}

function decidedSheet(event: Recorded & { type: 'TriageDecided' }): Sheet {
  const { data } = event
  if (event.interventionId === null) throw new RangeError('a decision belongs to a file')
  return {
    id: event.aggregateId,
    interventionId: event.interventionId,
    version: event.version,
    classKey: data.classKey,
    classRank: data.classRank,
    proposedKey: data.proposedKey,
    facts: data.facts,
    rules: data.rules,
    authorities: data.authorities,
    reason: data.reason,
    decidedBy: data.by,
    decidedAt: event.at,
    notPertinent: data.notPertinent,
    offeredInstead: data.offeredInstead,
    proposedBy: data.notPertinent === 'proposed' ? data.by : null,
    confirmBy: data.confirmBy === null ? null : instant(data.confirmBy),
    settledBy: data.notPertinent === 'confirmed' ? data.by : null,
  }
}

/** The first end of a shift strictly after `at`; `ends` are `HH:MM` on the wall clock, at least one. */
export function shiftEndAfter(at: Instant, ends: readonly string[]): Instant {
  const today = wallClock(at).toPlainDate()
  const times = [...ends].sort().map((text) => Temporal.PlainTime.from(text))
  for (const days of [0, 1, 2]) {
    const date = today.add({ days })
    for (const plainTime of times) {
      const end = date.toZonedDateTime({ timeZone: ZONE, plainTime }).toInstant()
      if (!notAfter(end, at)) return end
    }
  }
  throw new RangeError('a territory needs at least one end of shift')
}
