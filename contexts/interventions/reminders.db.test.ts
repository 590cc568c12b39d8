import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { type Instant, instant } from '#platform/kernel/time.ts'
import { runDue, sweepDue } from '#platform/server/due.ts'
import { eventsOf } from '#platform/server/log.ts'
import { fileRow, rowNow } from './board.ts'
import type { Intervention } from './model.ts'
import { evolve } from './model-evolve.ts'
import { answerIntervention, closeIntervention, decideTriage, dueKinds, dueView } from './public.ts'
import { interventionOf } from './store.ts'
import { addTask, finishTask } from './tasks.ts'
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

const kinds = new Map(dueKinds.map((kind) => [kind.kind, kind]))
const silent = pino({ level: 'silent' })
const fall = () => runDue(room.one, kinds, room.clock.now(), silent)
const rowOf = (id: InterventionId) => room.as(worker, (tx) => rowNow(tx, worker, id))

/** A file that its owner works. */
async function worked(): Promise<InterventionId> {
  const id = await room.open(worker)
  await room.as(worker, (tx) => decideTriage(tx, id, { classKey: 'urgenza', facts: {} }))
  await room.as(worker, (tx) => answerIntervention(tx, id))
  return id
}

const taskIn = (id: InterventionId, dueAt: Instant) =>
  room.as(worker, (tx) =>
    addTask(tx, id, { what: 'Telefonare', staffId: worker.staffId, dueAt: dueAt.toString() }),
  )

/** Closed with a temporary answer, as an office took it over. */
async function temporary(reviewAt: Instant): Promise<InterventionId> {
  const id = await worked()
  await room.as(worker, async (tx) => {
    await sql`insert into handover.handover (territory_id, id, intervention_id, version, file_number,
      office_name, is_protected, state, sent_at, sent_by, documents, step) values (${room.here},
      ${crypto.randomUUID()}, ${id}, 1, '26-0001', 'Servizio sociale', false, 'accepted', ${room.clock.now()},
      ${worker.staffId}, '{}', 0)`.execute(tx)
    await closeIntervention(tx, id, { outcome: 'temporary', reason: 'in albergo', reviewAt })
  })
  return id
}

const pagesOf = async (id: InterventionId): Promise<number> => {
  const count = sql<number>`count(*)::int`.as('count')
  const [row] = await room.as(chief, (tx) =>
    tx
      .selectFrom('paging.v_page')
      .select(count)
      .where('intervention_id', '=', id)
      .where('state', '=', 'pending')
      .execute(),
  )
  return row?.count ?? 0
}

