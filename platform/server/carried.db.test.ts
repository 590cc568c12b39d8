import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Messenger } from '#platform/gateways/messenger.ts'
import { smppMessenger } from '#platform/gateways/smpp.ts'
import { smppOptions } from '#platform/gateways/smpp-url.ts'
import { instant } from '#platform/kernel/time.ts'
import { movableClock } from '#platform/testing/clock.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import type { ToSender } from '#platform/testing/doomed-sender.ts'
import type {
  CentreDoes,
  FromCentre,
  Submitted,
  ToCentre,
} from '#platform/testing/message-centre.ts'
import { type Peer, startPeer } from '#platform/testing/peer-process.ts'
import { aPerson, as, aTerritoryId, type TestTools, testTools } from '#platform/testing/tools.ts'
import { forgetNames, heardOf, noteReport } from './carried.ts'
import { messengerCarrier } from './carriers.ts'
import { sendToTelephone, sendWaiting } from './outbox.ts'

const NORTH = aTerritoryId(1)
const moved = movableClock(instant('2026-11-21T01:40:00Z'))
// Leases are counted in machine time: here it moves with the other.
const clock = { ...moved, machine: moved.now }
const times = () => ({ now: clock.now(), machine: clock.machine() })
const lines: string[] = []
const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) })

type Sender = { readonly tools: TestTools; readonly messenger: Messenger }
let database: TestDatabase
let centre: Peer<ToCentre, FromCentre>
let url = ''
let one: Sender
let two: Sender

function senderOn(address: string): Sender {
  const tools = testTools(database.appUrl)
  const options = smppOptions(address)
  if (!options) throw new Error('no address')
  const messenger = smppMessenger(options)
  messenger.start?.(async (report) => {
    await noteReport(tools.db, messenger, report, times())
  })
  return { tools, messenger }
}

async function stop({ tools, messenger }: Sender): Promise<void> {
  await messenger.stop?.()
  await tools.close()
}

beforeAll(async () => {
  database = await freshDatabase()
  centre = startPeer(new URL('../testing/message-centre.ts', import.meta.url))
  centre.tell({ do: 'listen', port: 0 })
  await centre.until((said) => said.some((one) => one.kind === 'listening'))
  const [listening] = centre.said
  const port = listening?.kind === 'listening' ? listening.port : 0
  url = `smpp://pis:segreta@127.0.0.1:${port}?from=PIS&window=2`
  one = senderOn(url)
  two = senderOn(url)
  await until('bound', 2)
})
beforeEach(() => clock.advance({ hours: 5 }))

afterAll(async () => {
  await Promise.all([stop(one), stop(two)])
  await centre.close()
  await database.drop()
})

const count = (kind: FromCentre['kind'], said = centre.said) =>
  said.filter((one) => one.kind === kind).length
const until = (kind: FromCentre['kind'], times: number) =>
  centre.until((said) => count(kind, said) >= times)

/** Waits until the peer has done it. */
async function tell(order: ToCentre): Promise<void> {
  const before = count('done')
  centre.tell(order)
  await until('done', before + 1)
}

const TO = '+393000001234'
const TEXT = 'Una chiamata urgente, è per te: 5 €'

const post = (text = TEXT, kind: 'sms' | 'voice' = 'sms') =>
  as(one.tools, clock, aPerson([NORTH]), NORTH, (tx) => sendToTelephone(tx, { kind, to: TO, text }))

const run = ({ tools, messenger }: Sender) =>
  sendWaiting(tools.db, tools.vault, messengerCarrier(messenger), clock, log)

const submits = (from = 0): readonly Submitted[] =>
  centre.said.flatMap((said) => (said.kind === 'submitted' ? [said.message] : [])).slice(from)

/** Sends one message while the centre does these; answers what it was asked to bring. */
async function sent(does: readonly CentreDoes[], text = TEXT) {
  const before = submits().length
  await tell({ do: 'next', with: does })
  const key = await post(text)
  await run(one)
  return { key, came: submits(before) }
}

