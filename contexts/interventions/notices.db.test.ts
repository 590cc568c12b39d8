import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GatewayError } from '#platform/gateways/mail.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import { runDue, sweepDue } from '#platform/server/due.ts'
import { type Carrier, type Notice, sendMail, sendWaiting } from '#platform/server/outbox.ts'
import { testVault } from '#platform/testing/tools.ts'
import { rowNow } from './board.ts'
import {
  answerIntervention,
  closeIntervention,
  decideTriage,
  dueKinds,
  dueView,
  tasksOf,
} from './public.ts'
import { finishTask } from './tasks.ts'
import { openRoom, type TestRoom } from './testing/room.ts'

let room: TestRoom
let worker: PersonActor
let chief: PersonActor

beforeAll(async () => {
  room = await openRoom()
  worker = await room.person('social-worker')
  chief = await room.person('coordinator')
  room.clock.moveTo(instant('2026-11-23T09:00:00Z'))
})
afterAll(() => room.close())

const silent = pino({ level: 'silent' })
const refused: Carrier = {
  channels: ['mail'],
  carry: () => Promise.reject(new GatewayError('refused', false)),
}
const kinds = new Map(dueKinds.map((kind) => [kind.kind, kind]))
const fall = () => runDue(room.one, kinds, room.clock.now(), silent)
const giveUp = () => sendWaiting(room.one.db, testVault, refused, room.clock, silent)
const sweep = () => sweepDue(room.one, [dueView], [room.here], room.clock.now())
const rowOf = (id: InterventionId) => room.as(worker, (tx) => rowNow(tx, worker, id))
const tasks = (id: InterventionId) => room.as(worker, (tx) => tasksOf(tx, id))

async function worked(): Promise<InterventionId> {
  const id = await room.open(worker)
  await room.as(worker, (tx) => decideTriage(tx, id, { classKey: 'urgenza', facts: {} }))
  await room.as(worker, (tx) => answerIntervention(tx, id))
  return id
}

const send = (notice: Notice) =>
  room.as(worker, (tx) =>
    sendMail(
      tx,
      { to: 'persona@esempio.example', subject: 'Avviso', text: 'Avviso di prova.' },
      notice,
    ),
  )
const tell = (file: InterventionId, who: PersonActor, kind: 'told' | 'lasting' = 'told') =>
  send({ file, kind, to: who.staffId })
const closeAsMistake = (id: InterventionId) =>
  room.as(chief, (tx) =>
    closeIntervention(tx, id, { outcome: 'wrong', reason: 'aperto per errore', reviewAt: null }),
  )

/** A place held for the file, as its room keeps it. */
async function hold(file: InterventionId): Promise<void> {
  const house = crypto.randomUUID()
  const until = room.clock.now().add({ minutes: 45 })
  await room.as(worker, async (tx) => {
    await sql`insert into places.facility (territory_id, id, version, label, kind, is_secret, capacity, has_agreement,
      admission, night_authority, hold_minutes, is_active, sealed_details) values (${room.here}, ${house}, 1,
      'Casa Inventata', 'dormitory', false, 'beds', true, '{}', 'anyone-on-duty', 45, true, '\\x00')`.execute(
      tx,
    )
    await sql`insert into places.placement (territory_id, id, intervention_id, facility_id, version, state, people,
      minors, hold_until, said_name, said_role, needs_authorisation) values (${room.here}, ${crypto.randomUUID()},
      ${file}, ${house}, 1, 'held', 1, 0, ${until}, 'Educatrice', 'turno', false)`.execute(tx)
  })
}

