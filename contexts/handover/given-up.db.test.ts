import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { subjectOf } from '#contexts/interventions/public.ts'
import { GatewayError } from '#platform/gateways/mail.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import { runDue, sweepDue } from '#platform/server/due.ts'
import { type Carrier, sendWaiting } from '#platform/server/outbox.ts'
import { testVault } from '#platform/testing/tools.ts'
import { dueKinds, dueView } from './jobs.ts'
import { stayOfAccepted } from './stay-notice.ts'
import { findHandover } from './store.ts'
import { type HandoverRoom, openHandoverRoom } from './testing/handover-room.ts'

const log = pino({ level: 'silent' })
const refused: Carrier = {
  channels: ['mail'],
  carry: () => Promise.reject(new GatewayError('refused', false)),
}
let house: HandoverRoom
let room: HandoverRoom['room']

beforeAll(async () => {
  house = await openHandoverRoom()
  room = house.room
})
afterAll(() => house.close())

const giveUp = () => sendWaiting(room.one.db, testVault, refused, room.clock, log)
const sweep = () => sweepDue(room.one, [dueView], [room.here], room.clock.now())
const work = () => {
  const kinds = new Map(dueKinds(house.needs).map((kind) => [kind.kind, kind]))
  return runDue(room.one, kinds, room.clock.now(), log)
}

describe('a message that was given up', () => {
  it('is found by the sweeper where its alarm is lost, once', async () => {
    const sent = await house.send(await room.open(house.worker))
    await giveUp()
    await sql`delete from platform.due where kind = 'message-failed'`.execute(room.one.db)
    expect(await sweep()).toBe(1)
    await work()
    const { calls } = (await room.as(house.worker, (tx) => findHandover(tx, sent.id))) ?? {}
    expect(calls?.[0]?.dueAt).toEqual(room.clock.now())
    expect(await sweep()).toBe(0)
  })

  it('and told a service of a stay is told to the coordinators', async () => {
    const file = await room.open(house.worker)
    const sent = await house.send(file)
    await house.say(file, sent.id, 'accepted')
    const data = { facility: 'Casa Onda', until: '2026-11-22T08:00:00Z' }
    const event: unknown = { type: 'StayWarned', interventionId: file, data }
    await room.as(house.boss, (tx) => stayOfAccepted(subjectOf)(tx, event as RecordedEvent))
    await giveUp()
    await work()
    const mails = await house.mailsAbout(sent)
    expect(mails.map((mail) => mail.to)).toEqual([await house.mailboxOf(house.boss)])
    expect(mails[0]?.text).toContain('chiamatelo voi')
    expect(await sweep()).toBe(0)
  })
})
