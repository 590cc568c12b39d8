import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RotaReply } from '#contexts/oncall/contract.ts'
import { OwnDaysReply } from '#contexts/oncall/contract-own.ts'
import { SwapsReply } from '#contexts/oncall/contract-swap.ts'
import { addTurn, dutyAt } from '#contexts/oncall/public.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { inTransaction } from '#platform/server/work.ts'
import { type Running, startRunning } from './testing/running.ts'

// Turns exchanged, given to a substitute or taken at once, through the whole product.

type Person = Awaited<ReturnType<Running['person']>>

let running: Running
let here: TerritoryId
let boss: Person
let anna: Person
let bruno: Person
let stranger: Person

beforeAll(async () => {
  running = await startRunning('2026-11-21T12:00:00Z', ['s0'])
  const [found] = [...running.territories.values()]
  if (!found) throw new Error('no territory')
  here = found
  boss = await running.person(here, 'coordinator')
  anna = await running.person(here, 'social-worker')
  bruno = await running.person(here, 'social-worker')
  stranger = await running.person(here, 'crew')
}, 60_000)
afterAll(() => running.close())

async function send(who: Person, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
  const headers = { cookie: who.cookie }
  return await running.server.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
}

const now = () => running.server.tools.clock.now()
const inHours = (hours: number) => now().add({ hours }).round('hour')

async function as<T>(run: Parameters<typeof inTransaction<T>>[2]): Promise<T> {
  const actor = { kind: 'system', name: 'system:test' } as const
  return await inTransaction(
    running.server.tools,
    { actor, now: now(), read: [here], write: here },
    run,
  )
}

/** A published turn of somebody, so many hours from now. */
const turn = (who: Person, from: number, to: number, level: 1 | 2 | 3 = 1) =>
  as((tx) =>
    addTurn(tx, {
      ...{ staffId: who.staffId, role: 'social-worker', level },
      ...{ startsAt: inHours(from), endsAt: inHours(to) },
    }),
  )

const onCall = async (hours: number) =>
  (await as((tx) => dutyAt(tx, here, inHours(hours)))).map((one) => one.staffId)
const swaps = async (who: Person) =>
  SwapsReply.parse((await send(who, 'GET', '/api/rota/swaps')).json()).swaps
const act = async (who: Person, id: string, what: string, reason: string | null = null) =>
  await send(who, 'POST', `/api/rota/swaps/${id}`, { act: what, reason })

