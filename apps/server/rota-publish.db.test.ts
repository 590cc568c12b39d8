import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RotaReply } from '#contexts/oncall/contract.ts'
import { MonthReply } from '#contexts/oncall/contract-month.ts'
import { DraftReply } from '#contexts/oncall/contract-publish.ts'
import { dutyAt } from '#contexts/oncall/public.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import { inTransaction } from '#platform/server/work.ts'
import { type Running, startRunning } from './testing/running.ts'

// A rota drafted, looked at and published, through the whole product: only what is published is called.

const NIGHT = { startsAt: '2026-12-05T19:00:00Z', endsAt: '2026-12-06T07:00:00Z' }
const MIDNIGHT = instant('2026-12-05T23:00:00Z')

type Person = Awaited<ReturnType<Running['person']>>

let running: Running
let here: TerritoryId
let boss: Person
let worker: Person
let other: Person

beforeAll(async () => {
  running = await startRunning('2026-11-21T01:40:00Z', ['s3-'])
  const [found] = [...running.territories.values()]
  if (!found) throw new Error('no territory')
  here = found
  boss = await running.person(here, 'coordinator')
  worker = await running.person(here, 'social-worker')
  other = await running.person(here, 'social-worker')
  const phone = { phone: '+39 300 000 1234', email: '' }
  for (const { staffId } of [worker, other]) await send('PUT', `/api/rota/people/${staffId}`, phone)
}, 60_000)
afterAll(() => running.close())

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

async function send(method: Method, url: string, payload?: object, cookie = boss.cookie) {
  const headers = { cookie }
  return await running.server.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
}

const add = async (who: Person, over: object = {}) =>
  await send('POST', '/api/rota/turns', {
    ...{ staffId: who.staffId, role: 'social-worker', level: 1, ...NIGHT },
    ...over,
  })

const draft = async () => DraftReply.parse((await send('GET', '/api/rota/draft')).json())
const rota = async (cookie = boss.cookie) =>
  (await send('GET', '/api/rota', undefined, cookie)).json() as RotaReply
const publish = async (despite: string | null = null) =>
  await send('POST', '/api/rota/publish', { mark: (await draft()).mark, despite })

async function onCallAt(at: Temporal.Instant): Promise<readonly string[]> {
  const actor = { kind: 'system', name: 'system:test' } as const
  const scope = { actor, now: at, read: [here], write: here }
  const duty = await inTransaction(running.server.tools, scope, (tx) => dutyAt(tx, here, at))
  return duty.map((one) => one.staffId)
}

/** Each test begins with an empty rota. */
beforeEach(async () => {
  for (const { id } of (await rota()).turns) await send('DELETE', `/api/rota/turns/${id}`)
  if ((await rota()).turns.length > 0) expect((await publish('si ricomincia')).statusCode).toBe(200)
})

describe('a draft', () => {
  it('is called by nobody and seen by nobody else until it is published', async () => {
    expect((await add(worker)).statusCode).toBe(201)
    expect(await onCallAt(MIDNIGHT)).toEqual([])
    expect((await rota(worker.cookie)).turns).toEqual([])
    expect((await rota()).turns).toMatchObject([{ standing: 'draft' }])
    expect((await publish()).json()).toEqual({ added: 1, removed: 0 })
    expect(await onCallAt(MIDNIGHT)).toEqual([worker.staffId])
    expect((await rota(worker.cookie)).turns).toMatchObject([{ standing: 'published' }])
  })

  it('that takes a turn out leaves it in force until it is published, also under another', async () => {
    await add(worker)
    await publish()
    const [turn] = (await rota()).turns
    await send('DELETE', `/api/rota/turns/${turn?.id}`)
    expect((await add(other)).statusCode).toBe(201)
    expect(await onCallAt(MIDNIGHT)).toEqual([worker.staffId])
    // The hours are somebody else's by now: it cannot stay as well.
    const kept = await send('POST', `/api/rota/turns/${turn?.id}/keep`)
    expect(kept.json().code).toBe('turn-overlap')
    const { added, removed } = await draft()
    expect([added.map((one) => one.staffId), removed.map((one) => one.staffId)]).toEqual([
      [other.staffId],
      [worker.staffId],
    ])
    expect((await publish()).json()).toEqual({ added: 1, removed: 1 })
    expect(await onCallAt(MIDNIGHT)).toEqual([other.staffId])
  })

  it('that is thrown away leaves the rota as it was', async () => {
    await add(worker)
    await publish()
    const [turn] = (await rota()).turns
    await send('DELETE', `/api/rota/turns/${turn?.id}`)
    await add(other)
    expect((await send('DELETE', '/api/rota/draft')).statusCode).toBe(200)
    expect((await rota()).turns).toMatchObject([{ id: turn?.id, standing: 'published' }])
    expect((await publish()).json().code).toBe('draft-empty')
  })

  it('is published as it was looked at, or not at all', async () => {
    await add(worker)
    const { mark } = await draft()
    await add(other, { level: 2 })
    const refused = await send('POST', '/api/rota/publish', { mark })
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'draft-changed'])
    expect(await onCallAt(MIDNIGHT)).toEqual([])
  })

  it('is made and published by the coordinator alone', async () => {
    for (const { cookie } of [worker, await running.person(here, 'operator')]) {
      expect((await send('GET', '/api/rota/draft', undefined, cookie)).statusCode).toBe(403)
      expect((await send('DELETE', '/api/rota/draft', undefined, cookie)).statusCode).toBe(403)
      const pressed = await send('POST', '/api/rota/publish', { mark: '' }, cookie)
      expect(pressed.statusCode).toBe(403)
    }
  })
})

