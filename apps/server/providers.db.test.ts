import Fastify, { type FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { cancelAttempts } from '#contexts/paging/attempt-store.ts'
import type { Step } from '#contexts/paging/model.ts'
import { hearReport } from '#contexts/paging/public.ts'
import { newestPage } from '#contexts/paging/store.ts'
import { openPagedRoom, type PagedRoom } from '#contexts/paging/testing/paged.ts'
import type { Messenger } from '#platform/gateways/messenger.ts'
import { readProviders } from '#platform/gateways/provider-file.ts'
import { httpMessenger } from '#platform/gateways/provider-http.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { sendWaiting } from '#platform/server/outbox.ts'
import { problemOf } from '#platform/server/problem.ts'
import type {
  Asked,
  FromProvider,
  ProviderDoes,
  ToProvider,
} from '#platform/testing/http-provider.ts'
import { type Peer, startPeer } from '#platform/testing/peer-process.ts'
import { registerReports, reportUrl, startMessengers, telephoneCarriers } from './messengers.ts'
import { described } from './testing/described.ts'

const SECRET = 'parola-che-sanno-in-due'
const STEPS: readonly Step[] = [
  { role: 'social-worker', afterMinutes: 0, channels: ['voice'], fallback: ['sms'] },
  { role: 'coordinator', afterMinutes: 10, channels: ['voice'] },
]

const lines: string[] = []
const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) })
let room: PagedRoom
let operator: PersonActor
let worker: PersonActor
let app: FastifyInstance
let provider: Peer<ToProvider, FromProvider>
let messengers: readonly Messenger[]
let address = ''

const tools = () => ({ ...room.one, clock: room.clock, afterCommit: () => undefined })

beforeAll(async () => {
  room = await openPagedRoom()
  operator = await room.person('operator')
  worker = await room.onCall('social-worker', 1)
  await room.onCall('coordinator', 1)
  provider = startPeer(new URL('../../platform/testing/http-provider.ts', import.meta.url))
  await provider.until((said) => said.length > 0)
  const [listening] = provider.said
  const port = listening?.kind === 'listening' ? listening.port : 0
  const read = readProviders(described(port), 'prova.yaml', () => SECRET)
  if ('faults' in read) throw new Error(read.faults.join('\n'))
  const answerUrl = (id: string, key: string) => reportUrl(room.one.vault, address, id, key)
  messengers = read.providers.map(([channel, one]) =>
    httpMessenger(channel, one, { secret: () => SECRET, answerUrl }),
  )
  app = Fastify()
  app.setErrorHandler((error, _request, reply) => reply.status(problemOf(error, '').status).send())
  await registerReports(app, tools(), messengers, [
    { hear: (tx, said) => hearReport(tx, room.needs, said) },
  ])
  address = await app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await app.close()
  await provider.close()
  await room.close()
})
// What one test leaves behind would be sent in the next.
afterEach(async () => {
  await sql`delete from platform.due`.execute(room.one.db)
  await sql`delete from platform.carried`.execute(room.one.db)
  await sql`update platform.outbox set state = 'cancelled', next_attempt_at = null, leased_until = null,
    sealed_payload = null, settled_at = ${room.clock.now()} where state = 'waiting'`.execute(
    room.one.db,
  )
})

const asked = (): readonly Asked[] =>
  provider.said.flatMap((one) => (one.kind === 'asked' ? [one.asked] : []))
const answers = () => provider.said.flatMap((one) => (one.kind === 'answered' ? [one] : []))

async function next(...does: ProviderDoes[]): Promise<void> {
  const before = provider.said.filter((one) => one.kind === 'ready').length
  provider.tell({ do: 'next', with: does })
  await provider.until((said) => said.filter((one) => one.kind === 'ready').length > before)
}

/** The provider reports; answers what it was answered. */
async function report(url: string, type: string, body: string, over: object = {}) {
  const before = answers().length
  provider.tell({ do: 'report', url, type, body, ...over })
  await provider.until(() => answers().length > before)
  return answers()[before]
}

const FORM = 'application/x-www-form-urlencoded'
const smsReports = () => `${address}/api/gateways/http-sms/reports`
const smsReport = (body: object, secret = SECRET) =>
  report(smsReports(), 'application/json', JSON.stringify(body), { secret })

