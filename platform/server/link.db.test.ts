import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StaffId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import { movableClock } from '#platform/testing/clock.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { aPerson, as, aTerritoryId, type TestTools, testTools } from '#platform/testing/tools.ts'
import { endLinks, makeLink, openLink, spendLink } from './link.ts'

const NORTH = aTerritoryId(1)
const KIND = 'page-answer'
const clock = movableClock(instant('2026-11-21T01:40:00Z'))
const actor = aPerson([NORTH])
let database: TestDatabase
let tools: TestTools
let other: TestTools

beforeAll(async () => {
  database = await freshDatabase()
  tools = testTools(database.appUrl)
  other = testTools(database.appUrl)
})

afterAll(async () => {
  await tools.close()
  await other.close()
  await database.drop()
})

const key = () => crypto.randomUUID()
const made = (about: string, holder: StaffId | null = null) =>
  as(tools, clock, actor, NORTH, (tx) =>
    makeLink(tx, {
      kind: KIND,
      key: about,
      holder,
      expiresAt: clock.now().add({ hours: 1 }),
    }),
  )
const use = (token: string, by = tools) =>
  as(by, clock, actor, NORTH, (tx) => spendLink(tx, KIND, token))

test('a link says what it is for and to whom it was sent', async () => {
  const about = key()
  const token = await made(about, actor.staffId)
  expect(await openLink(tools.db, KIND, token, clock.now())).toEqual({
    territoryId: NORTH,
    kind: KIND,
    key: about,
    holder: actor.staffId,
    state: 'open',
    expiresAt: clock.now().add({ hours: 1 }),
  })
})

test('opening it any number of times uses nothing', async () => {
  const token = await made(key())
  for (let times = 0; times < 3; times += 1) await openLink(tools.db, KIND, token, clock.now())
  expect(await use(token)).toBe(true)
})

test('pressed twenty times at once on two servers, it is used once', async () => {
  const token = await made(key())
  const uses = Array.from({ length: 20 }, (_, n) => use(token, n % 2 === 0 ? tools : other))
  expect((await Promise.all(uses)).filter(Boolean)).toHaveLength(1)
  expect((await openLink(tools.db, KIND, token, clock.now()))?.state).toBe('used')
})

test('too old, ended, of another kind or invented, it opens nothing', async () => {
  const about = key()
  const [old, ended] = [await made(key()), await made(about)]
  await as(tools, clock, actor, NORTH, (tx) => endLinks(tx, KIND, about))
  const later = clock.now().add({ hours: 1 })
  expect((await openLink(tools.db, KIND, old, later))?.state).toBe('over')
  expect((await openLink(tools.db, KIND, ended, clock.now()))?.state).toBe('over')
  expect(await use(ended)).toBe(false)
  const other = await made(key())
  expect(await as(tools, clock, actor, NORTH, (tx) => spendLink(tx, 'x', other))).toBe(false)
  const elsewhere = aPerson([aTerritoryId(2)])
  expect(
    await as(tools, clock, elsewhere, aTerritoryId(2), (tx) => spendLink(tx, KIND, other)),
  ).toBe(false)
  expect(await openLink(tools.db, 'place-confirm', old, clock.now())).toBeUndefined()
  for (const invented of ['', 'x', `${old.slice(0, -1)}.`, `${old}a`])
    expect(await openLink(tools.db, KIND, invented, clock.now())).toBeUndefined()
})
