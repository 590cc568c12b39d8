import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeIntervention } from '#contexts/interventions/public.ts'
import { keepWorksByHand } from '#contexts/oncall/public.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { SupportAsk } from './model-support.ts'
import { askServiceCall, hearServiceCall } from './service-calls.ts'
import { callCandidate, openSupport, refuseClosed, saySupport } from './support.ts'
import { hasFailedCall, supportsOf } from './support-store.ts'
import { openPagedRoom, type PagedRoom } from './testing/paged.ts'

const MIND: SupportAsk = {
  kind: 'psychologist',
  language: null,
  sex: 'any',
  mode: 'phone',
  lines: [],
}

let room: PagedRoom
let worker: PersonActor
let first: PersonActor
let second: PersonActor

beforeAll(async () => {
  room = await openPagedRoom()
  worker = await room.onCall('social-worker', 1)
  await room.as(worker, (tx) => keepWorksByHand(tx, worker.staffId, 'phone'))
  first = await room.onCall('psychologist', 1)
  second = await room.onCall('psychologist', 2)
})
afterAll(() => room.close())

type Story = { readonly file: InterventionId; readonly id: string }

/** A request for a psychologist. */
async function asked(): Promise<Story> {
  const file = await room.open(worker)
  const { id } = await room.as(worker, (tx) => openSupport(tx, file, MIND))
  return { file, id }
}

const choose = ({ file, id }: Story, who: PersonActor, server = room.one) => {
  const callee = { kind: 'staff', staffId: who.staffId } as const
  return room.as(worker, (tx) => callCandidate(tx, file, id, callee), server)
}

/** The chosen one is rung by the number of the service: answers how the provider names it. */
async function ring({ file, id }: Story): Promise<string> {
  const wanted = { kind: 'support', supportId: id } as const
  const may = () => ({ allowed: true }) as const
  const asking = { me: worker.staffId, wanted, file, may }
  const { messageId } = await room.as(worker, (tx) => askServiceCall(tx, room.needs, asking))
  return messageId
}

const hear = (message: string, ...events: readonly string[]) =>
  events.reduce(async (before, event) => {
    await before
    await room.as(worker, (tx) => hearServiceCall(tx, message, event))
  }, Promise.resolve())
const say = ({ file, id }: Story, result: 'no-answer' | 'cannot' | 'begins') =>
  room.as(worker, (tx) => saySupport(tx, file, id, { result }))

async function stands({ file }: Story) {
  const [one] = await room.as(worker, (tx) => supportsOf(tx, file))
  const called = one?.callee?.kind === 'staff' ? one.callee.staffId : null
  return { state: one?.state, called, tries: one?.tries.map(({ result }) => result) }
}

const close = ({ file }: Story, server = room.one) =>
  room.as(
    worker,
    (tx) => closeIntervention(tx, file, { outcome: 'wrong', reason: 'prova', reviewAt: null }),
    server,
  )

it.each([
  ['no answer', ['own-answered', 'no-answer']],
  ['busy', ['busy']],
  ['no answer, twice', ['no-answer', 'no-answer']],
  ['an answer', ['own-answered', 'answered']],
  ['an answer and its end', ['answered', 'ended']],
  ['an end before the answer', ['ended', 'answered', 'own-answered', 'ended']],
])(
  'what a provider says late of who was called before changes nothing of who is called now: %s',
  async (_, events) => {
    const story = await asked()
    await choose(story, first)
    const late = await ring(story)
    await hear(late, 'own-answered')
    await say(story, 'no-answer')
    await choose(story, second)
    await hear(late, ...events)
    expect(await stands(story)).toEqual({
      state: 'calling',
      called: second.staffId,
      tries: ['no-answer'],
    })
    await close(story)
  },
)

it('nor where the same person is called a second time', async () => {
  const story = await asked()
  await choose(story, first)
  const late = await ring(story)
  await hear(late, 'own-answered')
  await say(story, 'no-answer')
  await choose(story, first)
  await hear(late, 'no-answer')
  expect(await stands(story)).toMatchObject({ state: 'calling', called: first.staffId })
  await close(story)
})

it('of the call under way it is heard, once, and who a worker says is helping did not fail to answer', async () => {
  const story = await asked()
  await choose(story, first)
  await hear(await ring(story), 'own-answered', 'no-answer', 'no-answer')
  expect(await stands(story)).toMatchObject({ state: 'open', tries: ['no-answer'] })
  await choose(story, second)
  const message = await ring(story)
  await say(story, 'begins')
  await hear(message, 'own-answered', 'no-answer')
  expect(await stands(story)).toMatchObject({ state: 'talking', called: second.staffId })
  await close(story)
})