async function receipt(id: string, word: string, by: 'text' | 'fields' = 'fields'): Promise<void> {
  const before = count('thanked')
  await tell({ do: 'receipt', id, word, by })
  await until('thanked', before + 1)
}

const heard = async (key: string) =>
  (await as(one.tools, clock, aPerson([NORTH]), NORTH, (tx) => heardOf(tx, key)))?.event

async function stateOf(id: string) {
  const { state } = await one.tools.db
    .selectFrom('platform.outbox')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return state
}

async function alarms(key: string): Promise<readonly string[]> {
  const { rows } = await sql<{ kind: string }>`
    select kind from platform.due where key = ${key} order by kind`.execute(one.tools.db)
  return rows.map((row) => row.kind)
}

test('two servers on one outbox bring each message once, from the service, and want a receipt', async () => {
  const before = submits().length
  const keys = await Promise.all(Array.from({ length: 6 }, () => post()))
  await Promise.all([run(one), run(two)])
  const came = submits(before)
  expect(came).toHaveLength(keys.length)
  for (const one of came)
    expect(one).toMatchObject({
      ...{ to: '393000001234', from: 'PIS', fromKind: 5, coding: 0, kind: 0, wantsReceipt: 1 },
      text: TEXT,
    })
})

test('a receipt says delivered and nothing more, by its text or by its fields', async () => {
  for (const by of ['text', 'fields'] as const) {
    const { key, came } = await sent([])
    expect(await heard(key)).toBeUndefined()
    const id = came[0]?.id ?? ''
    await receipt(id, 'ENROUTE', by)
    expect(await heard(key)).toBeUndefined()
    await receipt(id, 'DELIVRD', by)
    expect(await heard(key)).toBe('delivered')
    expect(await alarms(key)).toEqual(['message-reported'])
  }
})

test('a receipt that comes before the answer, and one that comes twice, count once', async () => {
  const { key, came } = await sent(['receipt-first'])
  await receipt(came[0]?.id ?? '', 'DELIVRD')
  expect(await heard(key)).toBe('delivered')
  expect(await alarms(key)).toEqual(['message-reported'])
})

test('what is final stays: a receipt out of order turns nothing back', async () => {
  const { key, came } = await sent([])
  await receipt(came[0]?.id ?? '', 'UNDELIV', 'text')
  await receipt(came[0]?.id ?? '', 'DELIVRD', 'text')
  expect(await heard(key)).toBe('failed')
})

test('a receipt for nobody is thanked; a message that only looks like one is no receipt', async () => {
  const { key, came } = await sent([])
  const before = count('thanked')
  await receipt('m-unknown', 'DELIVRD')
  await tell({ do: 'write', text: `id:${came[0]?.id} stat:UNDELIV` })
  await until('thanked', before + 2)
  expect(centre.said.every((one) => one.kind !== 'thanked' || one.status === 0)).toBe(true)
  expect(await heard(key)).toBeUndefined()
})

test('a centre that cannot take it now is asked again at its time; an answer given twice is one', async () => {
  for (const does of ['throttles', 'is-full'] as const) {
    const { key, came } = await sent([does])
    expect([came.length, await stateOf(key)]).toEqual([1, 'waiting'])
    await tell({ do: 'next', with: ['answers-twice'] })
    const before = submits().length
    clock.advance({ seconds: 6 })
    await run(two)
    expect([submits(before).length, await stateOf(key)]).toEqual([1, 'sent'])
  }
})

test('what the centre refuses for good is given up at once, and its writer is told', async () => {
  const { key } = await sent(['refuses'])
  expect(await stateOf(key)).toBe('failed')
  expect(await alarms(key)).toEqual(['message-failed'])
})

test('a line that breaks in the middle is made anew, and the message goes again', async () => {
  const lost = count('bound')
  const { key } = await sent(['cuts'])
  expect(await stateOf(key)).toBe('waiting')
  await until('bound', lost + 1)
  const before = submits().length
  clock.advance({ seconds: 6 })
  await run(one)
  expect([submits(before).length, await stateOf(key)]).toEqual([1, 'sent'])
})

