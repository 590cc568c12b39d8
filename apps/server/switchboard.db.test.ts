import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { FilePageReply } from '#contexts/paging/contract.ts'
import { type CallView, CommandReply, MyCallsReply } from '#contexts/switchboard/contract.ts'
import { runDue, sweepDue } from '#platform/server/due.ts'
import { openLog } from '#platform/server/logging.ts'
import { openExchangeDesk, type Person, PHONES } from './testing/exchange-desk.ts'

// The exchange brings a call, reports what becomes of it, and is told whom to ring; nobody's call is lost.

const CALLER = '+390655508801'
const OTHER = '+390655508802'

type Desk = Awaited<ReturnType<typeof openExchangeDesk>>

let desk: Desk
let running: Desk['running']
let boss: Person
let first: Person
let second: Person
let sent: Desk['sent']
let calls = 0
let call = ''

beforeAll(async () => {
  desk = await openExchangeDesk()
  ;({ running, boss, first, second, sent } = desk)
}, 60_000)
afterAll(() => running.close())
beforeEach(() => {
  calls += 1
  call = `chiamata-${calls}`
})

const raw = async (payload: object) =>
  await running.server.app.inject({ method: 'POST', url: '/api/exchange/calls', payload })

async function tells(event: string, over: object = {}) {
  const reply = await raw({ token: desk.token, call, event, ...over })
  expect(`${reply.statusCode} ${reply.body}`).toMatch(/^200 /u)
  return CommandReply.parse(reply.json())
}

const comes = (caller: string | null = CALLER) => tells('came', { caller })
const mine = async (who: Person): Promise<CallView[]> =>
  MyCallsReply.parse(await sent(who, 'GET', '/api/calls/mine')).calls
const look = async (who: Person) => (await mine(who)).map((one) => one.look)[0]

describe('a call to the service’s number', () => {
  it('rings level 1, then level 2, then the coordinator, who see the service’s number', async () => {
    const show = '+390655503001'
    const ring = (step: number, to: string) => ({ do: 'ring', step, to, seconds: 25, show })
    expect(await comes()).toEqual(ring(0, PHONES.first))
    expect(await look(first)).toBe('rings')
    expect(await tells('no-answer', { step: 0 })).toEqual(ring(1, PHONES.second))
    expect([await look(first), await look(second)]).toEqual(['passed', 'rings'])
    // Told twice, or late: the command that stands.
    expect(await tells('no-answer', { step: 0 })).toEqual(ring(1, PHONES.second))
    expect(await comes()).toEqual(ring(1, PHONES.second))
    expect(await tells('busy', { step: 1 })).toEqual(ring(2, PHONES.boss))
    expect(await tells('answered', { step: 2 })).toEqual({ do: 'nothing' })
    expect(await tells('ended')).toEqual({ do: 'nothing' })
  })

  it('shows who answered the number, and the others only who it was', async () => {
    await comes()
    await tells('no-answer', { step: 0 })
    await tells('answered', { step: 1 })
    expect((await mine(second))[0]).toMatchObject({ look: 'speaking', number: CALLER })
    expect((await mine(first))[0]).toMatchObject({
      ...{ look: 'taken', number: null, answeredBy: second.name, lost: [] },
    })
    await tells('ended')
    expect(await look(second)).toBe('to-write')
  })

  it('is done once its report is written, and its timing stands in the file', async () => {
    await comes()
    await tells('answered', { step: 0 })
    const [card] = await mine(first)
    const content = { happening: 'Una donna chiede dove dormire.', phone: CALLER }
    const startedAt = card?.cameAt
    const { interventionId } = await sent(first, 'POST', '/api/reports', {
      ...{ draftId: card?.id, startedAt, content },
    })
    expect((await mine(first)).map((one) => one.id)).not.toContain(card?.id)
    await tells('ended')
    const { timeline } = await sent(first, 'GET', `/api/interventions/${interventionId}`)
    const types = timeline.map((one: { type: string }) => one.type)
    expect(types).toEqual(expect.arrayContaining(['CallReported', 'CallFinished']))
    expect(JSON.stringify(timeline)).not.toContain(CALLER)
  })

  it('is done by one of the endings too, but not by a colleague’s', async () => {
    await comes(OTHER)
    await tells('answered', { step: 0 })
    const [card] = await mine(first)
    const ending = { draftId: card?.id, kind: 'wrong-number', channel: 'phone' }
    await sent(second, 'POST', '/api/contacts', ending)
    expect((await mine(first)).map((one) => one.id)).toContain(card?.id)
    await sent(first, 'POST', '/api/contacts', ending)
    expect((await mine(first)).map((one) => one.id)).not.toContain(card?.id)
  })

  it('of a withheld number, or one that cannot be read, is a call all the same', async () => {
    await comes('anonymous')
    await tells('answered', { step: 0 })
    const [card] = await mine(first)
    expect(card).toMatchObject({ number: null, isWithheld: true })
  })
})