describe('a task that falls due', () => {
  it('is on the row of its file with its hour, rings nobody, and goes away when it is done', async () => {
    const id = await worked()
    const due = room.clock.now().add({ hours: 2 })
    const task = await taskIn(id, due)
    expect((await rowOf(id)).nextStep.key).toBe('people')
    room.clock.moveTo(due)
    await Promise.all([fall(), runDue(room.two, kinds, room.clock.now(), silent)])
    const row = await rowOf(id)
    expect(row.nextStep).toEqual({ key: 'task', dueAt: due.toString() })
    expect([row.state, row.owner.id]).toEqual(['working', worker.staffId])
    expect(await pagesOf(id)).toBe(0)
    const told = (await room.as(worker, (tx) => eventsOf(tx, task))).map((event) => event.type)
    expect(told).toEqual(['TaskAdded', 'TaskFellDue'])
    await room.as(worker, (tx) => finishTask(tx, id, task))
    expect((await rowOf(id)).nextStep.key).toBe('people')
    room.clock.advance({ hours: 2 })
    await fall()
    expect((await rowOf(id)).owner.id).toBe(worker.staffId)
  })

  it('left undone, it is the coordinator’s, an hour later and by day', async () => {
    const id = await worked()
    const due = instant('2026-11-23T21:00:00Z')
    await taskIn(id, due)
    room.clock.moveTo(due)
    await fall()
    room.clock.moveTo(instant('2026-11-24T06:59:00Z'))
    await fall()
    expect((await rowOf(id)).owner.id).toBe(worker.staffId)
    room.clock.moveTo(instant('2026-11-24T07:00:00Z'))
    await fall()
    const row = await rowOf(id)
    expect([row.state, row.owner.id, row.nextStep.key]).toEqual(['waiting', chief.staffId, 'task'])
  })

  it('left undone with another, takes no answer away from the coordinator who gave it', async () => {
    const id = await worked()
    const due = instant('2026-11-24T10:00:00Z')
    room.clock.moveTo(due)
    await taskIn(id, due)
    const second = await taskIn(id, due.add({ minutes: 30 }))
    await fall()
    room.clock.advance({ minutes: 60 })
    await fall()
    await room.as(chief, (tx) => answerIntervention(tx, id))
    room.clock.advance({ minutes: 70 })
    await fall()
    const said = await room.as(worker, (tx) => eventsOf(tx, second))
    expect(said.at(-1)?.type).toBe('TaskLeftUndone')
    const row = await rowOf(id)
    expect([row.state, row.answeredBy?.id]).toEqual(['working', chief.staffId])
    expect(row.nextStep.key).toBe('task')
  })

  it('of a file that is closed over it, says nothing more', async () => {
    const id = await worked()
    const due = room.clock.now().add({ minutes: 10 })
    const [fallen, ahead] = [await taskIn(id, due), await taskIn(id, due.add({ hours: 3 }))]
    room.clock.moveTo(due)
    await fall()
    await room.as(chief, (tx) =>
      closeIntervention(tx, id, { outcome: 'wrong', reason: 'aperto per errore', reviewAt: null }),
    )
    room.clock.advance({ hours: 30 })
    await fall()
    expect(await sweepDue(room.one, [dueView], [room.here], room.clock.now())).toBe(0)
    const typesOf = async (task: string) =>
      (await room.as(worker, (tx) => eventsOf(tx, task))).map((event) => event.type)
    expect(await typesOf(fallen)).toEqual(['TaskAdded', 'TaskFellDue'])
    expect(await typesOf(ahead)).toEqual(['TaskAdded'])
    expect((await rowOf(id)).state).toBe('closed')
  })

  it('opens a file again that was closed meanwhile', async () => {
    const id = await temporary(room.clock.now().add({ hours: 72 }))
    const due = room.clock.now().add({ hours: 1 })
    await room.as(worker, (tx) =>
      addTask(tx, id, { what: 'Passare', staffId: worker.staffId, dueAt: due.toString() }),
    )
    room.clock.moveTo(due)
    await fall()
    const row = await rowOf(id)
    expect([row.state, row.nextStep.key]).toEqual(['waiting', 'task'])
  })
})

describe('the review of a temporary closing', () => {
  it('opens the file on its day with the same owner, rings nobody, and is closed again', async () => {
    const day = room.clock.now().add({ hours: 30 })
    const id = await temporary(day)
    room.clock.moveTo(day.subtract({ minutes: 1 }))
    await fall()
    expect((await rowOf(id)).state).toBe('closed')
    room.clock.moveTo(day)
    await fall()
    const row = await rowOf(id)
    expect([row.state, row.owner.id]).toEqual(['waiting', worker.staffId])
    expect(row.nextStep).toEqual({ key: 'review', dueAt: day.toString() })
    expect(await pagesOf(id)).toBe(0)
    await room.as(worker, (tx) => answerIntervention(tx, id))
    expect((await rowOf(id)).nextStep.key).toBe('review')
    await room.as(worker, (tx) =>
      closeIntervention(tx, id, { outcome: 'made-safe', reason: 'a casa', reviewAt: null }),
    )
    room.clock.advance({ hours: 48 })
    await fall()
    expect((await rowOf(id)).state).toBe('closed')
  })

  it('answered by nobody, it is the coordinator’s; and what happened gives the row again', async () => {
    const day = instant('2026-12-01T09:00:00Z')
    const id = await temporary(day)
    room.clock.moveTo(day)
    await fall()
    room.clock.advance({ minutes: 59 })
    await fall()
    expect((await rowOf(id)).owner.id).toBe(worker.staffId)
    room.clock.advance({ minutes: 1 })
    await fall()
    expect((await rowOf(id)).owner.id).toBe(chief.staffId)
    await room.as(worker, async (tx) => {
      const events = await eventsOf(tx, id)
      let replayed: Intervention | undefined
      for (const event of events) replayed = evolve(replayed, event as never)
      expect(replayed).toEqual(interventionOf(await fileRow(tx, id)))
    })
  })

  it('lost alarms are mended by the sweeper', async () => {
    const day = room.clock.now().add({ hours: 5 })
    const id = await temporary(day)
    await taskIn(id, day)
    await room.as(worker, (tx) =>
      tx
        .deleteFrom('platform.due')
        .where('kind', 'in', ['intervention-review', 'task-due'])
        .execute(),
    )
    room.clock.moveTo(day)
    await sweepDue(room.one, [dueView], [room.here], room.clock.now())
    await fall()
    expect((await rowOf(id)).state).toBe('waiting')
  })
})
