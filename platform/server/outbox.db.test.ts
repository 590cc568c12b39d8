import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GatewayError } from '#platform/gateways/mail.ts'
import { smtpGateway } from '#platform/gateways/smtp.ts'
import { instant } from '#platform/kernel/time.ts'
import { movableClock } from '#platform/testing/clock.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { aPerson, as, aTerritoryId, type TestTools, testTools } from '#platform/testing/tools.ts'
import { mailCarrier, telephoneCarrier } from './carriers.ts'
import { cancelMessages, hangUp, sendMail, sendToTelephone, sendWaiting } from './outbox.ts'

const NORTH = aTerritoryId(1)
const clock = movableClock(instant('2026-11-21T01:40:00Z'))
const log = pino({ level: 'silent' })
const arrived: string[] = []
let answers: ('ok' | 'later' | 'never')[] = []
let peer: SMTPServer
let url = ''
let database: TestDatabase
let one: TestTools
let two: TestTools

beforeAll(async () => {
  database = await freshDatabase()
  one = testTools(database.appUrl)
  two = testTools(database.appUrl)
  peer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString()
      })
      stream.on('end', () => {
        const answer = answers.shift() ?? 'ok'
        if (answer === 'ok') {
          arrived.push(text)
          done()
          return
        }
        done(Object.assign(new Error('no'), { responseCode: answer === 'later' ? 451 : 550 }))
      })
    },
  })
  await new Promise<void>((resolve) => void peer.listen(0, '127.0.0.1', resolve))
  url = `smtp://127.0.0.1:${(peer.server.address() as AddressInfo).port}`
})

afterAll(async () => {
  await new Promise<void>((resolve) => peer.close(resolve))
  await Promise.all([one.close(), two.close()])
  await database.drop()
})

const post = (subject: string) =>
  as(one, clock, aPerson([NORTH]), NORTH, (tx) =>
    sendMail(tx, { to: 'ufficio@example.org', subject, text: 'Testo di prova: perché no.' }),
  )

const run = (tools: TestTools) =>
  sendWaiting(tools.db, tools.vault, mailCarrier(smtpGateway(url, 'pis@example.org')), clock, log)

async function stateOf(id: string) {
  return await one.db
    .selectFrom('platform.outbox')
    .select(['state', 'attempts'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

test('two senders on one outbox send each message once, with its id as the message id', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, (_, n) => post(`Avviso ${n}`)))
  await Promise.all([run(one), run(two)])
  expect(arrived).toHaveLength(12)
  for (const id of ids)
    expect(arrived.filter((text) => text.includes(`<${id}@approdo>`))).toHaveLength(1)
})

test('a peer that says later is asked again when the time has come, not before', async () => {
  answers = ['later', 'ok']
  const id = await post('Riprova')
  expect(await run(one)).toBe(0)
  expect(await run(one)).toBe(0)
  expect(await stateOf(id)).toEqual({ state: 'waiting', attempts: 1 })
  clock.advance({ seconds: 6 })
  expect(await run(one)).toBe(1)
  expect(await stateOf(id)).toEqual({ state: 'sent', attempts: 2 })
})

test('a peer that refuses for good is not asked for hours', async () => {
  answers = ['never']
  const id = await post('Rifiutata')
  await run(one)
  clock.advance({ seconds: 6 })
  expect(await run(one)).toBe(0)
  expect(await stateOf(id)).toEqual({ state: 'failed', attempts: 1 })
})

test('a sender slower than its lease settles nothing of what another has in hand by then', async () => {
  const sends = (tools: TestTools, carry: () => Promise<void>) =>
    sendWaiting(tools.db, tools.vault, { channels: ['mail'], carry }, clock, log)
  for (const retry of [true, false]) {
    const id = await post('Lenta')
    const leave = Promise.withResolvers<void>()
    let second: Promise<number> | undefined
    await sends(one, async () => {
      await one.db
        .updateTable('platform.outbox')
        .set({ leased_until: clock.machine().subtract({ seconds: 1 }) })
        .where('id', '=', id)
        .execute()
      const taken = Promise.withResolvers<void>()
      second = sends(two, async () => {
        taken.resolve()
        await leave.promise
      })
      await taken.promise
      throw new GatewayError('unreachable', retry)
    })
    expect(await stateOf(id)).toEqual({ state: 'waiting', attempts: 2 })
    expect(await run(one)).toBe(0)
    leave.resolve()
    expect(await second).toBe(1)
    expect(await stateOf(id)).toEqual({ state: 'sent', attempts: 2 })
  }
})

test('a message whose sender died is sent when its lease has ended', async () => {
  const id = await post('Orfana')
  await one.db
    .updateTable('platform.outbox')
    .set({ leased_until: clock.machine().add({ seconds: 15 }), attempts: 1 })
    .where('id', '=', id)
    .execute()
  expect(await run(two)).toBe(0)
  await one.db
    .updateTable('platform.outbox')
    .set({ leased_until: clock.machine().subtract({ seconds: 1 }) })
    .where('id', '=', id)
    .execute()
  expect(await run(two)).toBe(1)
})

test('the table shows neither recipient nor text', async () => {
  await post('Oggetto segreto')
  const rows = await one.db.selectFrom('platform.outbox').selectAll().execute()
  expect(JSON.stringify(rows.map((row) => row.sealed_payload?.toString('latin1')))).not.toContain(
    'ufficio',
  )
})

test('what was sent, given up or taken back keeps neither recipient nor text; what is tried again does', async () => {
  const after = async (answer: 'ok' | 'later' | 'never') => {
    answers = [answer]
    const id = await post('Avviso')
    await run(one)
    return id
  }
  const [sent, failed, waiting] = [await after('ok'), await after('never'), await after('later')]
  const cancelled = await post('Ritirata')
  await as(one, clock, aPerson([NORTH]), NORTH, (tx) => cancelMessages(tx, [cancelled]))
  const rows = await one.db
    .selectFrom('platform.outbox')
    .select(['id', 'state', 'sealed_payload'])
    .where('id', 'in', [sent, failed, waiting, cancelled])
    .execute()
  const kept = new Map(rows.map((row) => [row.id, `${row.state} ${row.sealed_payload !== null}`]))
  expect([sent, failed, waiting, cancelled].map((id) => kept.get(id))).toEqual([
    'sent false',
    'failed false',
    'waiting true',
    'cancelled false',
  ])
})

test('a call that has left is hung up by its own key, one that has not is only taken back', async () => {
  const orders: string[] = []
  const carrier = telephoneCarrier({
    send: async (_, key) => void orders.push(`rings ${key}`),
    connect: async () => undefined,
    hangUp: async (key) => void orders.push(`hung up ${key}`),
    isSigned: () => false,
  })
  const call = () =>
    as(one, clock, aPerson([NORTH]), NORTH, (tx) =>
      sendToTelephone(tx, { kind: 'voice', to: '+393000001234', text: 'Una chiamata' }),
    )
  const sendAll = () => sendWaiting(one.db, one.vault, carrier, clock, log)
  const rung = await call()
  await sendAll()
  const kept = await call()
  await as(one, clock, aPerson([NORTH]), NORTH, async (tx) => {
    await cancelMessages(tx, [rung, kept])
    await hangUp(tx, [rung, kept])
  })
  await sendAll()
  expect(orders).toEqual([`rings ${rung}`, `hung up ${rung}`])
})
