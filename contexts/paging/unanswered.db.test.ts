import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lapseNotPertinent } from '#contexts/interventions/commands.ts'
import { worksIn } from '#contexts/interventions/people.ts'
import {
  answerIntervention,
  closeIntervention,
  confirmNotPertinent,
  decideTriage,
  handOnIntervention,
  handoverReturned,
  rejectNotPertinent,
} from '#contexts/interventions/public.ts'
import { lockFile } from '#contexts/interventions/store.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError } from '#platform/server/errors.ts'
import type { TestTools } from '#platform/testing/tools.ts'
import { attemptsOf } from './attempt-store.ts'
import { answerPage, declinePage, skipStep, startByHand } from './commands.ts'
import { newestPage } from './store.ts'
import { openPagedRoom, type PagedRoom } from './testing/paged.ts'

let room: PagedRoom
let operator: PersonActor
let colleague: PersonActor
let worker: PersonActor
let boss: PersonActor

beforeAll(async () => {
  room = await openPagedRoom()
  operator = await room.person('operator')
  colleague = await room.person('operator')
  worker = await room.onCall('social-worker', 1)
  boss = await room.onCall('coordinator', 1)
})
afterAll(() => room.close())

const NOT_PERTINENT = {
  classKey: 'non-pertinente',
  facts: { requestKind: 'rent-help' } as const,
  reason: 'Chiede un aiuto per l’affitto',
  offeredInstead: 'Orari del segretariato sociale',
}

const AS_MISTAKE = { outcome: 'wrong', reason: 'Aperta per errore', reviewAt: null } as const

const pageOf = (id: InterventionId) => room.as(operator, (tx) => newestPage(tx, id))
const fileOf = (id: InterventionId) => room.as(operator, (tx) => lockFile(tx, id))
const decide = (id: InterventionId, classKey: string, who = operator) =>
  room.as(who, (tx) => decideTriage(tx, id, { classKey, facts: {} }))
const propose = (id: InterventionId) =>
  room.as(operator, (tx) => decideTriage(tx, id, NOT_PERTINENT))
const handOn = (id: InterventionId, to: PersonActor, by = boss) =>
  room.as(by, (tx) => handOnIntervention(tx, id, to.staffId, 'Cambio turno'))
const triesOf = async (id: InterventionId) => {
  const page = await pageOf(id)
  return page ? await room.as(operator, (tx) => attemptsOf(tx, page.id)) : []
}

describe('not pertinent', () => {
  it('rejected where nobody was called calls whoever is on call, and does not ring who rejects it', async () => {
    const id = await room.open(operator)
    await propose(id)
    expect(await pageOf(id)).toBeUndefined()
    await room.as(worker, (tx) => rejectNotPertinent(tx, id, 'Ha i bambini con sé'))
    expect(await pageOf(id)).toMatchObject({ state: 'pending' })
    await room.due()
    expect((await triesOf(id)).map((one) => [one.staffId, one.channel])).toEqual([
      [worker.staffId, 'board'],
    ])
  })

  it('not confirmed by the end of the shift calls whoever is on call', async () => {
    const id = await room.open(operator)
    await propose(id)
    const { confirmBy } = await fileOf(id)
    if (confirmBy === null) throw new Error('nothing to wait for')
    const before = room.clock.now()
    room.clock.moveTo(confirmBy)
    await room.as(operator, (tx) => lapseNotPertinent(tx, id))
    expect(await pageOf(id)).toMatchObject({ state: 'pending', step: -1 })
    room.clock.moveTo(before)
  })
})

describe('handed on', () => {
  it('while nobody answers its new owner is called first, then the plan goes on', async () => {
    const id = await room.open(operator)
    await decide(id, 'emergenza')
    await room.as(operator, (tx) => answerIntervention(tx, id))
    await handOn(id, colleague)
    expect(await fileOf(id)).toMatchObject({ ownerId: colleague.staffId, answeredBy: null })
    await room.due()
    expect(await pageOf(id)).toMatchObject({ state: 'pending', asked: [colleague.staffId] })
    room.clock.advance({ minutes: 30 })
    await room.due()
    expect(await pageOf(id)).toMatchObject({ asked: [worker.staffId] })
  })

  it('while somebody is called already the new owner is called too, and the page does not begin again', async () => {
    const id = await room.open(operator)
    await decide(id, 'emergenza')
    await room.due()
    const before = await pageOf(id)
    expect(before?.asked).toEqual([worker.staffId])
    await handOn(id, colleague)
    await room.due()
    const after = await pageOf(id)
    expect(after).toMatchObject({ id: before?.id, step: 1, asked: [colleague.staffId] })
    expect(after?.steps.at(-1)?.role).toBe('coordinator')
    const yes = (tx: Tx) => answerPage(tx, room.needs, after?.id ?? '', worker.staffId, 'voice')
    expect(await room.as(worker, yes)).toMatchObject({ isFirst: true })
  })

  it('to who takes it themself is answered by them, and rings nobody', async () => {
    const id = await room.open(operator)
    await decide(id, 'emergenza')
    await handOn(id, boss)
    expect(await fileOf(id)).toMatchObject({ ownerId: boss.staffId, answeredBy: boss.staffId })
    expect(await pageOf(id)).toMatchObject({ state: 'settled', answeredBy: boss.staffId })
  })
})

