import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { type Instant, instant } from '#platform/kernel/time.ts'
import {
  type AnswerKind,
  type CallLevel,
  CHASE_LEVELS,
  type DueCall,
  type Handover,
  type HandoverEvent,
  PENDING,
} from './model.ts'

type Recorded = Pick<RecordedEvent, 'aggregateId' | 'interventionId' | 'version' | 'at'> &
  HandoverEvent

/** Folds one event into the handover: rows and replays are made by this alone. */
export function evolve(state: Handover | undefined, event: Recorded): Handover {
  if (event.type === 'HandoverSent' || event.type === 'HandoverNotDue') return begun(event)
  if (event.type === 'HandoverPageOpened' || event.type === 'HandoverPaperOpened')
    throw new RangeError(`${event.type} is no event of a handover`)
  if (!state) throw new RangeError(`${event.type} before anything was sent`)
  return { ...state, ...changeOf(state, event), version: event.version }
}

type First = Recorded & { type: 'HandoverSent' | 'HandoverNotDue' }

function begun(event: First): Handover {
  const common = {
    id: event.aggregateId,
    interventionId: event.interventionId as InterventionId,
    version: event.version,
    fileNumber: event.data.fileNumber,
    isProtected: event.data.isProtected,
    sentAt: event.at,
    sentBy: event.data.by,
    step: 0,
    how: null,
    calls: [],
    leads: true,
    toStaff: null,
  }
  if (event.type === 'HandoverNotDue') {
    const { sealedAnswer } = event.data
    return { ...NOWHERE, ...common, state: 'not-due', answeredAt: event.at, sealedAnswer }
  }
  const { data } = event
  return {
    ...common,
    state: 'sent',
    officeKey: data.officeKey,
    officeName: data.officeName,
    bodyId: data.bodyId,
    competence: data.competence,
    municipality: data.municipality,
    documents: data.documents,
    nextChaseAt: data.nextChaseAt === null ? null : instant(data.nextChaseAt),
    calls: data.callAt ? [{ level: 'office', dueAt: instant(data.callAt), tries: 0 }] : [],
    answeredAt: null,
    sealedRecipient: data.sealedRecipient,
    sealedPage: data.sealedPage,
    sealedAnswer: null,
    leads: data.leads ?? true,
    toStaff: data.toStaff ?? null,
  }
}

const NOWHERE = {
  officeKey: null,
  officeName: null,
  bodyId: null,
  competence: null,
  municipality: null,
  documents: [],
  nextChaseAt: null,
  sealedRecipient: null,
  sealedPage: null,
} as const

/** Openings are entries of their own: they change no handover. */
type Opened = Recorded & { type: 'HandoverPageOpened' | 'HandoverPaperOpened' }
type Later = Exclude<Recorded, First | Opened>
type Said = Extract<Later, { type: keyof typeof STATE_OF }>

const STATE_OF = {
  HandoverReceived: 'received',
  HandoverAssigned: 'assigned',
  HandoverAccepted: 'accepted',
  HandoverPartlyAccepted: 'partial',
  HandoverNotNeeded: 'not-needed',
  HandoverReturned: 'returned',
} as const satisfies Record<string, AnswerKind>

function stepTaken(state: Handover, nextChaseAt: string | null): Partial<Handover> {
  return {
    step: state.step + 1,
    nextChaseAt: nextChaseAt === null ? null : instant(nextChaseAt),
  }
}

/** What the office says. Who has only received it has not answered yet: the chase goes on, and who was reached is not rung. */
function saidIn(state: Handover, event: Said): Partial<Handover> {
  const { how, at, sealedAnswer } = event.data
  const next = STATE_OF[event.type]
  const isPending = PENDING.includes(next)
  return {
    state: next,
    how,
    answeredAt: instant(at),
    sealedAnswer,
    nextChaseAt: isPending ? state.nextChaseAt : null,
    calls: isPending ? state.calls.filter(({ level }) => level !== 'office') : [],
  }
}

function changeOf(state: Handover, event: Later): Partial<Handover> {
  switch (event.type) {
    case 'HandoverChased':
      return stepTaken(state, event.data.nextChaseAt)
    case 'HandoverToCall':
      return {
        ...stepTaken(state, event.data.nextChaseAt),
        calls: withCall(state.calls, event.data.call, event.at),
      }
    case 'HandoverCalled':
      return { calls: calledIn(state.calls, event.data) }
    case 'HandoverUndelivered':
      return { calls: withCall(state.calls, event.data.call, event.at) }
    case 'HandoverReceipt':
      return {}
    case 'HandoverShielded': {
      // Nobody is written to or rung any more: as after the whole chase, the coordinator alone decides.
      const over = { step: CHASE_LEVELS.length, nextChaseAt: null, calls: [] }
      // Its link opens nothing any more: it is in nobody's list by name.
      return { isProtected: true, toStaff: null, ...(PENDING.includes(state.state) ? over : {}) }
    }
    case 'HandoverUnanswered': {
      const { sealedAnswer } = event.data
      return {
        state: 'unanswered',
        nextChaseAt: null,
        calls: [],
        answeredAt: event.at,
        sealedAnswer,
      }
    }
    default:
      return saidIn(state, event)
  }
}

/** A call falls due: one that waited for later falls due now. */
function withCall(calls: readonly DueCall[], level: CallLevel, dueAt: Instant): readonly DueCall[] {
  return [...calls.filter((one) => one.level !== level), { level, dueAt, tries: 0 }]
}

function calledIn(
  calls: readonly DueCall[],
  { level, againAt }: { readonly level: CallLevel; readonly againAt: string | null },
): readonly DueCall[] {
  const others = calls.filter((one) => one.level !== level)
  if (againAt === null) return others
  const tries = (calls.find((one) => one.level === level)?.tries ?? 0) + 1
  return [...others, { level, dueAt: instant(againAt), tries }]
}