describe('an exchange', () => {
  it('holds once the colleague accepts and the coordinator approves, both ways', async () => {
    const mine = await turn(anna, 100, 112)
    const theirs = await turn(bruno, 150, 162)
    const body = { turnId: mine, askedOf: bruno.staffId, backTurnId: theirs }
    expect((await send(bruno, 'POST', '/api/rota/swaps', body)).json().code).toBe('swap-not-yours')
    expect((await send(anna, 'POST', '/api/rota/swaps', body)).statusCode).toBe(201)
    expect((await send(anna, 'POST', '/api/rota/swaps', body)).json().code).toBe('swap-open')
    expect(await swaps(stranger)).toEqual([])
    const [asked] = await swaps(bruno)
    expect(asked).toMatchObject({ state: 'asked', can: ['accept', 'decline'], broken: [] })
    const id = asked?.id ?? ''
    expect((await act(boss, id, 'approve')).json().code).toBe('swap-not-accepted')
    expect((await act(bruno, id, 'accept')).statusCode).toBe(200)
    expect(await onCall(105)).toEqual([anna.staffId])
    expect((await act(bruno, id, 'approve')).json().code).toBe('swap-not-yours')
    expect((await act(boss, id, 'approve')).statusCode).toBe(200)
    expect([await onCall(105), await onCall(155)]).toEqual([[bruno.staffId], [anna.staffId]])
    expect(await swaps(boss)).toEqual([])
    expect((await act(boss, id, 'approve')).statusCode).toBe(404)
  })

  it('of a part cuts the turn where the part begins and ends', async () => {
    const whole = await turn(anna, 200, 212)
    const part = { from: inHours(204).toString(), until: inHours(208).toString() }
    const outside = { ...part, until: inHours(213).toString() }
    const ask = (over: object) => send(anna, 'POST', '/api/rota/swaps', { turnId: whole, ...over })
    expect((await ask({ askedOf: null, ...outside })).json().code).toBe('swap-outside')
    const shown = new URLSearchParams({ turnId: whole, askedOf: bruno.staffId, ...part })
    const path = `/api/rota/swaps/preview?${shown.toString()}`
    expect((await send(bruno, 'GET', path)).json().code).toBe('swap-not-yours')
    // What is asked of a part is warned of before: her own rest would be short, whoever takes it.
    shown.delete('askedOf')
    for (const url of [path, `/api/rota/swaps/preview?${shown.toString()}`])
      expect((await send(anna, 'GET', url)).json()).toMatchObject({
        broken: [{ rule: 'rest', staffId: anna.staffId, found: 4 }],
      })
    const id = (await ask({ askedOf: bruno.staffId, ...part })).json().id
    await act(bruno, id, 'accept')
    // Eleven hours of rest cannot lie between the parts: the coordinator says why.
    expect((await act(boss, id, 'approve')).json().code).toBe('rule-broken')
    expect((await act(boss, id, 'approve', 'Solo una visita')).statusCode).toBe(200)
    const who = [await onCall(202), await onCall(206), await onCall(210)]
    expect(who).toEqual([[anna.staffId], [bruno.staffId], [anna.staffId]])
    // The reason stands beside the turns that break the rule: Anna’s rest is what is short, not Bruno’s.
    const rota = (await send(boss, 'GET', '/api/rota')).json() as RotaReply
    const [from, until] = [inHours(200).toString(), inHours(212).toString()]
    const parts = rota.turns.filter((one) => one.startsAt >= from && one.endsAt <= until)
    const told = { reason: 'Solo una visita', rules: ['rest'], by: boss.name }
    expect(parts.map((one) => one.setAside)).toMatchObject([told, null, told])
  })

  it('with somebody who cannot on those days tells it to them and the coordinator, not to a colleague', async () => {
    const third = await running.person(here, 'social-worker')
    const whole = await turn(anna, 50, 62)
    const day = inHours(50).toZonedDateTimeISO('Europe/Rome').toPlainDate()
    const away = { kind: 'absent', from: day.toString(), until: day.add({ days: 1 }).toString() }
    await send(boss, 'POST', `/api/rota/staff/${third.staffId}/absences`, away)
    const asked = { turnId: whole, askedOf: third.staffId }
    const { id } = (await send(anna, 'POST', '/api/rota/swaps', asked)).json()
    await act(third, id, 'accept')
    const told = async (who: Person) =>
      (await swaps(who)).find((one) => one.id === id)?.broken.map((one) => one.rule)
    expect([await told(boss), await told(third), await told(anna)]).toEqual([
      ['absent'],
      ['absent'],
      [],
    ])
    await act(boss, id, 'refuse')
  })

  it('pressed by two at once is accepted by one', async () => {
    const third = await running.person(here, 'social-worker')
    const whole = await turn(anna, 250, 262)
    const asked = { turnId: whole, askedOf: null }
    const { id } = (await send(anna, 'POST', '/api/rota/swaps', asked)).json()
    const pressed = await Promise.all([act(bruno, id, 'accept'), act(third, id, 'accept')])
    expect(pressed.map((one) => one.statusCode).toSorted()).toEqual([200, 409])
    await act(boss, id, 'refuse')
    expect(await onCall(255)).toEqual([anna.staffId])
  })
})

