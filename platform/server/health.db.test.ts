import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GatewayError } from '#platform/gateways/mail.ts'
import { asStored } from '#platform/kernel/time.ts'
import { movableClock } from '#platform/testing/clock.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { aPerson, as, aTerritoryId, type TestTools, testTools } from '#platform/testing/tools.ts'
import { mailCarrier } from './carriers.ts'
import { type DueKind, runDue, setAlarm } from './due.ts'
import { healthOf } from './health.ts'
import { sendMail, sendWaiting } from './outbox.ts'

const NORTH = aTerritoryId(1)
const log = pino({ level: 'silent' })
const clock = movableClock(asStored(Temporal.Now.instant()))
let database: TestDatabase
let tools: TestTools

beforeAll(async () => {
  database = await freshDatabase()
  tools = testTools(database.appUrl)
})

afterAll(async () => {
  await tools.close()
  await database.drop()
})

const health = () => healthOf(tools.db, clock)

test('an alarm that has failed three times in a row is red until it is done', async () => {
  let isBroken = true
  const run = async () => {
    if (isBroken) throw new Error('guasto di prova')
  }
  const kinds = new Map<string, DueKind>([['prova.guasta', { kind: 'prova.guasta', run }]])
  await as(tools, clock, aPerson([NORTH]), NORTH, (tx) =>
    setAlarm(tx, 'prova.guasta', 'una', clock.now()),
  )
  for (const failing of [0, 0, 1, 1]) {
    await runDue(tools, kinds, clock.now(), log)
    expect(await health()).toMatchObject({ dueFailing: failing, ok: failing === 0 })
    clock.advance({ seconds: 30 })
  }
  // Moving it is not doing it.
  await as(tools, clock, aPerson([NORTH]), NORTH, (tx) =>
    setAlarm(tx, 'prova.guasta', 'una', clock.now()),
  )
  expect(await health()).toMatchObject({ dueFailing: 1, ok: false })
  isBroken = false
  expect(await runDue(tools, kinds, clock.now(), log)).toBe(1)
  expect(await health()).toMatchObject({ dueFailing: 0, ok: true })
})

test('an alarm that rings again after having been done begins to count anew', async () => {
  let calls = 0
  const again: DueKind = {
    kind: 'prova.ciclica',
    run: async (tx, key, now) => {
      calls += 1
      if (calls !== 3) throw new Error('guasto di prova')
      await setAlarm(tx, 'prova.ciclica', key, now.add({ seconds: 30 }))
    },
  }
  await as(tools, clock, aPerson([NORTH]), NORTH, (tx) =>
    setAlarm(tx, 'prova.ciclica', 'una', clock.now()),
  )
  for (const failing of [0, 0, 0, 0, 0, 1]) {
    await runDue(tools, new Map([[again.kind, again]]), clock.now(), log)
    expect((await health()).dueFailing).toBe(failing)
    clock.advance({ seconds: 30 })
  }
  await tools.db.deleteFrom('platform.due').execute()
})

test('mail given up is counted for a day, without making the service red', async () => {
  const refusing = {
    send: async () => {
      throw new GatewayError('no', false)
    },
  }
  await as(tools, clock, aPerson([NORTH]), NORTH, (tx) =>
    sendMail(tx, { to: 'ufficio@example.org', subject: 'Prova', text: 'Prova' }),
  )
  await sendWaiting(tools.db, tools.vault, mailCarrier(refusing), clock, log)
  expect(await health()).toMatchObject({ mailFailed: 1, ok: true })
  // Its room is told by an alarm, which nobody works here.
  await tools.db.deleteFrom('platform.due').execute()
  clock.advance({ hours: 24 })
  expect(await health()).toMatchObject({ mailFailed: 0, ok: true })
})