describe('a month', () => {
  const month = async (name: string, cookie = boss.cookie) =>
    MonthReply.parse((await send('GET', `/api/rota/month?month=${name}`, undefined, cookie)).json())

  it('shows the rota as it will be to whoever makes it, as it is to the others', async () => {
    await add(worker)
    const drafted = await month('2026-12')
    expect(drafted.turns).toMatchObject([{ staffId: worker.staffId, standing: 'draft' }])
    expect([drafted.drafted, drafted.days.length]).toEqual([1, 31])
    expect(drafted.days.filter((one) => one.isFestive).map((one) => one.day)).toEqual([
      ...['2026-12-06', '2026-12-08', '2026-12-13', '2026-12-20', '2026-12-25'],
      ...['2026-12-26', '2026-12-27'],
    ])
    const seen = await month('2026-12', worker.cookie)
    expect([seen.turns, seen.making, seen.away, seen.can.edit]).toEqual([[], null, [], false])
    expect((await month('2027-01')).turns).toEqual([])
  })

  it('tells the hours to come that nobody covers, the days of absence and never a telephone', async () => {
    await add(worker)
    const path = `/api/rota/staff/${other.staffId}/absences`
    await send('POST', path, { kind: 'absent', from: '2026-12-30', until: null })
    const { needed, away, people } = await month('2026-12')
    const gaps = needed.find((one) => one.role === 'social-worker')?.gaps ?? []
    expect(gaps[0]?.startsAt).toBe('2026-11-30T23:00:00Z')
    expect(gaps.at(-1)?.endsAt).toBe('2026-12-31T23:00:00Z')
    expect(gaps.map((gap) => gap.endsAt)).toContain(NIGHT.startsAt)
    expect(gaps.map((gap) => gap.startsAt)).toContain(NIGHT.endsAt)
    // A Wednesday morning: the offices answer, nobody need be on call.
    const isOpen = (at: string) => gaps.some((gap) => gap.startsAt <= at && at < gap.endsAt)
    expect([isOpen('2026-12-30T09:00:00Z'), isOpen('2026-12-30T22:00:00Z')]).toEqual([false, true])
    expect(away.map((one) => one.day)).toEqual(['2026-12-30', '2026-12-31'])
    expect(people.every((one) => one.phone === null)).toBe(true)
    expect((await month('2026-10')).needed.flatMap((one) => one.gaps)).toEqual([])
  })
})