describe('an absence', () => {
  it('opens the gap, asks for a substitute by mail without names, and closes again when it ends', async () => {
    await turn(anna, 300, 312)
    const day = inHours(300).toZonedDateTimeISO('Europe/Rome').toPlainDate()
    const before = running.mailed().length
    const written = { kind: 'absent', from: day.toString(), until: day.add({ days: 1 }).toString() }
    const path = `/api/rota/staff/${anna.staffId}/absences`
    const { turns } = (await send(boss, 'GET', `/api/rota/staff/${anna.staffId}/days`)).json()
    const starts = turns.map((one: { startsAt: string }) => one.startsAt)
    expect(starts).toContain(inHours(300).toString())
    expect((await send(anna, 'GET', `/api/rota/staff/${anna.staffId}/days`)).statusCode).toBe(403)
    expect((await send(boss, 'POST', path, written)).statusCode).toBe(201)
    expect(await onCall(305)).toEqual([])
    const rota = (await send(boss, 'GET', '/api/rota')).json() as RotaReply
    const gaps = rota.needed.find((one) => one.role === 'social-worker' && one.level === 1)?.gaps
    const at = inHours(305).toString()
    expect(gaps?.some((gap) => gap.startsAt <= at && at < gap.endsAt)).toBe(true)
    const [asked] = await swaps(bruno)
    expect(asked).toMatchObject({ owner: { id: anna.staffId }, askedOf: null, can: ['accept'] })
    await expect
      .poll(() => running.mailed().slice(before), { timeout: 10_000 })
      .toContain('sostituto')
    expect(running.mailed().slice(before)).not.toContain(anna.name)
    await act(bruno, asked?.id ?? '', 'accept')
    expect((await act(boss, asked?.id ?? '', 'approve')).statusCode).toBe(200)
    expect(await onCall(305)).toEqual([bruno.staffId])
  })

  it('that is taken back takes its request back', async () => {
    await turn(anna, 400, 412)
    const day = inHours(400).toZonedDateTimeISO('Europe/Rome').toPlainDate().toString()
    const path = `/api/rota/staff/${anna.staffId}/absences`
    await send(boss, 'POST', path, { kind: 'absent', from: day, until: null })
    expect(await swaps(bruno)).toHaveLength(1)
    const { people } = (await send(boss, 'GET', '/api/rota/staff')).json()
    const theirs = people.find((one: { id: string }) => one.id === anna.staffId).absences
    const { id } = theirs.find((one: { from: string }) => one.from === day)
    await send(boss, 'POST', `/api/rota/absences/${id}/end`, { until: null })
    expect(await swaps(bruno)).toEqual([])
    expect(await onCall(405)).toEqual([anna.staffId])
  })
})

describe('one’s own days', () => {
  const path = '/api/own/days'
  const own = async (who: Person) => OwnDaysReply.parse((await send(who, 'GET', path)).json())

  it('open a published turn as the coordinator’s absence does; the coordinator is told without a name', async () => {
    const carla = await running.person(here, 'social-worker')
    await turn(carla, 500, 512)
    const day = inHours(500).toZonedDateTimeISO('Europe/Rome').toPlainDate()
    const before = running.mailed().length
    const written = { kind: 'absent', from: day.toString(), until: day.add({ days: 1 }).toString() }
    expect((await send(stranger, 'GET', path)).json().turns).toEqual([])
    expect((await own(carla)).turns).toMatchObject([{ startsAt: inHours(500).toString() }])
    expect((await send(carla, 'POST', path, written)).statusCode).toBe(201)
    expect(await onCall(505)).toEqual([])
    const asked = (await swaps(bruno)).filter((one) => one.owner.id === carla.staffId)
    expect(asked).toMatchObject([{ askedOf: null, can: ['accept'] }])
    const mails = () => running.mailed().slice(before)
    await expect.poll(mails, { timeout: 10_000 }).toContain('i giorni in cui non può')
    expect(mails()).not.toContain(carla.name)
    const [absence] = (await own(carla)).absences
    expect(absence).toMatchObject(written)
    const end = `${path}/${absence?.id}/end`
    expect((await send(bruno, 'POST', end, { until: null })).statusCode).toBe(404)
    expect((await send(carla, 'POST', end, { until: null })).statusCode).toBe(200)
    expect(await onCall(505)).toEqual([carla.staffId])
    expect((await swaps(bruno)).filter((one) => one.owner.id === carla.staffId)).toEqual([])
  })

  it('that have gone stay as they were, and a wish for weekdays leaves the rest of the record alone', async () => {
    const gone = { kind: 'absent', from: '2026-11-01', until: null }
    expect((await send(anna, 'POST', path, gone)).json().code).toBe('days-gone')
    const record = { qualifications: ['educator'], languages: ['fr'], contract: 'other' }
    await send(boss, 'PUT', `/api/rota/staff/${anna.staffId}`, { ...record, ratherWeekdays: [] })
    const wish = await send(anna, 'PUT', '/api/own/weekdays', { ratherWeekdays: [7] })
    expect(wish.statusCode).toBe(200)
    const { people } = (await send(boss, 'GET', '/api/rota/staff')).json()
    const found = people.find((one: { id: string }) => one.id === anna.staffId)
    expect(found).toMatchObject({ ...record, ratherWeekdays: [7] })
    expect((await own(bruno)).ratherWeekdays).toEqual([])
  })
})

