import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DraftReply } from '#contexts/oncall/contract-publish.ts'
import { SwapsReply } from '#contexts/oncall/contract-swap.ts'
import { addTurn, dutyAt, publishedTurns } from '#contexts/oncall/public.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { INSTALLATION, inTransaction } from '#platform/server/work.ts'
import { type Running, startRunning } from './testing/running.ts'

// Whatever leaves a turn in force to nobody asks for a substitute, through the whole product.

type Person = Awaited<ReturnType<Running['person']>>
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

let running: Running
let here: TerritoryId
let boss: Person
let administrator: Person
/** Somebody new for each test: what others have says nothing of them. */
const worker = () => running.person(here, 'social-worker')

beforeAll(async () => {
  running = await startRunning('2026-11-21T12:00:00Z', ['s0'])
  const [found] = [...running.territories.values()]
  if (!found) throw new Error('no territory')
  here = found
  boss = await running.person(here, 'coordinator')
  administrator = await running.person(here, 'administrator')
}, 60_000)
afterAll(() => running.close())

async function send(who: Person, method: Method, url: string, payload?: object) {
  const headers = { cookie: who.cookie }
  return await running.server.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
}

const now = () => running.server.tools.clock.now()
const inHours = (hours: number) => now().add({ hours }).round('hour')
const dayIn = (hours: number) => inHours(hours).toZonedDateTimeISO('Europe/Rome').toPlainDate()

async function as<T>(run: Parameters<typeof inTransaction<T>>[2]): Promise<T> {
  const actor = { kind: 'system', name: 'system:test' } as const
  const scope = { actor, now: now(), read: [here, INSTALLATION], write: here }
  return await inTransaction(running.server.tools, scope, run)
}

type Role = 'social-worker' | 'coordinator'
const turn = (
  who: Person,
  from: number,
  to: number,
  role: Role = 'social-worker',
  level: 1 | 2 | 3 = 1,
) =>
  as((tx) =>
    addTurn(tx, {
      ...{ staffId: who.staffId, role, level },
      ...{ startsAt: inHours(from), endsAt: inHours(to) },
    }),
  )

const onCall = async (hours: number, role: Role = 'social-worker') =>
  (await as((tx) => dutyAt(tx, here, inHours(hours))))
    .filter((one) => one.role === role)
    .map((one) => one.staffId)
const asked = async (owner: Person) =>
  SwapsReply.parse((await send(boss, 'GET', '/api/rota/swaps')).json()).swaps.filter(
    (one) => one.owner.id === owner.staffId,
  )
/** From when until when somebody is asked for, in hours from now. */
const holes = async (owner: Person) =>
  (await asked(owner)).map(({ from, until, askedOf }) => [
    ...[from, until].map((at) =>
      Math.round(Temporal.Instant.from(at).since(inHours(0)).total('hours')),
    ),
    askedOf === null ? 'all' : 'one',
  ])
const ask = async (who: Person, body: object) => await send(who, 'POST', '/api/rota/swaps', body)
const act = async (
  who: Person,
  id: string | undefined,
  what: string,
  reason: string | null = null,
) => await send(who, 'POST', `/api/rota/swaps/${id}`, { act: what, reason })
const away = async (who: Person, from: number, to: number) =>
  await send(boss, 'POST', `/api/rota/staff/${who.staffId}/absences`, {
    ...{ kind: 'absent', from: dayIn(from).toString(), until: dayIn(to).toString() },
  })
const deactivate = async (who: Person) => {
  const gone = { version: 1, isActive: false }
  return await send(administrator, 'PATCH', `/api/staff/${who.staffId}`, gone)
}
const draft = async (who: Person, from: number, to: number, reason: string | null = null) =>
  await send(boss, 'POST', '/api/rota/turns', {
    ...{ staffId: who.staffId, role: 'social-worker', level: 1, reason },
    ...{ startsAt: inHours(from).toString(), endsAt: inHours(to).toString() },
  })
const lookAtDraft = async () =>
  DraftReply.parse((await send(boss, 'GET', '/api/rota/draft')).json())
const publish = async () => {
  const { mark } = await lookAtDraft()
  const reply = await send(boss, 'POST', '/api/rota/publish', { mark, despite: 'prova' })
  expect(reply.statusCode, reply.body).toBe(200)
}

