import { pino } from 'pino'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { hearReport } from '#contexts/paging/telephone.ts'
import { openPagedRoom, type PagedRoom } from '#contexts/paging/testing/paged.ts'
import { aConfiguration, openTerritory } from '#contexts/territory/testing/configuration.ts'
import { GatewayError } from '#platform/gateways/mail.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { uuid7 } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import { kindTable, runDue } from '#platform/server/due.ts'
import { type Carrier, sendToTelephone, sendWaiting } from '#platform/server/outbox.ts'
import { keepTest } from './contact-store.ts'
import { answerDrill, drillDueKinds, planDrill, startDrill } from './drill.ts'
import { triesSince } from './drill-store.ts'
import { addTurn, keepWorksByHand, provenPhone, setReach } from './public.ts'
import { contactsOf } from './staff.ts'
import { addAbsence } from './staff-store.ts'

const TUESDAY = instant('2026-11-24T09:30:00+01:00')
const silent = pino({ level: 'silent' })
const needs = { address: () => 'https://pis.example.org', telephone: { isSigned: () => false } }
const kinds = kindTable(drillDueKinds(needs))

let room: PagedRoom
let boss: PersonActor
let anna: PersonActor
let bruno: PersonActor
let left: (() => Promise<void>)[] = []

beforeEach(async () => {
  room = await openPagedRoom()
  left.push(room.close)
  room.clock.moveTo(instant('2026-11-23T12:00:00+01:00'))
  boss = await room.person('coordinator')
  anna = await room.person('social-worker')
  bruno = await room.person('social-worker')
  for (const [n, who] of [boss, anna, bruno].entries())
    await room.as(boss, (tx) =>
      setReach(tx, who.staffId, { phone: `+39300000000${n}`, email: `p${n}@example.org` }),
    )
  await room.as(boss, planDrill)
})
afterAll(async () => {
  for (const close of left) await close()
  left = []
})

/** Time goes on to an instant, and all that falls due on the way is worked when it does. */
async function goOn(hours: number): Promise<void> {
  for (let minute = 0; minute < hours * 60; minute += 3) {
    room.clock.advance({ minutes: 3 })
    await runDue(room.one, kinds, room.clock.now(), silent)
  }
}

async function week(hours: number): Promise<void> {
  room.clock.moveTo(TUESDAY)
  await runDue(room.one, kinds, room.clock.now(), silent)
  await goOn(hours)
}

const tries = async (who: PersonActor) =>
  (await room.as(boss, (tx) => triesSince(tx, TUESDAY.subtract({ hours: 48 }))))
    .filter((one) => one.staffId === who.staffId)
    .toSorted((a, b) => a.channel.localeCompare(b.channel))

const states = async (who: PersonActor) =>
  (await tries(who)).map((one) => [one.channel, one.state, one.skippedFor, one.sends].join(' '))