describe('“Lo prendo io adesso”', () => {
  const take = (who: Person, level = 1) =>
    send(who, 'POST', '/api/rota/take', { role: 'social-worker', level })

  it('takes what is left of the turn that runs, at once; only for who holds the role', async () => {
    await turn(anna, -3, 3)
    expect((await take(stranger)).json().code).toBe('role-not-held')
    expect((await take(anna)).json().code).toBe('turn-yours')
    expect((await take(bruno)).statusCode).toBe(200)
    expect([await onCall(-2), await onCall(1)]).toEqual([[anna.staffId], [bruno.staffId]])
    expect(await onCall(4)).toEqual([])
  })

  it('fills hours that nobody has until the next turn, over a draft of the same hours', async () => {
    await turn(anna, 6, 10, 2)
    const times = { startsAt: inHours(1).toString(), endsAt: inHours(5).toString() }
    const draft = {
      staffId: anna.staffId,
      role: 'social-worker',
      level: 2,
      reason: 'prova',
      ...times,
    }
    expect((await send(boss, 'POST', '/api/rota/turns', draft)).statusCode).toBe(201)
    expect((await take(bruno, 2)).statusCode).toBe(200)
    const rota = (await send(boss, 'GET', '/api/rota')).json() as RotaReply
    const second = rota.turns.filter(
      (one) => one.level === 2 && one.startsAt < inHours(20).toString(),
    )
    expect(second.map((one) => [one.staffId, one.standing])).toEqual([
      [bruno.staffId, 'published'],
      [anna.staffId, 'published'],
    ])
    expect(second[0]?.endsAt).toBe(second[1]?.startsAt)
  })

  it('by who has another level already asks for a substitute for the one that is called later', async () => {
    const [first, second] = [
      await running.person(here, 'operator'),
      await running.person(here, 'operator'),
    ]
    const takes = (who: Person, level: number) =>
      send(who, 'POST', '/api/rota/take', { role: 'operator', level })
    expect([(await takes(first, 1)).statusCode, (await takes(second, 2)).statusCode]).toEqual([
      200, 200,
    ])
    const asked = async () => (await swaps(first)).filter((one) => one.role === 'operator')
    expect(await asked()).toEqual([])
    expect((await takes(second, 1)).statusCode).toBe(200)
    expect(await asked()).toMatchObject([
      { owner: { id: second.staffId }, level: 2, askedOf: null, can: ['accept'] },
    ])
    // Back to the first: what is asked already is not asked twice.
    expect((await takes(first, 1)).statusCode).toBe(200)
    expect((await takes(second, 1)).statusCode).toBe(200)
    expect(await asked()).toHaveLength(1)
  })

  it('pressed by two at once leaves one of them on call', async () => {
    const third = await running.person(here, 'social-worker')
    const pressed = await Promise.all([take(bruno, 3), take(third, 3)])
    // The second takes it from the first: one after the other, never both.
    expect(pressed.map((one) => one.statusCode)).toEqual([200, 200])
    const duty = await as((tx) => dutyAt(tx, here, now().add({ seconds: 30 })))
    expect(duty.filter((one) => one.level === 3)).toHaveLength(1)
  })
})
