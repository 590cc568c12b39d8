import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  answerIntervention,
  closeIntervention,
  confirmNotPertinent,
  decideTriage,
  handOnIntervention,
  handoverReturned,
  rejectNotPertinent,
  stayEnding,
} from '#contexts/interventions/public.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError } from '#platform/server/errors.ts'
import type { TestTools } from '#platform/testing/tools.ts'
import { answerPage, declinePage, skipStep, startByHand } from './commands.ts'
import { type CalledRoom, GOES_ON_KIND, openCalledRoom } from './testing/called.ts'
import { NOT_PERTINENT } from './testing/paged.ts'

let room: CalledRoom
let operator: PersonActor
let colleague: PersonActor
let worker: PersonActor
let boss: PersonActor

beforeAll(async () => {
  room = await openCalledRoom()
  ;({ operator, colleague, worker, boss } = room)
})
afterAll(() => room.close())

const AS_MISTAKE = { outcome: 'wrong', reason: 'Aperta per errore', reviewAt: null } as const

describe('in any order of acts', () => {
  /** Who can only follow a file, and the classes that call somebody. */
  const onlyFollow = (by: StaffId | null) => [operator, colleague].some((one) => one.staffId === by)
  const CALLING = new Set<string | null>(['emergenza', 'urgenza'])

  type Around = {
    readonly id: InterventionId
    readonly pageId: string
    readonly round: number
    readonly asked: StaffId
    readonly actor: PersonActor
    readonly run: (by: PersonActor, what: (tx: Tx) => Promise<unknown>) => Promise<unknown>
    readonly server: TestTools
  }

  const ACTS: Readonly<Record<string, (around: Around) => Promise<unknown>>> = {
    emergency: ({ id, actor, run }) =>
      run(actor, (tx) => decideTriage(tx, id, { classKey: 'emergenza', facts: {} })),
    urgency: ({ id, actor, run }) =>
      run(actor, (tx) => decideTriage(tx, id, { classKey: 'urgenza', facts: {} })),
    propose: ({ id, run }) => run(operator, (tx) => decideTriage(tx, id, NOT_PERTINENT)),
    confirm: ({ id, run }) => run(worker, (tx) => confirmNotPertinent(tx, id)),
    reject: ({ id, run }) => run(worker, (tx) => rejectNotPertinent(tx, id, 'Ha i bambini con sé')),
    async lapse({ id, run }) {
      const { confirmBy } = await room.fileOf(id)
      if (confirmBy !== null) room.clock.moveTo(confirmBy)
      return await run(operator, room.lapse(id))
    },
    async late({ id, run }) {
      const { lateAt } = await room.fileOf(id)
      if (lateAt !== null) room.clock.moveTo(later(lateAt, room.clock.now()))
      return await run(boss, room.late(id))
    },
    'end-of-stay': ({ id, run }) => run(boss, (tx) => stayEnding(tx, aboutFile(id, 'StayWarned'))),
    answer: ({ id, actor, run }) => run(actor, (tx) => answerIntervention(tx, id)),
    'hand-on': ({ id, actor, run }) =>
      run(boss, (tx) => handOnIntervention(tx, id, actor.staffId, 'Cambio turno')),
    returned({ id, actor, run }) {
      const event = aboutFile(id, 'HandoverReturned', { sentBy: actor.staffId })
      return run(boss, (tx) => handoverReturned(tx, event))
    },
    async alarm({ server }) {
      room.clock.advance({ minutes: 11 })
      await room.due(server)
    },
    skip: ({ id, pageId, round, run }) =>
      run(boss, (tx) => skipStep(tx, room.needs, id, { pageId, round })),
    decline: ({ pageId, asked, run }) =>
      run(worker, (tx) => declinePage(tx, room.needs, pageId, asked, 'app')),
    yes: ({ pageId, asked, run }) =>
      run(worker, (tx) => answerPage(tx, room.needs, pageId, asked, 'app')),
    start: ({ id, run }) => run(operator, (tx) => startByHand(tx, room.needs, id)),
    close: ({ id, run }) => run(boss, (tx) => closeIntervention(tx, id, AS_MISTAKE)),
  }

  const aboutFile = (id: InterventionId, type: string, data: object = {}) => {
    const event: unknown = { type, interventionId: id, territoryId: room.here, data }
    return event as RecordedEvent
  }
  const later = (one: Instant, other: Instant) =>
    Temporal.Instant.compare(one, other) > 0 ? one : other

  type Act = { readonly does: string; readonly who: number; readonly onOne: boolean }
  const often = [
    'propose',
    'hand-on',
    'alarm',
    'alarm',
    'lapse',
    'reject',
    'late',
    'answer',
    'answer',
    'end-of-stay',
    'end-of-stay',
  ]
  const anAct: fc.Arbitrary<Act> = fc.record({
    does: fc.constantFrom(...Object.keys(ACTS), ...often),
    who: fc.nat(3),
    onOne: fc.boolean(),
  })

  /** Does it; what the rooms refuse changes nothing, anything else fails the test. */
  async function perform(id: InterventionId, { does, who, onOne }: Act): Promise<void> {
    const page = (await room.pageOf(id)) ?? { id: crypto.randomUUID(), round: 0, asked: [] }
    const server = onOne ? room.one : room.two
    try {
      await ACTS[does]?.({
        id,
        pageId: page.id,
        round: page.round,
        asked: page.asked[0] ?? worker.staffId,
        actor: [operator, colleague, worker, boss][who] ?? operator,
        run: (by, what) => room.as(by, what, server),
        server,
      })
    } catch (error) {
      if (!(error instanceof RefusalError || error instanceof NotFoundError)) throw error
    }
  }

  const alarmOf = async (id: InterventionId): Promise<readonly string[]> => {
    const rows = await room.as(boss, (tx) =>
      tx.selectFrom('platform.due').select('kind').where('key', '=', id).execute(),
    )
    return rows.map((row) => row.kind)
  }

  type File = Awaited<ReturnType<CalledRoom['fileOf']>>

  function standingOf({ answeredBy, state }: File): 'followed' | 'unanswered' | 'settled' {
    if (answeredBy === null && state !== 'closed') return 'unanswered'
    return state !== 'closed' && onlyFollow(answeredBy) ? 'followed' : 'settled'
  }

  /** It goes on by itself at an hour that is written down and has its alarm. */
  async function hasNextStep({ id, state, lateAt, confirmBy }: File): Promise<boolean> {
    if (state === 'to-confirm') return confirmBy !== null
    return lateAt !== null && (await alarmOf(id)).includes(GOES_ON_KIND)
  }

  /** What must hold of a file at every instant; answers where it stands. */
  async function checked(id: InterventionId): Promise<string> {
    const file = await room.fileOf(id)
    const page = await room.pageOf(id)
    const isCalling = page?.state === 'pending'
    expect(await room.worksHere(file.ownerId)).toBe(true)
    const standing = standingOf(file)
    if (standing === 'settled') expect(isCalling).toBe(false)
    if (standing === 'followed' && file.state === 'working' && CALLING.has(file.classKey))
      expect(isCalling).toBe(true)
    if (standing === 'unanswered') expect(isCalling || (await hasNextStep(file))).toBe(true)
    return `${file.state} ${standing} ${page?.state ?? 'none'}`
  }

  it('a file has an owner who works here; unanswered or only followed, it calls somebody or has an hour at which it goes on', async () => {
    const reached = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.array(anAct, { minLength: 4, maxLength: 14 }), async (acts) => {
        const id = await room.open(operator)
        for (const one of acts) {
          await perform(id, one)
          reached.add(await checked(id))
        }
      }),
      { numRuns: 60 },
    )
    // A property that reaches little shows little.
    expect([...reached].some((one) => /^waiting unanswered (?:none|settled)$/u.test(one))).toBe(
      true,
    )
    expect([...reached]).toEqual(
      expect.arrayContaining([
        'to-confirm unanswered none',
        'to-confirm unanswered pending',
        'new unanswered none',
        'new unanswered pending',
        'waiting unanswered pending',
        'working followed pending',
        'working settled settled',
      ]),
    )
  }, 120_000)
})