describe('a notice that was given up', () => {
  it('to the owner is the coordinator’s to tell: on the board at once, until somebody has told them', async () => {
    const id = await worked()
    const message = await tell(id, worker)
    await giveUp()
    await Promise.all([fall(), runDue(room.two, kinds, room.clock.now(), silent)])
    expect((await rowOf(id)).nextStep.key).toBe('task')
    const [task, ...others] = await tasks(id)
    expect(others).toEqual([])
    expect(task).toMatchObject({ id: message, staffId: chief.staffId, madeBy: null })
    expect(task?.what).toContain(worker.name)
    await room.as(chief, (tx) => finishTask(tx, id, message))
    expect((await rowOf(id)).nextStep.key).not.toBe('task')
    expect(await sweep()).toBe(0)
  })

  it('to a coordinator is the owner’s to tell; a lost alarm is mended by the sweeper, once', async () => {
    const id = await worked()
    await tell(id, chief)
    await giveUp()
    await room.as(worker, (tx) =>
      tx.deleteFrom('platform.due').where('kind', '=', 'notice-failed').execute(),
    )
    expect(await sweep()).toBe(1)
    await fall()
    expect((await tasks(id)).map((one) => one.staffId)).toEqual([worker.staffId])
    expect((await rowOf(id)).nextStep.key).toBe('task')
    expect(await sweep()).toBe(0)
  })

  it('about a file that another closed since opens nothing again and leaves no task: they had all of it before them', async () => {
    const id = await worked()
    await tell(id, worker)
    room.clock.advance({ minutes: 5 })
    await closeAsMistake(id)
    await giveUp()
    await fall()
    expect((await rowOf(id)).state).toBe('closed')
    expect(await tasks(id)).toEqual([])
    expect(await sweep()).toBe(0)
  })

  it('that was written of a closed file opens it again, also a mistake: there is something to work', async () => {
    const id = await worked()
    await closeAsMistake(id)
    room.clock.advance({ minutes: 5 })
    await tell(id, chief)
    await giveUp()
    await fall()
    expect((await tasks(id)).map((one) => one.staffId)).toEqual([worker.staffId])
    await fall()
    expect(await rowOf(id)).toMatchObject({ state: 'waiting', nextStep: { key: 'task' } })
    expect(await sweep()).toBe(0)
  })

  it('of somebody who stays in a place is not settled by the closing', async () => {
    const id = await worked()
    await tell(id, chief, 'lasting')
    room.clock.advance({ minutes: 5 })
    await closeAsMistake(id)
    await giveUp()
    await fall()
    expect((await tasks(id)).map((one) => one.staffId)).toEqual([worker.staffId])
  })

  it('to the unit that reported is the owner’s to tell, also of a file that was closed since', async () => {
    const id = await worked()
    const message = await send({ file: id, kind: 'read-back', to: null })
    room.clock.advance({ minutes: 5 })
    await closeAsMistake(id)
    await giveUp()
    await fall()
    const [task] = await tasks(id)
    expect(task).toMatchObject({ id: message, staffId: worker.staffId, madeBy: null })
    expect(task?.what).toContain('riscontro')
  })

  it('to a facility is the owner’s to ring while the place is held, and nobody’s once it is not', async () => {
    const id = await worked()
    await hold(id)
    await send({ file: id, kind: 'confirmation', to: null })
    const other = await worked()
    await send({ file: other, kind: 'confirmation', to: null })
    await giveUp()
    await fall()
    expect((await tasks(id)).map((one) => one.staffId)).toEqual([worker.staffId])
    expect(await tasks(other)).toEqual([])
    expect(await sweep()).toBe(0)
  })

  it('to who has answered the file since is nobody’s to tell any more, and the sweeper asks no more for it', async () => {
    const id = await room.open(worker)
    await room.as(worker, (tx) => decideTriage(tx, id, { classKey: 'urgenza', facts: {} }))
    await tell(id, worker)
    room.clock.advance({ minutes: 5 })
    await room.as(worker, (tx) => answerIntervention(tx, id))
    await giveUp()
    await fall()
    expect(await tasks(id)).toEqual([])
    expect((await rowOf(id)).nextStep.key).not.toBe('task')
    expect(await sweep()).toBe(0)
  })

  it('to who owned a file that was closed since opens nothing again', async () => {
    const id = await worked()
    await tell(id, worker)
    room.clock.advance({ minutes: 5 })
    await room.as(worker, async (tx) => {
      await sql`insert into handover.handover (territory_id, id, intervention_id, version, file_number,
        office_name, is_protected, state, sent_at, sent_by, documents, step) values (${room.here},
        ${crypto.randomUUID()}, ${id}, 1, '26-0001', 'Servizio sociale', false, 'accepted', ${room.clock.now()},
        ${worker.staffId}, '{}', 0)`.execute(tx)
      await closeIntervention(tx, id, { outcome: 'made-safe', reason: 'fatto', reviewAt: null })
    })
    await giveUp()
    await fall()
    expect((await rowOf(id)).state).toBe('closed')
    expect(await tasks(id)).toEqual([])
    expect(await sweep()).toBe(0)
  })

  it('and that did arrive says nothing', async () => {
    const id = await worked()
    await tell(id, chief)
    const taken: Carrier = { channels: ['mail'], carry: async () => undefined }
    await sendWaiting(room.one.db, testVault, taken, room.clock, silent)
    await fall()
    expect(await tasks(id)).toEqual([])
  })
})
