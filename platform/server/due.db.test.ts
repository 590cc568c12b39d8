import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { instant } from '#platform/kernel/time.ts'
import { movableClock } from '#platform/testing/clock.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { aPerson, as, aTerritoryId, type TestTools, testTools } from '#platform/testing/tools.ts'
import { clearAlarm, type DueKind, runDue, setAlarm, untilNext } from './due.ts'

const NORTH = aTerritoryId(1)
const START = instant('2026-10-24T23:30:00Z')
const clock = movableClock(START)
const log = pino({ level: 'silent' })
let database: TestDatabase
let one: TestTools
let two: TestTools

beforeAll(async () => {
  database = await freshDatabase()
  one = testTools(database.appUrl)
  two = testTools(database.appUrl)
})

afterAll(async () => {
  await Promise.all([one.close(), two.close()])
  await database.drop()
})

function counter(kind: string): { ran: string[]; table: Map<string, DueKind> } {
  const ran: string[] = []
  const run = async (_tx: unknown, key: string) => {
    ran.push(key)
  }
  return { ran, table: new Map([[kind, { kind, run }]]) }
}

const set = (kind: string, key: string, minutes: number) =>
  as(one, clock, aPerson([NORTH]), NORTH, (tx) => setAlarm(tx, kind, key, START.add({ minutes })))

test('an alarm runs when it is due, once, even when two servers look at the same moment', async () => {
  const { ran, table } = counter('prova.una')
  for (let n = 0; n < 20; n += 1) await set('prova.una', `k${n}`, 10)
  expect(await runDue(one, table, START, log)).toBe(0)
  const later = START.add({ minutes: 10 })
  await Promise.all([runDue(one, table, later, log), runDue(two, table, later, log)])
  expect(ran.toSorted()).toEqual(Array.from({ length: 20 }, (_, n) => `k${n}`).toSorted())
})

test('an alarm that is moved rings at the new time only, a cleared one never', async () => {
  const { ran, table } = counter('prova.mossa')
  await set('prova.mossa', 'mossa', 5)
  await set('prova.mossa', 'mossa', 30)
  await set('prova.mossa', 'tolta', 5)
  await as(one, clock, aPerson([NORTH]), NORTH, (tx) => clearAlarm(tx, 'prova.mossa', 'tolta'))
  await runDue(one, table, START.add({ minutes: 6 }), log)
  expect(ran).toEqual([])
  await runDue(one, table, START.add({ minutes: 31 }), log)
  expect(ran).toEqual(['mossa'])
})

test('a handler that fails leaves its alarm set and does not hold up the others', async () => {
  const ran: string[] = []
  const table = new Map<string, DueKind>([
    [
      'prova.guasta',
      {
        kind: 'prova.guasta',
        run: async (_tx, key) => {
          if (key === 'guasta') throw new Error('guasto di prova')
          ran.push(key)
        },
      },
    ],
  ])
  await set('prova.guasta', 'guasta', 1)
  await set('prova.guasta', 'sana', 2)
  await runDue(one, table, START.add({ minutes: 3 }), log)
  expect(ran).toEqual(['sana'])
  const left = await one.db
    .selectFrom('platform.due')
    .select('key')
    .where('kind', '=', 'prova.guasta')
    .execute()
  expect(left.map((row) => row.key)).toEqual(['guasta'])
})

test('an alarm that only a newer server knows does not keep this one awake', async () => {
  const { table } = counter('prova.nota')
  await set('prova.ignota', 'passata', 50)
  await set('prova.nota', 'prossima', 61)
  const now = START.add({ minutes: 60 })
  await runDue(one, table, now, log)
  expect(await untilNext(one, now, now)).toBe(60_000)
})

test('an alarm that is set again and again for its own instant ends its pass, so that time goes on', async () => {
  let ran = 0
  const run: DueKind['run'] = async (tx, key, now) => {
    ran += 1
    await setAlarm(tx, 'prova.ferma', key, now)
  }
  const table = new Map<string, DueKind>([['prova.ferma', { kind: 'prova.ferma', run }]])
  await set('prova.ferma', 'una', 40)
  expect(await runDue(one, table, START.add({ minutes: 40 }), log)).toBe(ran)
  expect(ran).toBeLessThan(50)
  await one.db.deleteFrom('platform.due').execute()
})