/** Carries all that waits, as every sender of a server does. */
async function carry(): Promise<void> {
  for (const carrier of telephoneCarriers({ messengers }, { db: room.one.db, clock: room.clock }))
    await sendWaiting(room.one.db, room.one.vault, carrier, room.clock, log)
}

/** A file whose page has begun, with what is asked of the provider for it. */
async function paged(...does: ProviderDoes[]) {
  const before = asked().length
  await next(...does)
  const id = await room.page(operator, STEPS)
  await room.due()
  await carry()
  return { id, asked: asked().slice(before) }
}

const tries = async (id: InterventionId) => {
  const rows = await room.as(operator, (tx) =>
    tx
      .selectFrom('paging.attempt as a')
      .leftJoin('platform.outbox as o', 'o.id', 'a.message_id')
      .select(['a.channel', 'a.state', 'o.state as left'])
      .where('a.intervention_id', '=', id)
      .where('a.channel', '!=', 'mail')
      .execute(),
  )
  return rows.map((row) => `${row.channel} ${row.state} ${row.left}`).toSorted()
}

const linkOf = (one: Asked | undefined): string =>
  /a="([^"]+)"/u.exec(new URLSearchParams(one?.body).get('Twiml') ?? '')?.[1] ?? ''

it('a call goes out as it is described, the key 1 answers it, and who pressed it is told so in its own form', async () => {
  const { id, asked: came } = await paged({ status: 201, json: { sid: 'CA1' } })
  const [call] = came
  const form = new URLSearchParams(call?.body)
  expect(call).toMatchObject({ method: 'POST', path: '/calls' })
  expect(form.get('To')).toBe('+393000001234')
  expect(form.get('Twiml')).toContain('prema 1 per rispondere. & via')
  const link = linkOf(call)
  expect(await report(link, FORM, 'CallStatus=in-progress')).toMatchObject({
    status: 200,
    text: '',
  })
  expect(await tries(id)).toEqual(['voice delivered sent'])
  expect(await report(link, FORM, 'CallStatus=in-progress&Digits=1')).toMatchObject({
    ...{ status: 200, type: 'application/xml' },
    text: expect.stringMatching(/^<Say>.+<\/Say>$/u),
  })
  const row = await room.as(operator, (tx) =>
    tx
      .selectFrom('paging.page')
      .select(['state', 'answered_by'])
      .where('intervention_id', '=', id)
      .executeTakeFirstOrThrow(),
  )
  expect(row).toEqual({ state: 'settled', answered_by: worker.staffId })
  await report(link, FORM, 'CallStatus=completed')
  expect(await tries(id)).toEqual(['voice answered sent'])
})

it('only who was given the address of a call speaks for it', async () => {
  const { id, asked: came } = await paged({ status: 201, json: { sid: 'CA2' } })
  const { asked: others } = await paged({ status: 201, json: { sid: 'CA3' } })
  const link = linkOf(came[0])
  const token = linkOf(others[0]).split('/').at(-1) ?? ''
  const forged = link.replace(/[^/]+$/u, token)
  expect(await report(forged, FORM, 'Digits=1')).toMatchObject({ status: 403 })
  const sms = link.replace('http-voice', 'http-sms')
  expect(await report(sms, FORM, 'Digits=1')).toMatchObject({ status: 404 })
  expect(await tries(id)).toEqual(['voice queued sent'])
})

it.each([
  ['cannot now', { status: 503 }, 'waiting'],
  ['has too many', { status: 429 }, 'waiting'],
  ['breaks the line', { status: 200, cuts: true }, 'waiting'],
  ['sends us elsewhere', { status: 307, location: '/altrove' }, 'waiting'],
  ['refuses', { status: 400 }, 'failed'],
] as const)('a provider that %s', async (_, does, state) => {
  const { id, asked: came } = await paged(does)
  expect(came.map((one) => one.path)).toEqual(['/calls'])
  expect(await tries(id)).toEqual([`voice queued ${state}`])
  // What is refused for good is followed by the fallback at once.
  await room.due()
  await next({ status: 200, json: { esito: 'ok', messaggio: { id: `S-${id}` } } })
  await carry()
  const after = await tries(id)
  expect(after.includes('sms queued sent')).toBe(state === 'failed')
})