it('a call that failed shows the number of who was rung, and not of the next one', async () => {
  const story = await asked()
  const failed = async () => {
    const [one] = await room.as(worker, (tx) => supportsOf(tx, story.file))
    return one && (await room.as(worker, (tx) => hasFailedCall(tx, one)))
  }
  await choose(story, first)
  await hear(await ring(story), 'failed')
  expect(await failed()).toBe(true)
  await say(story, 'cannot')
  await choose(story, second)
  expect(await failed()).toBe(false)
  await close(story)
})

it('a report and a word of the worker in the same instant wait for each other', async () => {
  for (let round = 0; round < 10; round += 1) {
    const story = await asked()
    await choose(story, first)
    const message = await ring(story)
    const { file, id } = story
    await Promise.all([
      room.as(worker, (tx) => hearServiceCall(tx, message, 'answered')),
      room.as(worker, (tx) => saySupport(tx, file, id, { result: 'cannot' }), room.two),
    ])
    expect(await stands(story)).toEqual({ state: 'open', called: null, tries: ['cannot'] })
    await close(story)
  }
})

it.each([
  ['looked for', () => Promise.resolve(), ['SupportAsked', 'SupportWithdrawn']],
  ['called', (story: Story) => choose(story, first), ['SupportCalled', 'SupportWithdrawn']],
  [
    'talking',
    async (story: Story) => {
      await choose(story, first)
      await say(story, 'begins')
    },
    ['SupportBegan', 'SupportEnded'],
  ],
])('a file that is closed sets free who is %s for it, at once', async (_, before, last) => {
  const story = await asked()
  await before(story)
  room.clock.advance({ minutes: 3 })
  await close(story)
  expect(await stands(story)).toMatchObject({ state: 'over', called: null })
  const types = await room.as(worker, (tx) =>
    tx
      .selectFrom('platform.event')
      .select('type')
      .where('intervention_id', '=', story.file)
      .where('type', 'like', 'Support%')
      .orderBy('version')
      .execute(),
  )
  expect(types.slice(-2).map(({ type }) => type)).toEqual(last)
  // Whatever is due afterwards finds nothing to do.
  room.clock.advance({ hours: 5 })
  await room.due()
  expect(await stands(story)).toMatchObject({ state: 'over', called: null })
  const next = await asked()
  await expect(choose(next, first)).resolves.toMatchObject({ state: 'calling' })
  await close(next)
})

it('a telephone that still rings for a closed file is hung up; who is talking is not cut off', async () => {
  const hungUp = (story: Story) =>
    room.as(worker, async (tx) => {
      const rows = await tx
        .selectFrom('paging.service_call as c')
        .innerJoin('platform.outbox as o', 'o.id', 'c.message_id')
        .select(['c.state as call', 'o.state as message'])
        .where('c.intervention_id', '=', story.file)
        .execute()
      return rows
    })
  const ringing = await asked()
  await choose(ringing, first)
  await hear(await ring(ringing), 'own-answered')
  await close(ringing)
  expect(await hungUp(ringing)).toEqual([{ call: 'ended', message: 'cancelled' }])
  const talking = await asked()
  await choose(talking, first)
  const message = await ring(talking)
  await hear(message, 'answered')
  await close(talking)
  expect(await hungUp(talking)).toEqual([{ call: 'connected', message: 'waiting' }])
  await hear(message, 'ended')
  expect(await stands(talking)).toMatchObject({ state: 'over', tries: ['helped'] })
})

it('closed and asked, or called, in the same instant: nobody stays busy for a closed file', async () => {
  for (let round = 0; round < 10; round += 1) {
    const story = await asked()
    await Promise.allSettled([choose(story, first, room.two), close(story)])
    expect(await stands(story)).toMatchObject({ state: 'over', called: null })
    const file = await room.open(worker)
    const ask = async () =>
      await room.as(
        worker,
        async (tx) => {
          await refuseClosed(tx, room.needs, file)
          await openSupport(tx, file, MIND)
        },
        room.two,
      )
    await Promise.allSettled([close({ ...story, file }), ask()])
    const left = await room.as(worker, (tx) => supportsOf(tx, file))
    expect(left.filter((one) => one.state !== 'over')).toEqual([])
  }
})
