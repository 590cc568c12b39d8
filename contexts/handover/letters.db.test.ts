import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nextStep } from '#contexts/interventions/model-next-step.ts'
import { progressOfOne } from '#contexts/interventions/progress.ts'
import { answerIntervention } from '#contexts/interventions/public.ts'
import { lockFile } from '#contexts/interventions/store.ts'
import type { TestRoom } from '#contexts/interventions/testing/room.ts'
import { GatewayError } from '#platform/gateways/mail.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { runDue } from '#platform/server/due.ts'
import { type Carrier, sendWaiting } from '#platform/server/outbox.ts'
import { testVault } from '#platform/testing/tools.ts'
import { recordCall, recordReceipt } from './chasing.ts'
import { dueKinds } from './jobs.ts'
import { lettersOf } from './letter-store.ts'
import { outboxRows } from './routes.ts'
import { findHandover } from './store.ts'
import { type HandoverRoom, openHandoverRoom } from './testing/handover-room.ts'
import { handoversView } from './views.ts'

const NOBODY = { name: '', role: '', reason: '' }
const log = pino({ level: 'silent' })
let house: HandoverRoom
let room: TestRoom
let worker: PersonActor
let needs: HandoverRoom['needs']
let send: HandoverRoom['send']
let stateOf: HandoverRoom['stateOf']
let mailsAbout: HandoverRoom['mailsAbout']

beforeAll(async () => {
  house = await openHandoverRoom()
  ;({ room, worker, needs, send, stateOf, mailsAbout } = house)
})
afterAll(() => house.close())

async function ownerOf(file: InterventionId) {
  return await room.as(worker, (tx) =>
    tx
      .selectFrom('interventions.intervention')
      .select(['owner_id', 'state', 'answered_by'])
      .where('id', '=', file)
      .executeTakeFirstOrThrow(),
  )
}

async function stepOf(file: InterventionId) {
  return await room.as(worker, async (tx) =>
    // A file without a class asks for its class first.
    nextStep({ ...(await lockFile(tx, file)), classKey: 'urgenza' }, await progressOfOne(tx, file)),
  )
}

describe('calls and letters', () => {
  it('the office is to be rung half an hour after it opens; who was reached is rung no more', async () => {
    const file = await room.open(worker)
    const sent = await send(file)
    expect(sent.calls).toMatchObject([{ level: 'office', tries: 0 }])
    expect(sent.calls[0]?.dueAt.toString()).toBe('2026-11-23T07:30:00Z')
    const call = (result: 'spoke' | 'no-answer', name: string) =>
      room.as(worker, (tx) =>
        recordCall(tx, file, sent.id, {
          level: 'office',
          result,
          again: undefined,
          words: { ...NOBODY, name },
        }),
      )
    const tried = await call('no-answer', '')
    expect(tried.calls[0]?.dueAt.toString()).toBe('2026-11-23T08:00:00Z')
    expect((await call('spoke', 'Laura Prova')).calls).toEqual([])
    expect(await stateOf(sent.id)).toBe('sent')
  })

  it('an office without a mailbox is rung at once', async () => {
    const sent = await send(await room.open(worker), { recipient: null })
    expect(await mailsAbout(sent)).toEqual([])
    expect(sent.calls[0]?.dueAt).toEqual(room.clock.now())
  })

  it('a letter that waits to leave for long is said, in the file and in the list', async () => {
    const sent = await send(await room.open(worker))
    const told = () =>
      room.as(worker, async (tx) => {
        const { handovers } = await handoversView(
          tx,
          needs,
          sent.interventionId,
          { territoryId: room.here },
          () => ({ allowed: true }),
        )
        const rows = await outboxRows(tx, worker)
        return [handovers[0]?.isStuck, rows.find((one) => one.id === sent.id)?.isStuck]
      })
    expect(await told()).toEqual([false, false])
    room.clock.advance({ minutes: 20 })
    expect(await told()).toEqual([true, true])
    const carrier: Carrier = { channels: ['mail'], carry: () => Promise.resolve() }
    await sendWaiting(room.one.db, testVault, carrier, room.clock, log)
    expect(await told()).toEqual([false, false])
  })

  it('a letter that is given up does not look like sent: a call is due, its owner is told, nobody is woken', async () => {
    const file = await room.open(worker)
    await room.as(worker, (tx) => answerIntervention(tx, file))
    const sent = await send(file)
    const view = async () => (await room.as(worker, (tx) => lettersOf(tx, [sent.id])))[0]?.delivery
    expect(await view()).toBe('leaving')
    const refused: Carrier = {
      channels: ['mail'],
      carry: () => Promise.reject(new GatewayError('refused', false)),
    }
    await sendWaiting(room.one.db, testVault, refused, room.clock, log)
    const kinds = new Map(dueKinds(needs).map((kind) => [kind.kind, kind]))
    await runDue(room.one, kinds, room.clock.now(), log)
    expect(await view()).toBe('failed')
    const calls = (await room.as(worker, (tx) => findHandover(tx, sent.id)))?.calls
    expect(calls?.[0]?.dueAt).toEqual(room.clock.now())
    expect(await stepOf(file)).toEqual({ key: 'handover-call', dueAt: room.clock.now() })
    expect(await ownerOf(file)).toMatchObject({ state: 'working', answered_by: worker.staffId })
    const notices = (await mailsAbout(sent)).filter((mail) => mail.text.includes('non è arrivata'))
    expect(notices.map(({ to }) => to)).toEqual([await house.mailboxOf(worker)])
  })

  it('a receipt is recorded by hand, and one that says not delivered makes a call due', async () => {
    const file = await room.open(worker)
    await room.as(worker, (tx) => answerIntervention(tx, file))
    const sent = await send(file)
    const [letter] = await room.as(worker, (tx) => lettersOf(tx, [sent.id]))
    const says = (what: 'accepted' | 'delivered' | 'failed') =>
      room.as(worker, (tx) => recordReceipt(tx, file, sent.id, letter?.id ?? '', what))
    for (const what of ['accepted', 'delivered'] as const) {
      await says(what)
      expect((await room.as(worker, (tx) => lettersOf(tx, [sent.id])))[0]?.delivery).toBe(what)
    }
    expect((await stepOf(file)).key).toBe('people')
    await says('failed')
    expect(await stepOf(file)).toEqual({ key: 'handover-call', dueAt: room.clock.now() })
  })
})
