import { afterAll, beforeAll, expect, test } from 'vitest'
import { attemptsOf } from './attempt-store.ts'
import { answerPage } from './commands.ts'
import { newestPage } from './store.ts'
import { openPressing, type Pressing, pressRounds } from './testing/press.ts'

const ROUNDS = 20

let house: Pressing

beforeAll(async () => {
  house = await openPressing()
})
afterAll(() => house.room.close())

test(`${ROUNDS} times fifty say yes at once on two servers: one wins, and everybody is told the same`, async () => {
  for (const { answers, ownerId, acknowledged } of await pressRounds(house, ROUNDS)) {
    expect(new Set(answers.map((one) => one.byId))).toEqual(new Set([ownerId]))
    expect(acknowledged).toBe(1)
  }
}, 60_000)

test('a yes and the alarm at the same instant: the page is settled and nobody is called after it', async () => {
  const { room, operator, people } = house
  const [first] = people
  if (!first) throw new Error('nobody')
  for (let round = 0; round < ROUNDS; round += 1) {
    const id = await room.page(operator)
    await room.due()
    const read = async () => await room.as(operator, (tx) => newestPage(tx, id))
    const page = await read()
    if (!page) throw new Error('no page')
    room.clock.advance({ minutes: 5 })
    await Promise.all([
      room.as(first, (tx) => answerPage(tx, room.needs, page.id, first.staffId, 'link'), room.two),
      room.due(room.one),
    ])
    expect(await read()).toMatchObject({ state: 'settled', answeredBy: first.staffId })
    const made = await room.as(operator, (tx) => attemptsOf(tx, page.id))
    expect(made.filter((one) => one.state === 'queued')).toEqual([])
  }
}, 60_000)