describe('a call that nobody answered', () => {
  const caller = '+390655508810'

  async function lost(number: string | null = caller) {
    await comes(number)
    for (const step of [0, 1]) await tells('no-answer', { step })
    return await tells('no-answer', { step: 2 })
  }

  it('is a file with an owner, whoever is on call is paged, and the caller hears what follows', async () => {
    expect(await lost()).toMatchObject({ do: 'say', text: expect.stringContaining('112') })
    expect(await look(first)).toBe('lost')
    const file = await lostFile()
    const board = await sent(boss, 'GET', '/api/board')
    const row = board.rows.find((one: { id: string }) => one.id === file)
    expect(JSON.stringify(row)).toContain('Chiamata persa')
    expect(JSON.stringify(row)).not.toContain(caller)
    const { page } = FilePageReply.parse(await sent(boss, 'GET', `/api/interventions/${file}/page`))
    expect(page).not.toBeNull()
    const { reports } = await sent(boss, 'GET', `/api/reports?intervention=${file}`)
    expect(reports[0].content.phone).toBe(caller)
    const { timeline } = await sent(boss, 'GET', `/api/interventions/${file}`)
    expect(JSON.stringify(timeline)).toContain('LostCallReported')
  })

  it('is told to those whom it rang until somebody answers its file', async () => {
    const before = await mine(first)
    await lost('+390655508817')
    const told = (await mine(first)).filter((one) => one.look === 'lost')
    expect(told).toHaveLength(before.filter((one) => one.look === 'lost').length + 1)
    await sent(boss, 'POST', `/api/interventions/${await lostFile()}/answer`)
    expect(await mine(first)).toEqual(before)
  })

  it('told again, or by two servers at once, is one call and one file', async () => {
    await Promise.all(Array.from({ length: 8 }, () => comes('+390655508811')))
    for (const step of [0, 1, 2])
      await Promise.all(Array.from({ length: 8 }, () => tells('no-answer', { step })))
    expect(await count(call)).toEqual({ calls: 1, missed: 1, files: 1 })
  })

  it('nobody’s telephone rings at once with another: eight answers at once are one', async () => {
    await comes('+390655508812')
    await Promise.all([
      ...Array.from({ length: 4 }, () => tells('answered', { step: 0 })),
      ...Array.from({ length: 4 }, () => tells('no-answer', { step: 0 })),
    ])
    expect(await count(call)).toMatchObject({ calls: 1, missed: 0, files: 0 })
  })

  it('says first to call back, and asks for a class once the caller was heard', async () => {
    const number = '+390655508816'
    await lost(number)
    const file = await lostFile()
    const stepNow = async () =>
      (await sent(boss, 'GET', `/api/interventions/${file}`)).row.nextStep.key
    expect(await stepNow()).toBe('wait-page')
    await sent(boss, 'POST', `/api/interventions/${file}/answer`)
    expect(await stepNow()).toBe('call-back')
    // Whoever may read the report reads whom to call; that nobody took the call back moves nothing.
    const { reporter } = await sent(boss, 'GET', `/api/interventions/${file}/read-back`)
    expect(reporter).toMatchObject({ phone: number, callBack: null })
    await sent(boss, 'POST', `/api/interventions/${file}/notes`, { text: 'Non risponde.' })
    expect(await stepNow()).toBe('call-back')
    const { reports } = await sent(boss, 'GET', `/api/reports?intervention=${file}`)
    const fields = { happening: 'Una donna non sa dove dormire.' }
    await sent(boss, 'PATCH', `/api/reports/${reports[0].id}`, { version: 1, fields })
    expect(await stepNow()).toBe('choose-class')
  })

  it('is of who answers the same caller next, and closes with the report of that call', async () => {
    const number = '+390655508813'
    await lost(number)
    const file = await lostFile()
    call = `${call}-ancora`
    await comes(number)
    await tells('answered', { step: 0 })
    const [card] = await mine(first)
    expect(card?.lost).toMatchObject([{ interventionId: file }])
    const taken = await sent(first, 'GET', `/api/interventions/${file}`)
    expect(taken).toMatchObject({ row: { answeredBy: { id: first.staffId } } })
    const content = { happening: 'Ha richiamato.', phone: number }
    await sent(first, 'POST', '/api/reports', { draftId: card?.id, content })
    const closed = await sent(first, 'GET', `/api/interventions/${file}`)
    expect(closed.row.state).toBe('closed')
  })

  it('abandoned at once by the caller is none; after some rings it is', async () => {
    await comes('+390655508814')
    await tells('caller-hung-up')
    expect(await count(call)).toMatchObject({ files: 0 })
  })

  it('because the exchange fell silent is found again by the sweep, though its alarm was lost', async () => {
    const { tools, rooms } = running.server
    await comes('+390655508815')
    const log = openLog('silent')
    const kinds = new Map(
      rooms
        .flatMap((one) => one.dueKinds ?? [])
        .flatMap((one) => (one.kind === 'switchboard-silence' ? [[one.kind, one] as const] : [])),
    )
    await tools.db.deleteFrom('platform.due').where('kind', '=', 'switchboard-silence').execute()
    const later = tools.clock.now().add({ seconds: 46 })
    await runDue(tools, kinds, later, log)
    expect(await count(call)).toMatchObject({ missed: 0 })
    expect(await sweepDue(tools, ['switchboard.v_due'], [desk.here], later)).toBeGreaterThan(0)
    await runDue(tools, kinds, later, log)
    expect(await count(call)).toEqual({ calls: 1, missed: 1, files: 1 })
    // Once more finds nothing to do.
    await runDue(tools, kinds, later.add({ hours: 1 }), log)
    expect(await count(call)).toEqual({ calls: 1, missed: 1, files: 1 })
    // Somebody had answered after all: the call is theirs to write, and its file too.
    await tells('answered', { step: 0 })
    expect((await mine(first))[0]).toMatchObject({ look: 'to-write', lost: [{}] })
  })

  /** Of this call: its rows, how often it was missed, its files. */
  async function count(name: string) {
    return await desk.inHere(async (tx) => {
      const rows = await tx
        .selectFrom('switchboard.call')
        .select(['id', 'lost_file'])
        .where('exchange_id', '=', name)
        .execute()
      const [one] = rows
      const events = await tx
        .selectFrom('platform.event')
        .select('type')
        .where('aggregate_id', '=', one?.id ?? '')
        .where('type', '=', 'CallMissed')
        .execute()
      const files = rows.filter((row) => row.lost_file !== null).length
      return { calls: rows.length, missed: events.length, files }
    })
  }

  async function lostFile(): Promise<string> {
    return await desk.inHere(async (tx) => {
      const row = await tx
        .selectFrom('switchboard.call')
        .select('lost_file')
        .where('exchange_id', '=', call)
        .executeTakeFirstOrThrow()
      return row.lost_file ?? ''
    })
  }
})