describe('an older request', () => {
  it('whose hours have gone by keeps nobody from being away, or from leaving', async () => {
    const anna = await worker()
    const id = await turn(anna, -10, 20)
    const part = { from: inHours(1).toString(), until: inHours(2).toString() }
    expect((await ask(anna, { turnId: id, askedOf: null, ...part })).statusCode).toBe(201)
    const gone = { from_at: inHours(-9), until_at: inHours(-8) }
    await as((tx) => tx.updateTable('oncall.swap').set(gone).where('turn_id', '=', id).execute())
    expect((await away(anna, 0, 0)).statusCode).toBe(201)
    expect(await onCall(1)).toEqual([])
    expect((await deactivate(anna)).statusCode).toBe(200)
    // What the absence has asked for stays asked; the rest of the turn now too.
    const all = (await holes(anna)).toSorted((a, b) => Number(a[0]) - Number(b[0]))
    expect([all[0]?.[0], all.at(-1)?.[1]]).toEqual([0, 20])
    await as((tx) =>
      tx.updateTable('oncall.turn').set({ removed_at: now() }).where('id', '=', id).execute(),
    )
  })

  it('for a part leaves the rest of the hours to be asked of others, and goes on when that is given', async () => {
    const [anna, bruno, carla] = [await worker(), await worker(), await worker()]
    const id = await turn(anna, 30, 42)
    const part = { from: inHours(30).toString(), until: inHours(33).toString() }
    expect((await ask(anna, { turnId: id, askedOf: bruno.staffId, ...part })).statusCode).toBe(201)
    expect((await ask(anna, { turnId: id, askedOf: carla.staffId })).json().code).toBe('swap-open')
    expect((await deactivate(anna)).statusCode).toBe(200)
    expect(await holes(anna)).toEqual([
      [30, 33, 'one'],
      [33, 42, 'all'],
    ])
    const [first, rest] = await asked(anna)
    await act(carla, rest?.id, 'accept')
    expect((await act(boss, rest?.id, 'approve', 'va bene')).statusCode).toBe(200)
    expect(await holes(anna)).toEqual([[30, 33, 'one']])
    expect((await act(bruno, first?.id, 'accept')).statusCode).toBe(200)
    expect((await act(boss, first?.id, 'approve', 'va bene')).statusCode).toBe(200)
    expect([await onCall(31), await onCall(40)]).toEqual([[bruno.staffId], [carla.staffId]])
  })

  it('that a colleague declines is asked of all when its owner has gone meanwhile', async () => {
    const [anna, bruno] = [await worker(), await worker()]
    const id = await turn(anna, 50, 62)
    await ask(anna, { turnId: id, askedOf: bruno.staffId })
    expect((await deactivate(anna)).statusCode).toBe(200)
    expect(await holes(anna)).toEqual([[50, 62, 'one']])
    const [swap] = await asked(anna)
    expect((await act(bruno, swap?.id, 'decline')).statusCode).toBe(200)
    expect(await holes(anna)).toEqual([[50, 62, 'all']])
  })
})

it('an absence that is taken back leaves asked what another one over the same days opens', async () => {
  const anna = await worker()
  await turn(anna, 170, 182, 'social-worker', 2)
  await away(anna, 170, 182)
  const before = await holes(anna)
  await away(anna, 168, 190)
  const { people } = (await send(boss, 'GET', '/api/rota/staff')).json()
  const { absences } = people.find((one: { id: string }) => one.id === anna.staffId)
  const short = absences.find((one: { from: string }) => one.from === dayIn(170).toString())
  const end = `/api/rota/absences/${short.id}/end`
  expect((await send(boss, 'POST', end, { until: null })).statusCode).toBe(200)
  expect(before).toHaveLength(1)
  expect(await holes(anna)).toEqual(before)
})

describe('a turn comes into force for who is called in it', () => {
  it('or a substitute is asked for with the publication', async () => {
    const [anna, bruno] = [await worker(), await worker()]
    expect((await draft(anna, 70, 82)).statusCode).toBe(201)
    expect((await draft(bruno, 82, 94)).statusCode).toBe(201)
    expect((await deactivate(anna)).statusCode).toBe(200)
    expect((await away(bruno, 82, 94)).statusCode).toBe(201)
    expect([await asked(anna), await asked(bruno)]).toEqual([[], []])
    await publish()
    expect(await holes(anna)).toEqual([[70, 82, 'all']])
    expect(await holes(bruno)).toEqual([[82, 94, 'all']])
  })

  it('not for a taker who has left between yes and the approval', async () => {
    const [anna, bruno] = [await worker(), await worker()]
    const id = await turn(anna, 100, 112)
    await ask(anna, { turnId: id, askedOf: bruno.staffId })
    const [swap] = await asked(anna)
    expect((await act(bruno, swap?.id, 'accept')).statusCode).toBe(200)
    expect((await deactivate(bruno)).statusCode).toBe(200)
    expect((await act(boss, swap?.id, 'approve')).json().code).toBe('role-not-held')
    expect(await onCall(105)).toEqual([anna.staffId])
  })

  it('not in return, of a role that whoever asks does not hold', async () => {
    const [anna, both] = [await worker(), await worker()]
    const grant = { staffId: both.staffId, territoryId: here, role: 'coordinator', bodyId: null }
    expect((await send(administrator, 'POST', '/api/grants', grant)).statusCode).toBe(201)
    const [mine, theirs] = [await turn(anna, 120, 132), await turn(both, 140, 152, 'coordinator')]
    const body = { turnId: mine, askedOf: both.staffId, backTurnId: theirs }
    expect((await ask(anna, body)).json().code).toBe('role-not-held')
  })

  it('and a turn in return that has begun is given to nobody any more', async () => {
    const [anna, bruno] = [await worker(), await worker()]
    const [mine, theirs] = [
      await turn(anna, 160, 172),
      await turn(bruno, 3, 15, 'social-worker', 3),
    ]
    await ask(anna, { turnId: mine, askedOf: bruno.staffId, backTurnId: theirs })
    const [swap] = await asked(anna)
    await act(bruno, swap?.id, 'accept')
    await as((tx) =>
      tx
        .updateTable('oncall.turn')
        .set({ starts_at: inHours(-1) })
        .where('id', '=', theirs)
        .execute(),
    )
    expect((await act(boss, swap?.id, 'approve', 'va bene')).json().code).toBe('swap-begun')
    expect((await asked(anna))[0]?.can).toEqual(['withdraw', 'refuse'])
  })
})