describe('publishing', () => {
  it('names who has no contact that is known to work, and asks for a reason where there is none', async () => {
    const silent = await running.person(here, 'social-worker')
    await add(worker)
    expect((await draft()).contacts).toMatchObject([{ staffId: worker.staffId, state: 'untried' }])
    await add(silent, { level: 2 })
    expect((await draft()).contacts.find((one) => one.staffId === silent.staffId)?.state).toBe(
      'none',
    )
    expect((await publish()).json().code).toBe('contact-missing')
    expect(await onCallAt(MIDNIGHT)).toEqual([])
    expect((await publish('Il telefono arriva domani')).statusCode).toBe(200)
    expect(await onCallAt(MIDNIGHT)).toHaveLength(2)
  })

  it('says which hours stay uncovered and which rules its turns break', async () => {
    await add(worker)
    const before = (await draft()).gapHours
    const next = { startsAt: '2026-12-06T10:00:00Z', endsAt: '2026-12-06T19:00:00Z' }
    expect((await add(worker, next)).json().code).toBe('rule-broken')
    expect((await add(worker, { ...next, reason: 'Nessun altro può' })).statusCode).toBe(201)
    const { broken, gapHours } = await draft()
    expect(broken).toMatchObject([{ rule: 'rest', found: 3, limit: 11 }])
    // Time runs on between the two answers, and each is told to a tenth of an hour.
    expect(before - gapHours).toBeCloseTo(9, 0)
    expect(gapHours).toBe(Number(gapHours.toFixed(1)))
  })

  it('shows why a rule was set aside beside the turn: who decided to who makes the rota, an absence to nobody else', async () => {
    await add(worker)
    const next = { startsAt: '2026-12-06T10:00:00Z', endsAt: '2026-12-06T19:00:00Z' }
    await add(worker, { ...next, reason: 'Nessun altro può' })
    const away = { kind: 'absent', from: '2026-12-20', until: '2026-12-20' }
    await send('POST', `/api/rota/staff/${other.staffId}/absences`, away)
    const sunday = { startsAt: '2026-12-20T07:00:00Z', endsAt: '2026-12-20T19:00:00Z' }
    const reason = 'Ha detto che può'
    expect((await add(other, { ...sunday, reason })).statusCode).toBe(201)
    const month = async (cookie: string) =>
      MonthReply.parse(
        (await send('GET', '/api/rota/month?month=2026-12', undefined, cookie)).json(),
      ).turns.map((turn) => turn.setAside)
    const told = { reason: 'Nessun altro può', rules: ['rest'] }
    const decided = { by: boss.name, at: expect.stringMatching(/^2026-11-21T/u) }
    expect((await draft()).added.map((turn) => turn.setAside)).toMatchObject([
      null,
      { ...told, ...decided },
      { reason, rules: ['absent'], ...decided },
    ])
    await publish()
    expect(await month(boss.cookie)).toMatchObject([null, told, { rules: ['absent'] }])
    const unnamed = { by: null, at: null }
    expect(await month(worker.cookie)).toEqual([null, { ...told, ...unnamed }, null])
  })

  it('writes the reason beside the turns that need one, not beside all that are added with them', async () => {
    const eve = { startsAt: '2026-12-06T23:00:00Z', endsAt: '2026-12-07T02:00:00Z' }
    expect((await add(worker, eve)).statusCode).toBe(201)
    const people = [worker.staffId, other.staffId]
    const days = { role: 'social-worker', level: 1, from: '2026-12-07', days: 4, people }
    const body = { ...days, changes: ['08:00'], reason: 'Nessun altro può' }
    expect((await send('POST', '/api/rota/patterns', body)).statusCode).toBe(201)
    const rules = (await draft()).added.map((turn) => turn.setAside?.rules ?? [])
    expect(rules).toEqual([[], ['rest'], [], [], []])
  })

  it('keeps the reason beside the turn, and the log says which rules were set aside', async () => {
    await add(worker)
    const next = { startsAt: '2026-12-06T10:00:00Z', endsAt: '2026-12-06T19:00:00Z' }
    await add(worker, { ...next, reason: 'Nessun altro può' })
    const actor = { kind: 'system', name: 'system:test' } as const
    const scope = { actor, now: MIDNIGHT, read: [here], write: here }
    const kept = await inTransaction(running.server.tools, scope, async (tx) => ({
      reasons: await tx
        .selectFrom('oncall.turn')
        .select('reason')
        .where('reason', 'is not', null)
        .where('removed_at', 'is', null)
        .execute(),
      events: await tx
        .selectFrom('platform.event')
        .select('data')
        .where('type', '=', 'TurnDrafted')
        .orderBy('id', 'desc')
        .limit(1)
        .execute(),
    }))
    expect(kept.reasons).toEqual([{ reason: 'Nessun altro può' }])
    expect(kept.events[0]?.data).toMatchObject({ broke: ['rest'] })
    expect(JSON.stringify(kept.events)).not.toContain('Nessun altro')
  })
})