/** A page whose call is refused, so that its message goes: what the provider does with this. */
async function texted(does: ProviderDoes) {
  const before = asked().length
  const { id } = await paged({ status: 400 })
  await room.due()
  await next(does)
  await carry()
  return { id, sms: asked().slice(before + 1)[0] }
}

it('a message shows its secret to the provider alone, and its receipt is believed by its signature', async () => {
  const json = { esito: 'ok', messaggio: { id: 'S1' } }
  const { id, sms } = await texted({ status: 200, json })
  expect(sms?.headers['authorization']).toBe(`Bearer ${SECRET}`)
  expect(JSON.parse(sms?.body ?? '')).toMatchObject({ a: ['+393000001234'] })
  const delivered = { id: 'S1', stato: 'consegnato' }
  expect(await smsReport(delivered, 'indovinata')).toMatchObject({ status: 403 })
  expect(await tries(id)).toContain('sms queued sent')
  expect(await smsReport({ id: 'S1', stato: 'in viaggio' })).toMatchObject({ status: 200 })
  expect(await smsReport(delivered)).toMatchObject({ status: 200 })
  await smsReport(delivered)
  expect(await tries(id)).toContain('sms delivered sent')
  const asks = await room.one.db.selectFrom('platform.carried').select('ask_at').execute()
  expect(asks).toEqual([{ ask_at: null }])
})

it('a receipt that is quicker than the answer waits for it', async () => {
  const first = {
    url: smsReports(),
    type: 'application/json',
    body: JSON.stringify({ id: 'S2', stato: 'perso' }),
    secret: SECRET,
  }
  const { id } = await texted({
    status: 200,
    json: { esito: 'ok', messaggio: { id: 'S2' } },
    first,
  })
  expect(await tries(id)).toContain('sms queued sent')
  await room.due()
  expect(await tries(id)).toContain('sms failed sent')
})

it.each([
  ['occupato', 'waiting'],
  ['numero errato', 'failed'],
])('a provider that answers 200 and says «%s» has not taken it', async (esito, state) => {
  const { id } = await texted({ status: 200, json: { esito } })
  expect(await tries(id)).toContain(`sms queued ${state}`)
})

it('a provider that nobody outside can report to is asked, until it says what came of it', async () => {
  const { id } = await texted({ status: 200, json: { esito: 'ok', messaggio: { id: 'S/3' } } })
  const before = asked().length
  await next({ status: 500 }, { status: 200, json: { stato: 'consegnato' } })
  room.clock.advance({ seconds: 21 })
  const loops = startMessengers(messengers, { ...tools(), clock: soon() }, log)
  await provider.until(() => asked().length > before)
  await Promise.all(loops.map((loop) => loop.stop()))
  const again = startMessengers(messengers, { ...tools(), clock: soon(60) }, log)
  await provider.until(() => asked().length > before + 1)
  await Promise.all(again.map((loop) => loop.stop()))
  expect(asked()[before + 1]).toMatchObject({ method: 'GET', path: '/sms/S%2F3' })
  await room.due()
  expect(await tries(id)).toContain('sms delivered sent')
})

/** A clock whose machine time is ahead by so much: what is to be asked again is due. */
function soon(seconds = 30) {
  const machine = () => room.clock.machine().add({ seconds })
  return { ...room.clock, machine }
}

it('a call that rings is ended when somebody else has answered', async () => {
  const { id } = await paged({ status: 201, json: { sid: 'CA9' } })
  const before = asked().length
  await next({ status: 200 })
  await room.as(operator, async (tx) => {
    const page = await newestPage(tx, id)
    if (page) await cancelAttempts(tx, page.id)
  })
  await carry()
  expect(asked()[before]).toMatchObject({ path: '/calls/CA9', body: 'Status=completed' })
})

it('no log line has a number, a text or a secret', () => {
  expect(lines.length).toBeGreaterThan(0)
  const all = lines.join('\n')
  for (const secret of ['3000001234', 'urgente', SECRET, 'pis.example'])
    expect(all).not.toContain(secret)
})