describe('who may', () => {
  it('an unknown token, or another territory’s, brings and moves no call of here', async () => {
    expect((await raw({ token: 'a'.repeat(43), call, event: 'came' })).statusCode).toBe(404)
    const strange = await desk.tokenOf(await running.person(desk.elsewhere, 'coordinator'))
    await comes()
    const moved = await raw({ token: strange, call, event: 'answered', step: 0 })
    expect(moved.statusCode).toBe(404)
    // The same name of a call is another call there.
    expect((await raw({ token: strange, call, event: 'came' })).statusCode).toBe(200)
    expect(await look(first)).toBe('rings')
    await tells('answered', { step: 0 })
  })

  it('an operations room answers its own calls: none is rung from here', async () => {
    const operator = await running.person(desk.room, 'coordinator')
    const theirs = await desk.tokenOf(operator)
    const reply = await raw({ token: theirs, call, event: 'came' })
    expect([reply.statusCode, reply.json().code]).toEqual([409, 'calls-not-rung-here'])
  })

  it('no number stands on the log of the server, nor on the log of what happened', async () => {
    expect(running.logged()).not.toMatch(/06555088|30000009/u)
    const events = await desk.inHere((tx) =>
      tx.selectFrom('platform.event').select('data').where('room', '=', 'switchboard').execute(),
    )
    expect(events.length).toBeGreaterThan(10)
    expect(JSON.stringify(events)).not.toMatch(/06555088|30000009/u)
  })

  it('the exchange’s part is described where programs read what there is', async () => {
    const reply = await running.server.app.inject({ method: 'GET', url: '/api/openapi.json' })
    const operation = reply.json().paths['/api/exchange/calls'].post
    expect(operation.summary).toContain('centralino')
    expect(JSON.stringify(operation)).toContain('caller-hung-up')
  })
})
