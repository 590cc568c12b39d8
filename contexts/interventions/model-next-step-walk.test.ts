import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Action } from '#contexts/access/actions.ts'
import { hasText } from '#platform/i18n/texts.ts'
import { OWNING_ROLES, type PersonActor, type Role } from '#platform/kernel/actor.ts'
import type { InterventionId, SessionId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import { OWNERS_STEPS } from './contract.ts'
import { type Intervention, STATES } from './model.ts'
import { NEXT_STEPS, type NextStepKey, nextStep, type Progress } from './model-next-step.ts'
import { interventionPolicy } from './policy.ts'
import { STEP_OF } from './web/who-can.ts'

// The steps of a file as one machine: whatever was recorded there is one next step, somebody may take it, and taking
// each in its turn ends in a closed file.

const AT = instant('2026-11-22T01:40:00Z')
const LATER = instant('2026-11-22T09:00:00Z')
const WHO = '00000000-0000-7000-8000-000000000002' as StaffId
const HERE = '00000000-0000-7000-8000-000000000003' as TerritoryId

const answered = { state: 'working', answeredBy: WHO, answeredAt: AT } as const
const NOBODY = { answeredBy: null, answeredAt: null } as const
const PROPOSED = { confirmBy: LATER, notPertinent: 'proposed' } as const
const NO_TARGET = { targetAt: null, targetMissedAt: null } as const

const HEAD = {
  ...{ placeLabel: null, municipality: null, peopleLabel: null, needLabel: null },
  ...{
    sourceLabel: 'Carabinieri',
    isProtected: false,
    patrolWaitingSince: null,
    sourceCheck: null,
  },
}

const aFile: fc.Arbitrary<Intervention> = fc
  .record({
    state: fc.constantFrom(...STATES),
    isAnswered: fc.boolean(),
    isFollowed: fc.boolean(),
    classKey: fc.constantFrom('emergenza', null),
    hasTarget: fc.boolean(),
    missedAt: fc.constantFrom(null, LATER),
    authoritiesDue: fc.subarray(['112', '118']),
    hasPatrol: fc.boolean(),
    hasReview: fc.boolean(),
  })
  .map((given) => {
    const isProposed = given.state === 'to-confirm'
    const isAnswered = given.state === 'working' || (isProposed && given.isAnswered)
    const isClassed = given.state === 'waiting' || isProposed
    return {
      ...(isAnswered ? answered : NOBODY),
      ...(given.hasTarget ? { targetAt: LATER, targetMissedAt: given.missedAt } : NO_TARGET),
      id: '00000000-0000-7000-8000-000000000001' as InterventionId,
      number: '26-0001',
      version: 1,
      ownerId: WHO,
      receivedAt: AT,
      classKey: isClassed ? 'emergenza' : given.classKey,
      classRank: 1,
      state: given.state,
      isFollowed: isAnswered && given.isFollowed,
      ...(isProposed ? PROPOSED : { confirmBy: null, notPertinent: 'no' }),
      authoritiesDue: given.authoritiesDue,
      head: { ...HEAD, patrolWaitingSince: given.hasPatrol ? AT.toString() : null },
      patrolReleasedAt: null,
      outcome: null,
      closedAt: null,
      reviewAt: given.hasReview && given.state !== 'new' ? AT : null,
      lateAt: null,
    }
  })

const aProgress: fc.Arbitrary<Progress> = fc
  .record({
    page: fc.constantFrom('none' as const, 'pending' as const),
    hasPeople: fc.boolean(),
    needsPlace: fc.constantFrom(null, true, false),
    place: fc.constantFrom(
      ...([
        'none',
        'held',
        'confirmed',
        'arrived',
        'ended',
        'unmet',
        'declined',
        'lapsed',
      ] as const),
    ),
    isElsewhereAsked: fc.boolean(),
    isLate: fc.boolean(),
    stay: fc.constantFrom('none' as const, 'calm' as const, 'ending' as const, 'over' as const),
    hasPapers: fc.boolean(),
    handover: fc.constantFrom(...(['none', 'pending', 'settled', 'returned'] as const)),
    isTaken: fc.boolean(),
    call: fc.constantFrom('none', 'later', 'due'),
    isReadBack: fc.boolean(),
    hasTask: fc.boolean(),
    unheard: fc.constantFrom('none' as const, 'to-call' as const, 'withheld' as const),
  })
  .map(({ isLate, call, hasTask, ...given }) => ({
    ...given,
    callBackAt: AT,
    pageNextAt: given.page === 'pending' ? LATER : null,
    holdUntil: given.place === 'held' ? LATER : null,
    expectedAt: given.place === 'confirmed' ? AT : null,
    isArrivalLate: given.place === 'confirmed' && isLate,
    stay: given.place === 'arrived' ? given.stay : 'none',
    stayUntil: LATER,
    isTaken: given.handover === 'settled' && given.isTaken,
    chaseAt: given.handover === 'pending' ? LATER : null,
    // An office that answered, or has nothing to answer, is not rung.
    callAt: given.handover === 'pending' && call !== 'none' ? LATER : null,
    isCallDue: given.handover === 'pending' && call === 'due',
    taskDueAt: hasTask ? AT : null,
  }))

type Standing = { readonly file: Intervention; readonly known: Progress }

const CLOSED = { state: 'closed', reviewAt: null } as const

/** What is recorded when a step was done, the mildest thing that can come of it. */
const DONE: Readonly<
  Record<NextStepKey, { readonly file?: Partial<Intervention>; readonly known?: Partial<Progress> }>
> = {
  'choose-class': { file: { classKey: 'emergenza' } },
  'call-authority': { file: { authoritiesDue: [] } },
  'confirm-not-pertinent': { file: CLOSED },
  'wait-page': { file: answered, known: { page: 'none' } },
  answer: { file: answered, known: { page: 'none' } },
  'answer-late': { file: answered, known: { page: 'none' } },
  review: { file: CLOSED },
  task: { known: { taskDueAt: null } },
  'call-back': { known: { unheard: 'none' } },
  'call-withheld': { file: CLOSED },
  people: { known: { hasPeople: true } },
  assess: { known: { needsPlace: true } },
  place: { known: { place: 'held' } },
  'place-lapsed': { known: { place: 'held' } },
  'place-elsewhere': { known: { isElsewhereAsked: true } },
  'place-confirm': { known: { place: 'confirmed' } },
  'read-back': { known: { isReadBack: true } },
  'place-arrival': { known: { place: 'arrived', isArrivalLate: false } },
  'place-arrival-late': { known: { place: 'arrived', isArrivalLate: false } },
  'place-stay': { known: { stay: 'calm' } },
  'patrol-release': { file: { head: { ...HEAD, patrolWaitingSince: null } } },
  papers: { known: { hasPapers: true } },
  handover: { known: { handover: 'pending' } },
  'handover-call': { known: { callAt: null, isCallDue: false } },
  'handover-wait': { known: { handover: 'settled' } },
  close: { file: CLOSED },
  work: {},
  nothing: {},
}

function after({ file, known }: Standing, key: NextStepKey): Standing {
  const done = DONE[key]
  const next = { ...file, ...done.file }
  const isChosen = key === 'choose-class' && file.state === 'new'
  return {
    file: isChosen ? { ...next, state: file.answeredBy === null ? 'waiting' : 'working' } : next,
    known: { ...known, ...done.known },
  }
}

/** Every standing that is passed when each step is taken in its turn, with its step, to the closed file. */
function walk(start: Standing): readonly (Standing & { readonly key: NextStepKey })[] {
  const passed: (Standing & { readonly key: NextStepKey })[] = []
  for (let here = start; ; here = after(here, passed.at(-1)?.key ?? 'nothing')) {
    passed.push({ ...here, key: nextStep(here.file, here.known).key })
    if (here.file.state === 'closed') return passed
    expect(passed.length, passed.map((one) => one.key).join(' ')).toBeLessThan(30)
  }
}

const everyWalk = (check: (at: Standing & { readonly key: NextStepKey }) => void) =>
  fc.assert(
    fc.property(fc.record({ file: aFile, known: aProgress }), (start) =>
      walk(start).forEach(check),
    ),
    { numRuns: 1000 },
  )

describe('whatever a file stands at, to its closing', () => {
  it('has one next step, which has its words; none only when it is closed', () => {
    const reached = new Set<NextStepKey>()
    everyWalk(({ file, key }) => {
      reached.add(key)
      expect(key === 'nothing').toBe(file.state === 'closed')
      const words = key === 'confirm-not-pertinent' ? 'confirm' : key.replaceAll('-', '_')
      expect(hasText(`interventions_now_${words}`)).toBe(true)
      expect(hasText(`interventions_step_${key.replaceAll('-', '_')}`)).toBe(true)
    })
    // `work` is said of files that may not be opened.
    expect([...reached].toSorted()).toEqual(NEXT_STEPS.filter((one) => one !== 'work').toSorted())
  })

  it('asks nobody to close over a place that is promised, before an answer, or without a handover', () => {
    everyWalk(({ file, known, key }) => {
      if (key !== 'close' && key !== 'confirm-not-pertinent') return
      expect(['held', 'confirmed']).not.toContain(known.place)
      if (key === 'confirm-not-pertinent') return
      expect(file.answeredBy).not.toBeNull()
      expect([known.handover, known.isReadBack]).toEqual(['settled', true])
    })
  })

  it('that nobody answers asks for the answer before anything else but danger, class and place', () => {
    everyWalk(({ file, known, key }) => {
      if (file.answeredBy !== null || file.state !== 'waiting') return
      const isCalled = file.targetMissedAt !== null || known.page === 'pending'
      if (!isCalled || file.authoritiesDue.length > 0 || key.startsWith('place')) return
      expect(['answer-late', 'wait-page']).toContain(key)
    })
  })
})

/** What whoever takes a step has to be allowed; a step that only waits asks nothing. */
const ACT: Readonly<Record<NextStepKey, Action | undefined>> = {
  'choose-class': 'triage.decide',
  'call-authority': 'emergency.hand-on',
  // A qualified person confirms within the shift, whoever owns the file.
  'confirm-not-pertinent': undefined,
  'wait-page': undefined,
  answer: 'intervention.answer',
  'answer-late': 'intervention.answer',
  review: 'intervention.close',
  task: 'file.write',
  'call-back': 'file.write',
  'call-withheld': 'intervention.close',
  people: 'file.write',
  assess: 'assessment.sign',
  place: 'place.work',
  'place-lapsed': 'place.work',
  'place-elsewhere': 'place.work',
  'place-confirm': 'place.work',
  'read-back': 'file.write',
  'place-arrival': 'place.work',
  'place-arrival-late': 'place.work',
  'place-stay': 'place.work',
  'patrol-release': 'intervention.answer',
  papers: 'document.issue',
  handover: 'handover.send',
  'handover-call': 'handover.send',
  'handover-wait': undefined,
  close: 'intervention.close',
  work: 'intervention.note',
  nothing: undefined,
}

function owner(role: Role): PersonActor {
  const grants = [{ territoryId: HERE, role, bodyId: null }]
  const sessionId = WHO as string as SessionId
  return { kind: 'person', staffId: WHO, sessionId, name: '', grants, desk: HERE }
}

describe.each(OWNING_ROLES)('%s who owns a file', (role) => {
  const may = (action: string, isProtected: boolean) => {
    const facts = { territory_id: HERE, owner_id: WHO, is_protected: isProtected, state: 'working' }
    return interventionPolicy.allow(owner(role), action, facts).allowed
  }

  it.each(NEXT_STEPS)('may take %s, or is told to whom to pass it and may do so', (key) => {
    const action = ACT[key]
    for (const isProtected of [false, true]) {
      if (action === undefined || may(action, isProtected)) continue
      expect(OWNERS_STEPS).toContain(STEP_OF[key])
      expect(may('intervention.hand-on', isProtected)).toBe(true)
    }
  })
})
