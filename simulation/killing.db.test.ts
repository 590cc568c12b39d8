import { afterAll, beforeAll, expect, test } from 'vitest'
import { instant } from '#platform/kernel/time.ts'
import { type Draw, drawOf } from './draw.ts'
import { firstOf, type House, openHouse, type Person } from './house.ts'
import { type Executioner, openExecutioner } from './killing.ts'

let house: House
let operator: Person
const open: Executioner[] = []

beforeAll(async () => {
  house = await openHouse(instant('2026-11-23T01:10:00Z'))
  operator = await house.person('operator', 'operator', 1)
})
afterAll(async () => {
  for (const one of open.splice(0)) one.close()
  await house.close()
})

/** Servers that die at this of the ids they draw. */
function dyingAt(drawn: number): Executioner {
  const chance: Draw = { ...drawOf('chance'), whole: () => drawn }
  const opened = openExecutioner({ ...chance, apart: () => chance }, house.database.appUrl, false)
  open.push(opened)
  return opened
}

const now = () => house.clock.now().toString()

/** A report as it is sent, under a key that ends like this. */
function aReport(end: string) {
  const headers = {
    cookie: operator.cookie,
    'idempotency-key': `00000000-0000-4000-8000-0000000000${end}`,
  }
  const content = { happening: 'Parole inventate.', municipality: 'E388' }
  return { url: '/api/reports', headers, payload: { startedAt: now(), content } }
}

async function reports(): Promise<number> {
  const rows = await house.books.ask('select from intake.report')
  return rows.length
}

test('who is killed with nothing to do has died in no transaction', async () => {
  const executioner = dyingAt(1)
  await executioner.kill({ now: now() })
  expect(executioner.killed()).toEqual({ inside: 0, after: 1 })
})

test('a command whose server dies in its transaction has left nothing', async () => {
  const executioner = dyingAt(2)
  await executioner.kill({ now: now(), request: aReport('01') })
  expect(executioner.killed()).toEqual({ inside: 1, after: 0 })
  expect(await reports()).toBe(0)
})

test('a command whose server dies before it answers is there, and sent again under its key it is there once', async () => {
  const executioner = dyingAt(1000)
  const request = aReport('02')
  await executioner.kill({ now: now(), request })
  expect(executioner.killed()).toEqual({ inside: 0, after: 1 })
  expect(await reports()).toBe(1)
  const again = await firstOf(house.servers).app.inject({ method: 'POST', ...request })
  expect(again.statusCode, again.payload).toBe(201)
  expect(await reports()).toBe(1)
})