describe('whoever is on call and decides', () => {
  it('about a file of theirs answers it: nobody is called', async () => {
    const id = await room.open(worker)
    await decide(id, 'emergenza', worker)
    expect(await fileOf(id)).toMatchObject({ state: 'working', answeredBy: worker.staffId })
    expect(await pageOf(id)).toBeUndefined()
  })

  it('about a file of another is asked on the screen, and the next one is called at their minute', async () => {
    const id = await room.open(operator)
    await decide(id, 'emergenza', worker)
    await room.due()
    expect((await triesOf(id)).map((one) => one.channel)).toEqual(['board'])
    for (let step = 0; step < 3; step += 1) {
      room.clock.advance({ minutes: 30 })
      await room.due()
    }
    const rung = (await triesOf(id)).filter((one) => one.channel === 'voice')
    expect(rung.map((one) => one.staffId)).toContain(boss.staffId)
  })
})

describe('in any order of acts', () => {
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
      const { confirmBy } = await fileOf(id)
      if (confirmBy !== null) room.clock.moveTo(confirmBy)
      return await run(operator, (tx) => lapseNotPertinent(tx, id))
    },
    answer: ({ id, actor, run }) => run(actor, (tx) => answerIntervention(tx, id)),
    'hand-on': ({ id, actor, run }) =>
      run(boss, (tx) => handOnIntervention(tx, id, actor.staffId, 'Cambio turno')),
    returned({ id, actor, run }) {
      const data = { sentBy: actor.staffId }
      const event = { interventionId: id, territoryId: room.here, data } as unknown
      return run(boss, (tx) => handoverReturned(tx, event as RecordedEvent))
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

  type Act = { readonly does: string; readonly who: number; readonly onOne: boolean }
  const often = ['propose', 'hand-on', 'alarm', 'alarm', 'lapse', 'reject']
  const anAct: fc.Arbitrary<Act> = fc.record({
    does: fc.constantFrom(...Object.keys(ACTS), ...often),
    who: fc.nat(3),
    onOne: fc.boolean(),
  })

  /** Does it; what the rooms refuse changes nothing, anything else fails the test. */
  async function perform(id: InterventionId, { does, who, onOne }: Act): Promise<void> {
    const page = (await pageOf(id)) ?? { id: crypto.randomUUID(), round: 0, asked: [] }
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

  /** What must hold of a file at every instant; answers where it stands. */
  async function checked(id: InterventionId): Promise<string> {
    const file = await fileOf(id)
    const page = await pageOf(id)
    const isCalling = page?.state === 'pending'
    expect(await room.as(boss, (tx) => worksIn(tx, room.here, file.ownerId))).toBe(true)
    const isUnanswered = file.answeredBy === null && file.state !== 'closed'
    if (!isUnanswered) expect(isCalling).toBe(false)
    if (isUnanswered && file.state === 'waiting') expect(isCalling).toBe(true)
    if (isUnanswered && file.state === 'to-confirm')
      expect(isCalling || file.confirmBy !== null).toBe(true)
    return `${file.state} ${isUnanswered ? 'unanswered' : 'settled'} ${page?.state ?? 'none'}`
  }

  it('a file has an owner who works here; unanswered it calls somebody or waits for a confirmation', async () => {
    const reached = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.array(anAct, { minLength: 4, maxLength: 14 }), async (acts) => {
        const id = await room.open(operator)
        for (const one of acts) {
          await perform(id, one)
          reached.add(await checked(id))
        }
      }),
      { numRuns: 40 },
    )
    // A property that reaches little shows little.
    expect([...reached]).toEqual(
      expect.arrayContaining([
        'to-confirm unanswered none',
        'to-confirm unanswered pending',
        'waiting unanswered pending',
        'working settled settled',
      ]),
    )
  }, 120_000)
})