describe('hours that were worked', () => {
  const theirs = async (who: Person) =>
    (await as((tx) => publishedTurns(tx, here, inHours(-40), inHours(40)))).filter(
      (one) => one.staffId === who.staffId,
    )

  it('stay whose they were when a running turn leaves, and the next one begins with the publication', async () => {
    const [anna, carla] = [await worker(), await worker()]
    const id = await turn(anna, -3, 9)
    expect((await send(boss, 'DELETE', `/api/rota/turns/${id}`)).statusCode).toBe(200)
    expect((await draft(carla, -1, 9, 'prova')).statusCode).toBe(201)
    const { removed } = await lookAtDraft()
    expect(removed[0]?.startsAt.slice(0, 16)).toBe(now().toString().slice(0, 16))
    await publish()
    const [kept] = await theirs(anna)
    const [next] = await theirs(carla)
    expect(kept?.startsAt).toEqual(inHours(-3))
    expect(kept?.endsAt).toEqual(next?.startsAt)
    expect(
      Math.abs(
        now()
          .since(kept?.endsAt ?? inHours(9))
          .total('minutes'),
      ),
    ).toBeLessThan(5)
    expect(await onCall(2)).toContain(carla.staffId)
  })

  it('are not taken out once they are over', async () => {
    const anna = await worker()
    const id = await turn(anna, -30, -20)
    expect((await send(boss, 'DELETE', `/api/rota/turns/${id}`)).json().code).toBe('turn-over')
    expect(await theirs(anna)).toHaveLength(1)
  })
})

it('who is away today takes no turn: they would not be called', async () => {
  const [anna, bruno] = [await worker(), await worker()]
  await turn(anna, -2, 5, 'social-worker', 2)
  await away(bruno, 0, 0)
  const body = { role: 'social-worker', level: 2 }
  expect((await send(bruno, 'POST', '/api/rota/take', body)).json().code).toBe('absent-today')
  expect(await onCall(1)).toContain(anna.staffId)
})

it('of two who take a turn at once one has it, and the other is told', async () => {
  const coordinator = () => running.person(here, 'coordinator')
  const [anna, bruno, carla] = [await coordinator(), await coordinator(), await coordinator()]
  await turn(anna, -2, 1, 'coordinator', 3)
  const body = { role: 'coordinator', level: 3, from: anna.staffId }
  const pressed = await Promise.all(
    [bruno, carla].map((who) => send(who, 'POST', '/api/rota/take', body)),
  )
  expect(pressed.map((one) => one.statusCode).toSorted()).toEqual([200, 409])
  expect(pressed.find((one) => one.statusCode === 409)?.json().code).toBe('turn-changed')
})

it('a sheet that its person has changed meanwhile is not overwritten', async () => {
  const anna = await worker()
  const path = `/api/rota/staff/${anna.staffId}`
  const sheet = async () =>
    (await send(boss, 'GET', '/api/rota/staff'))
      .json()
      .people.find((one: { id: string }) => one.id === anna.staffId)
  const record = { qualifications: [], languages: ['fr'], contract: null, ratherWeekdays: [] }
  const { version } = await sheet()
  await send(anna, 'PUT', '/api/own/weekdays', { ratherWeekdays: [1] })
  const late = await send(boss, 'PUT', path, { ...record, version })
  expect(late.json().code).toBe('changed-meanwhile')
  const read = await sheet()
  expect(read.ratherWeekdays).toEqual([1])
  const written = { ...record, ratherWeekdays: [1], version: read.version }
  expect((await send(boss, 'PUT', path, written)).statusCode).toBe(200)
  expect(await sheet()).toMatchObject({ languages: ['fr'], ratherWeekdays: [1] })
})