const messages = async (): Promise<number> => {
  const { count } = await room.one.db
    .selectFrom('platform.outbox')
    .select((e) => e.fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

it('the week tries every contact, once more when nobody answers, and then it stands as not answered', async () => {
  await week(1)
  for (const who of [boss, anna, bruno])
    expect(await states(who)).toEqual(['mail sent  1', 'phone sent  1'])
  const [mail] = await tries(anna)
  expect(await room.as(anna, (tx) => answerDrill(tx, mail?.id ?? ''))).toBe(true)
  expect(await room.as(anna, (tx) => answerDrill(tx, mail?.id ?? ''))).toBe(false)
  expect(await messages()).toBe(6)
  await leave()
  await goOn(4)
  expect(await states(anna)).toEqual(['mail answered  1', 'phone sent  2'])
  await leave()
  await goOn(4)
  expect(await states(anna)).toEqual(['mail answered  1', 'phone silent  2'])
  expect(await messages()).toBe(11)
  const known = await room.as(boss, (tx) => contactsOf(tx, room.here, [anna.staffId]))
  expect(known(anna.staffId, 'mail').state).toBe('works')
  expect(known(anna.staffId, 'phone').state).toBe('untried')
})

/** What waits leaves, on every channel. */
async function leave(): Promise<number> {
  const takes: Carrier = { channels: ['sms', 'mail'], carry: () => Promise.resolve() }
  return await sendWaiting(room.one.db, room.one.vault, takes, room.clock, silent)
}

/** A provider that cannot take anything now. */
async function holdUp(): Promise<void> {
  const carry = () => Promise.reject(new GatewayError('away', true))
  const away: Carrier = { channels: ['sms', 'mail'], carry }
  await sendWaiting(room.one.db, room.one.vault, away, room.clock, silent)
}

it('held up by its provider until the evening it leaves no more, is no failure, and stands as not tried', async () => {
  await week(1)
  await holdUp()
  await goOn(5)
  // Asked once more: one message waits, not two.
  expect(await states(anna)).toEqual(['mail sent  1', 'phone sent  1'])
  const before = await messages()
  await holdUp()
  room.clock.moveTo(instant('2026-11-24T20:00:00+01:00'))
  expect(await leave()).toBe(0)
  await runDue(room.one, kinds, room.clock.now(), silent)
  for (const who of [boss, anna, bruno])
    expect(await states(who)).toEqual(['mail skipped not-left 1', 'phone skipped not-left 1'])
  expect(await messages()).toBe(before)
  const known = await room.as(boss, (tx) => contactsOf(tx, room.here, [anna.staffId]))
  expect(known(anna.staffId, 'phone').state).toBe('untried')
  await goOn(14)
  expect([await messages(), await leave()]).toEqual([before, 0])
})

it('tried once and held up the second time it waits for an answer, and nothing leaves at night', async () => {
  await week(1)
  expect(await leave()).toBe(6)
  await goOn(4)
  expect(await states(anna)).toEqual(['mail sent  2', 'phone sent  2'])
  await holdUp()
  room.clock.moveTo(instant('2026-11-24T20:00:00+01:00'))
  expect(await leave()).toBe(0)
  await runDue(room.one, kinds, room.clock.now(), silent)
  await goOn(4)
  expect(await states(anna)).toEqual(['mail silent  2', 'phone silent  2'])
})

it('what has not left is taken back when its contact changes, and when the territory has drills no more', async () => {
  await week(1)
  await room.as(boss, (tx) =>
    setReach(tx, anna.staffId, { phone: '+393000009998', email: 'p1@example.org' }),
  )
  expect(await states(anna)).toEqual(['mail sent  1', 'phone void  1'])
  const drill = { ...aConfiguration().drill, on: false }
  expect(await openTerritory(room.one, room.clock.now(), { drill })).toBe(room.here)
  await room.as(boss, planDrill)
  await runDue(room.one, kinds, room.clock.now(), silent)
  for (const who of [boss, bruno])
    expect(await states(who)).toEqual(['mail skipped called-off 1', 'phone skipped called-off 1'])
  expect(await leave()).toBe(0)
  await goOn(9)
  expect(await leave()).toBe(0)
})

it('who is away, and who comes off a night, receives nothing; a contact that changes is asked no more', async () => {
  const day = Temporal.PlainDate.from('2026-11-24')
  const turn = {
    role: 'social-worker',
    level: 1,
    startsAt: TUESDAY.subtract({ hours: 13 }),
  } as const
  await room.as(boss, async (tx) => {
    await addAbsence(tx, { staffId: anna.staffId, kind: 'absent', from: day, until: day })
    const endsAt = TUESDAY.subtract({ hours: 1 })
    await addTurn(tx, { ...turn, staffId: bruno.staffId, endsAt })
  })
  await week(1)
  expect(await states(anna)).toEqual(['mail skipped absent 0', 'phone skipped absent 0'])
  expect(await states(bruno)).toEqual(['mail skipped rest 0', 'phone skipped rest 0'])
  await room.as(boss, (tx) =>
    setReach(tx, boss.staffId, { phone: '+393000009999', email: 'p0@example.org' }),
  )
  expect(await states(boss)).toEqual(['mail sent  1', 'phone void  1'])
})

it('a number that is dead is told at once to its owner and to the coordinators, and no longer counts as working', async () => {
  await week(1)
  const before = await messages()
  const refuses: Carrier = {
    channels: ['sms'],
    carry: () => Promise.reject(new GatewayError('telephone-404', false)),
  }
  await sendWaiting(room.one.db, room.one.vault, refuses, room.clock, silent)
  await runDue(room.one, kinds, room.clock.now(), silent)
  expect(await states(anna)).toEqual(['mail sent  1', 'phone failed  1'])
  // Three owners by mail, and the coordinator of the two others.
  expect(await messages()).toBe(before + 5)
  const known = await room.as(boss, (tx) => contactsOf(tx, room.here, [anna.staffId]))
  expect(known(anna.staffId, 'phone').state).toBe('failed')
})

it('a provider that reports it later says the same, once', async () => {
  await week(1)
  const { message_id } = await room.as(boss, (tx) =>
    tx
      .selectFrom('oncall.drill_try')
      .select('message_id')
      .where('staff_id', '=', anna.staffId)
      .where('channel', '=', 'phone')
      .executeTakeFirstOrThrow(),
  )
  const before = await messages()
  const said = { key: message_id ?? '', event: 'failed', digit: '' }
  await room.as(boss, (tx) => hearReport(tx, room.needs, said))
  await room.as(boss, (tx) => hearReport(tx, room.needs, said))
  expect(await messages()).toBe(before + 2)
  const known = await room.as(boss, (tx) => contactsOf(tx, room.here, [anna.staffId]))
  expect(known(anna.staffId, 'phone').state).toBe('failed')
})

const phoneOf = async (who: PersonActor) =>
  (await room.as(boss, (tx) => contactsOf(tx, room.here, [who.staffId])))(who.staffId, 'phone')

const proven = (who: PersonActor) => room.as(boss, (tx) => provenPhone(tx, room.here, who.staffId))

/** A coordinator presses *Prova*: the message, as it waits to leave. */
const presses = (who: PersonActor) =>
  room.as(boss, async (tx) => {
    const sms = { kind: 'sms', to: '+393000000001', text: 'Prova' } as const
    const messageId = await sendToTelephone(tx, sms)
    const id = uuid7(tx.work.now, tx.work.random)
    await keepTest(tx, { id, staffId: who.staffId, channel: 'phone', messageId })
    return messageId
  })

it('a telephone that was proven is tried again: it works until that message has failed', async () => {
  await room.as(boss, (tx) => keepWorksByHand(tx, anna.staffId, 'phone'))
  await presses(anna)
  expect(await phoneOf(anna)).toMatchObject({ state: 'works', isAsked: true })
  expect(await proven(anna)).not.toBeNull()
  // Twice is no more than once.
  const messageId = await presses(anna)
  expect(await phoneOf(anna)).toMatchObject({ state: 'works', isAsked: true })
  const said = { key: messageId, event: 'failed', digit: '' } as const
  await room.as(boss, (tx) => hearReport(tx, room.needs, said))
  expect(await phoneOf(anna)).toMatchObject({ state: 'failed', isAsked: false })
  expect(await proven(anna)).toBeNull()
  // What was lost does not come back by asking once more.
  await presses(anna)
  expect(await phoneOf(anna)).toMatchObject({ state: 'sent' })
})

it('begun by hand at night it waits for the morning, one at a time; the week then begins no second one', async () => {
  room.clock.moveTo(instant('2026-11-23T22:00:00+01:00'))
  await room.as(boss, (tx) => startDrill(tx, boss.staffId, false))
  await expect(room.as(boss, (tx) => startDrill(tx, boss.staffId, true))).rejects.toThrow(
    'drill-running',
  )
  await goOn(9)
  expect(await messages()).toBe(0)
  await goOn(2)
  expect(await messages()).toBe(6)
  room.clock.moveTo(TUESDAY)
  await runDue(room.one, kinds, room.clock.now(), silent)
  expect(await tries(anna)).toHaveLength(2)
})