test('a long text goes in parts that belong together, and is delivered when all of them are', async () => {
  const text = `${'Una riga lunga. '.repeat(11)}fine`
  const { key, came } = await sent([], text)
  const parts = came.toSorted((a, b) => a.header.localeCompare(b.header))
  expect(parts.map((one) => one.text).join('')).toBe(text)
  const reference = parts[0]?.header.slice(4, 6)
  expect(parts.map((one) => [one.kind, one.header])).toEqual([
    [0x40, `0003${reference}0201`],
    [0x40, `0003${reference}0202`],
  ])
  await receipt(parts[1]?.id ?? '', 'DELIVRD')
  expect(await heard(key)).toBeUndefined()
  await receipt(parts[0]?.id ?? '', 'DELIVRD')
  expect(await heard(key)).toBe('delivered')

  const half = await sent([], text)
  await receipt(half.came[0]?.id ?? '', 'DELIVRD')
  await receipt(half.came[1]?.id ?? '', 'UNDELIV')
  expect(await heard(half.key)).toBe('failed')
})

test('a part that is not taken sends the whole again under the same reference', async () => {
  const text = `${'Una riga lunga. '.repeat(11)}fine`
  const { key, came } = await sent(['takes', 'throttles'], text)
  expect(await stateOf(key)).toBe('waiting')
  const before = submits().length
  clock.advance({ seconds: 6 })
  await run(one)
  const again = submits(before).map((one) => one.header)
  expect(again.toSorted()).toEqual(came.map((one) => one.header).toSorted())
  expect(await stateOf(key)).toBe('sent')
})

test('a server killed while the centre has not answered: another sends it again, and its receipt counts', async () => {
  await tell({ do: 'next', with: ['says-nothing'] })
  const key = await post()
  const before = submits().length
  const doomed = startPeer<ToSender, never>(new URL('../testing/doomed-sender.ts', import.meta.url))
  doomed.tell({ url, database: database.appUrl, at: clock.now().toString() })
  await centre.until(() => submits(before).length === 1)
  await doomed.kill()
  expect(await run(two)).toBe(0)
  clock.advance({ seconds: 16 })
  expect(await run(two)).toBe(1)
  const [lost, second] = submits(before)
  await receipt(lost?.id ?? '', 'UNDELIV')
  expect(await heard(key)).toBeUndefined()
  await receipt(second?.id ?? '', 'DELIVRD')
  expect(await heard(key)).toBe('delivered')
})

test('a server that starts anew hears the receipt of what the one before has sent', async () => {
  const { key, came } = await sent([])
  const bound = count('bound')
  await tell({ do: 'hang-up' })
  await until('bound', bound + 2)
  await receipt(came[0]?.id ?? '', 'DELIVRD', 'text')
  expect(await heard(key)).toBe('delivered')
})

test('names are forgotten when nothing more can be heard of them', async () => {
  await sent([])
  clock.advance({ hours: 73 })
  await forgetNames(one.tools.db, clock.machine())
  const left = await one.tools.db.selectFrom('platform.carried').select('name').execute()
  expect(left).toEqual([])
})

test('a centre that does not know us is no centre: messages wait', async () => {
  const stranger = senderOn(url.replace('segreta', 'errata'))
  await until('refused', 1)
  const key = await post()
  await run(stranger)
  expect(await stateOf(key)).toBe('waiting')
  await stop(stranger)
})

test('who stops says goodbye', async () => {
  const [bound, gone] = [count('bound'), count('unbound')]
  const leaving = senderOn(url)
  await until('bound', bound + 1)
  await stop(leaving)
  await until('unbound', gone + 1)
})

test('no log line has a number or a text', () => {
  expect(lines.length).toBeGreaterThan(0)
  const all = lines.join('\n')
  for (const secret of ['3000001234', 'urgente', 'segreta', 'Una riga'])
    expect(all).not.toContain(secret)
})
