import type { YesNoFact } from '#contexts/territory/situation.ts'
import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import type { DomainEvent, RecordedEvent } from '#platform/kernel/event.ts'
import type { Brand, InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { type Instant, instant, minutesBetween, plusMinutes } from '#platform/kernel/time.ts'

export type SupportId = Brand<string, 'SupportId'>

/** Who is called to help with a file, without ever seeing it. */
export const SUPPORT_KINDS = ['mediator', 'psychologist'] as const
export type SupportKind = (typeof SUPPORT_KINDS)[number]

export const SUPPORT_MODES = ['phone', 'video', 'present'] as const
export type SupportMode = (typeof SUPPORT_MODES)[number]

export const WANTED_SEXES = ['any', 'female', 'male'] as const
export type WantedSex = (typeof WANTED_SEXES)[number]

/** How who can be called answers that wish, in the order in which they are offered. */
export const FITS = ['yes', 'unknown', 'no'] as const
export type Fits = (typeof FITS)[number]

/** Somebody of the staff, or a contracted service by its key in the territory's settings. */
export type Callee =
  | { readonly kind: 'staff'; readonly staffId: StaffId }
  | { readonly kind: 'remote'; readonly key: string; readonly name: string }

/**
 * Why somebody did not help. `knows`: they know the person or the family, and nothing more is kept of it. `refused`: the
 * person wants somebody else.
 */
export const SUPPORT_RESULTS = ['no-answer', 'cannot', 'knows', 'refused'] as const
export type SupportResult = (typeof SUPPORT_RESULTS)[number]

/** One who was called, and what came of it; minutes are counted for the invoice. */
export type SupportTry = {
  readonly callee: Callee
  readonly at: string
  readonly result: SupportResult | 'helped'
  readonly minutes: number | null
}

/** What is asked for. */
export type SupportAsk = {
  readonly kind: SupportKind
  /** A code of the list; null where no language is asked for. */
  readonly language: string | null
  readonly sex: WantedSex
  readonly mode: SupportMode
  /** Which lines of the briefing are said. */
  readonly lines: readonly string[]
}

/** One request for a file. `open`: nobody is called in this instant. */
export type Support = SupportAsk & {
  readonly id: SupportId
  readonly version: number
  readonly interventionId: InterventionId
  readonly state: 'open' | 'calling' | 'talking' | 'over'
  readonly tries: readonly SupportTry[]
  readonly callee: Callee | null
  readonly startedAt: Instant | null
  /** When it is not left waiting any longer. */
  readonly nextAt: Instant
}

/** `to`: the id of a person of the staff, or the name of a service as the settings write it. */
type Who = { readonly support: SupportKind; readonly to: string }
/** What is wanted, in words of the chronology; an empty language where none is asked for. */
type Wanted = { readonly support: SupportKind; readonly language: string }

export type SupportEvent =
  | DomainEvent<
      'SupportAsked',
      Wanted & {
        readonly sex: WantedSex
        readonly mode: SupportMode
        readonly lines: readonly string[]
        readonly nextAt: string
      }
    >
  | DomainEvent<'SupportCalled', Who & { readonly callee: Callee; readonly nextAt: string }>
  | DomainEvent<'SupportTried', Who & { readonly result: SupportResult; readonly nextAt: string }>
  | DomainEvent<'SupportBegan', Who & { readonly nextAt: string }>
  | DomainEvent<'SupportEnded', Who & { readonly minutes: number | null }>
  /** Whoever is responsible for the file is given a task by it. */
  | DomainEvent<'SupportNobody', Wanted>
  /** The file is closed: nobody is looked for any more. */
  | DomainEvent<'SupportWithdrawn', Wanted>
  | DomainEvent<
      'FamilyInterpreted',
      { readonly interpreter: FamilyMember; readonly necessity: Necessity }
    >

/** Whoever of the family interpreted, which never happens but by necessity, and then it is written (Q23). */
export const FAMILY_MEMBERS = ['relative', 'child'] as const
export type FamilyMember = (typeof FAMILY_MEMBERS)[number]
export const NECESSITIES = ['danger', 'nobody-found', 'person-asked'] as const
export type Necessity = (typeof NECESSITIES)[number]

/** How long a request may wait before it is said that nobody was found. */
export const IDLE_MINUTES = 30
/** How long somebody is taken to be talking when nobody says that they have finished. */
const LONGEST_MINUTES = 240

export type SupportRefusal =
  | 'support-over'
  | 'support-calling'
  | 'support-not-called'
  | 'support-nobody-called'

/** Which try of the request is under way, or would be the next: what is said of an earlier one says nothing of it. */
export function tryNumber({ tries }: Pick<Support, 'tries'>): number {
  return tries.length + 1
}

function whoOf(support: SupportKind, callee: Callee): Who {
  return { support, to: callee.kind === 'staff' ? callee.staffId : callee.name }
}

function wantedBy({ kind, language }: Pick<SupportAsk, 'kind' | 'language'>): Wanted {
  return { support: kind, language: language ?? '' }
}

const idleAt = (now: Instant): string => plusMinutes(now, IDLE_MINUTES).toString()

/** Somebody is wanted. */
export function askSupport(ask: SupportAsk, now: Instant): Asked {
  const { sex, mode, lines } = ask
  const data = { ...wantedBy(ask), sex, mode, lines, nextAt: idleAt(now) }
  return { type: 'SupportAsked', data }
}

/** The next one is called. Refuses `support-calling` while another one is, `support-over`. */
export function callSupport(
  one: Support,
  callee: Callee,
  now: Instant,
): Decision<SupportEvent, SupportRefusal> {
  if (one.state === 'over') return refuse('support-over')
  if (one.state !== 'open') return refuse('support-calling')
  const data = { ...whoOf(one.kind, callee), callee, nextAt: idleAt(now) }
  return accept({ type: 'SupportCalled', data })
}

/** Whoever is called does not help: the next one can be called. Refuses `support-not-called`. */
export function trySupport(
  one: Support,
  result: SupportResult,
  now: Instant,
): Decision<SupportEvent, SupportRefusal> {
  if (one.callee === null) return refuse('support-not-called')
  const data = { ...whoOf(one.kind, one.callee), result, nextAt: idleAt(now) }
  return accept({ type: 'SupportTried', data })
}

/** They help from now on. Refuses `support-not-called`; twice says nothing more. */
export function beginSupport(one: Support, now: Instant): Decision<SupportEvent, SupportRefusal> {
  if (one.callee === null) return refuse('support-not-called')
  if (one.state === 'talking') return accept()
  const nextAt = plusMinutes(now, LONGEST_MINUTES).toString()
  return accept({ type: 'SupportBegan', data: { ...whoOf(one.kind, one.callee), nextAt } })
}

/** They have finished; `minutes` as they are written by hand, else by the clock. Refuses `support-not-called`. */
export function endSupport(
  one: Support,
  minutes: number | undefined,
  now: Instant,
): Decision<SupportEvent, SupportRefusal> {
  if (one.callee === null) return refuse('support-not-called')
  const since =
    one.startedAt === null ? null : Math.max(1, Math.ceil(minutesBetween(one.startedAt, now)))
  const data = { ...whoOf(one.kind, one.callee), minutes: minutes ?? since }
  return accept({ type: 'SupportEnded', data })
}

/** Nobody could be found. Refuses `support-over`, and `support-calling` while somebody may still answer. */
export function giveUpSupport(one: Support): Decision<SupportEvent, SupportRefusal> {
  if (one.state === 'over') return refuse('support-over')
  if (one.state !== 'open') return refuse('support-calling')
  return accept({ type: 'SupportNobody', data: wantedBy(one) })
}

/** Who asked has asked wrongly, or needs nobody. Refuses `support-over`, and `support-calling` while somebody is called. */
export function takeBackSupport(one: Support): Decision<SupportEvent, SupportRefusal> {
  if (one.state === 'over') return refuse('support-over')
  if (one.state !== 'open') return refuse('support-calling')
  return accept({ type: 'SupportWithdrawn', data: wantedBy(one) })
}

/** The file is closed: who talks has finished, by the clock; who is only called, or looked for, is wanted no more. */
export function withdrawSupport(
  one: Support,
  now: Instant,
): Decision<SupportEvent, SupportRefusal> {
  if (one.state === 'over') return accept()
  if (one.state === 'talking') return endSupport(one, undefined, now)
  return accept({ type: 'SupportWithdrawn', data: wantedBy(one) })
}

/**
 * Nobody said anything more for too long: who talked has finished, without minutes that nobody wrote; else nobody was
 * found, and that is said. Nothing on a false alarm.
 */
export function lapseSupport(one: Support, now: Instant): readonly SupportEvent[] {
  if (one.state === 'over' || Temporal.Instant.compare(one.nextAt, now) > 0) return []
  const nobody: SupportEvent = { type: 'SupportNobody', data: wantedBy(one) }
  if (one.callee === null) return [nobody]
  if (one.state === 'talking')
    return [{ type: 'SupportEnded', data: { ...whoOf(one.kind, one.callee), minutes: null } }]
  const tried = {
    ...whoOf(one.kind, one.callee),
    result: 'no-answer',
    nextAt: now.toString(),
  } as const
  return [{ type: 'SupportTried', data: tried }, nobody]
}

type Entry = Pick<RecordedEvent, 'aggregateId' | 'interventionId' | 'version' | 'at'>
type Asked = Extract<SupportEvent, { type: 'SupportAsked' }>
type Moving = Exclude<SupportEvent, { type: 'SupportAsked' | 'FamilyInterpreted' }>

/** The request after one event. */
export function evolveSupport(one: Support | undefined, event: Entry & (Moving | Asked)): Support {
  if (event.type === 'SupportAsked') return askedBy(event)
  if (one === undefined) throw new Error(`${event.type} of what nobody asked for`)
  return { ...one, ...changeOf(one, event), version: event.version }
}

function askedBy(event: Entry & Asked): Support {
  if (event.interventionId === null) throw new Error('it is asked for a file')
  const { support, language, sex, mode, lines, nextAt } = event.data
  return {
    ...{ kind: support, language: language === '' ? null : language, sex, mode, lines },
    ...{ state: 'open', tries: [], callee: null },
    id: event.aggregateId as SupportId,
    version: event.version,
    interventionId: event.interventionId,
    startedAt: null,
    nextAt: instant(nextAt),
  }
}

function changeOf(one: Support, event: Entry & Moving): Partial<Support> {
  switch (event.type) {
    case 'SupportCalled':
      return { state: 'calling', callee: event.data.callee, nextAt: instant(event.data.nextAt) }
    case 'SupportBegan':
      return { state: 'talking', startedAt: event.at, nextAt: instant(event.data.nextAt) }
    case 'SupportTried': {
      const { result, nextAt } = event.data
      const freed = { state: 'open', callee: null, startedAt: null } as const
      return { ...freed, tries: tried(one, event.at, result, null), nextAt: instant(nextAt) }
    }
    case 'SupportEnded': {
      const tries = tried(one, event.at, 'helped', event.data.minutes)
      return { state: 'over', callee: null, tries }
    }
    case 'SupportNobody':
    case 'SupportWithdrawn':
      return { state: 'over', callee: null }
  }
}

function tried(
  { callee, tries }: Support,
  at: Instant,
  result: SupportTry['result'],
  minutes: number | null,
): readonly SupportTry[] {
  return callee === null ? tries : [...tries, { callee, at: at.toString(), result, minutes }]
}

/** What can be said of a situation in a briefing, in this order: never who somebody is, nor where. */
export const BRIEFING_FACTS: readonly YesNoFact[] = [
  'immediateDanger',
  'violence',
  'minorInvolved',
  'minorAlone',
  'pregnant',
  'healthNeed',
  'confusedAlone',
  'homeless',
  'eviction',
  'trafficking',
]
