import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { runDue, sweepDue } from '#platform/server/due.ts'
import { eventsOf } from '#platform/server/log.ts'
import type { Intervention } from './model.ts'
import { answerIntervention, decideTriage, dueKinds } from './public.ts'
import { lockFile } from './store.ts'
import { openRoom, type TestRoom } from './testing/room.ts'

let room: TestRoom
let operator: PersonActor

beforeAll(async () => {
  room = await openRoom()
  operator = await room.person('operator')
})
afterAll(() => room.close())

const kinds = new Map(dueKinds.map((kind) => [kind.kind, kind]))
const silent = pino({ level: 'silent' })

const read = (id: InterventionId): Promise<Intervention> =>
  room.as(operator, (tx) => lockFile(tx, id))

const notPertinent = {
  classKey: 'non-pertinente',
  facts: { requestKind: 'rent-help' } as const,
  offeredInstead: 'Orari del segretariato sociale',
}

describe('what falls due', () => {
  it('records a missed target once, and none when somebody answered in time', async () => {
    const late = await room.open(operator)
    const inTime = await room.open(operator)
    for (const id of [late, inTime])
      await room.as(operator, (tx) => decideTriage(tx, id, { classKey: 'emergenza', facts: {} }))
    const worker = await room.person('social-worker')
    await room.as(worker, (tx) => answerIntervention(tx, inTime))
    room.clock.advance({ minutes: 4 })
    await runDue(room.one, kinds, room.clock.now(), silent)
    expect((await read(late)).targetMissedAt).toBeNull()
    room.clock.advance({ minutes: 2 })
    await Promise.all([
      runDue(room.one, kinds, room.clock.now(), silent),
      runDue(room.two, kinds, room.clock.now(), silent),
    ])
    expect((await read(late)).targetMissedAt).not.toBeNull()
    expect((await read(inTime)).targetMissedAt).toBeNull()
    const types = (await room.as(operator, (tx) => eventsOf(tx, late))).map((one) => one.type)
    expect(types.filter((type) => type === 'TargetMissed')).toHaveLength(1)
  })

  it('an unconfirmed not-pertinent is back on the board at the end of the shift, same owner', async () => {
    const id = await room.open(operator)
    await room.as(operator, (tx) => decideTriage(tx, id, notPertinent))
    const { confirmBy } = await read(id)
    if (confirmBy === null) throw new Error('nothing to wait for')
    room.clock.moveTo(confirmBy)
    await runDue(room.two, kinds, room.clock.now(), silent)
    expect(await read(id)).toMatchObject({
      state: 'waiting',
      ownerId: operator.staffId,
      notPertinent: 'lapsed',
    })
  })

  it('the sweeper finds nothing missing, and mends an alarm that was lost', async () => {
    const id = await room.open(operator)
    await room.as(operator, (tx) => decideTriage(tx, id, { classKey: 'emergenza', facts: {} }))
    const sweep = () => sweepDue(room.one, ['interventions.v_due'], [room.here], room.clock.now())
    expect(await sweep()).toBe(0)
    await room.one.db.deleteFrom('platform.due').where('key', '=', id).execute()
    expect(await sweep()).toBe(1)
  })
})
