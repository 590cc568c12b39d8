import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentsOf, type Typesetter } from '#contexts/documents/public.ts'
import { SECRETS } from '#contexts/documents/testing/facts.ts'
import type { TestRoom } from '#contexts/interventions/testing/room.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { runDue } from '#platform/server/due.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { recordCall } from './chasing.ts'
import {
  closable,
  declareNotDue,
  declareUnanswered,
  recordAnswer,
  sendHandover,
} from './commands.ts'
import { dueKinds } from './jobs.ts'
import type { Handover } from './model.ts'
import { outboxRows } from './routes.ts'
import { findHandover, handoversOf } from './store.ts'
import {
  anAnswer,
  type HandoverRoom,
  MAILBOX,
  openHandoverRoom,
  RECIPIENT,
} from './testing/handover-room.ts'

const NOBODY = { name: '', role: '', reason: '' }
const log = pino({ level: 'silent' })
let house: HandoverRoom
let room: TestRoom
let worker: PersonActor
let boss: PersonActor
let stranger: PersonActor
let needs: HandoverRoom['needs']
let send: HandoverRoom['send']
let say: HandoverRoom['say']
let stateOf: HandoverRoom['stateOf']
let mailsAbout: HandoverRoom['mailsAbout']

beforeAll(async () => {
  house = await openHandoverRoom()
  ;({ room, worker, boss, stranger, needs, send, say, stateOf, mailsAbout } = house)
})
afterAll(() => house.close())

async function eventTypes(tx: Tx, file: InterventionId): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('platform.event')
    .select('type')
    .where('intervention_id', '=', file)
    .where('room', '=', 'handover')
    .execute()
  return rows.map(({ type }) => type)
}

/** Sends a new file with the papers of this typesetter. */
async function sentWithout(typesetter: Typesetter): Promise<Handover> {
  const means = { ...needs, documents: { ...needs.documents, typesetter } }
  const interventionId = await room.open(worker)
  return await room.as(worker, (tx) =>
    sendHandover(tx, means, {
      interventionId,
      to: { officeKey: 'ufficio' },
      recipient: RECIPIENT,
      words: {},
      documentIds: [],
    }),
  )
}

async function ownerOf(file: InterventionId) {
  return await room.as(worker, (tx) =>
    tx
      .selectFrom('interventions.intervention')
      .select(['owner_id', 'state', 'answered_by'])
      .where('id', '=', file)
      .executeTakeFirstOrThrow(),
  )
}

describe('sending', () => {
  it('finds the competent office with its reason, sets the chase on its hours, tells no name in the mail', async () => {
    const file = await room.open(worker)
    const sent = await send(file)
    expect(sent).toMatchObject({
      state: 'sent',
      officeKey: 'ufficio',
      competence: 'residence-in-territory',
    })
    // Sunday at 02:40 in Italy: Monday at eight the office opens, two hours later it is asked again.
    expect(sent.nextChaseAt?.toString()).toBe('2026-11-23T09:00:00Z')
    const [mail] = await mailsAbout(sent)
    expect(mail?.to).toBe(MAILBOX)
    for (const secret of [...Object.values(SECRETS), RECIPIENT.name])
      expect(JSON.stringify(mail)).not.toContain(secret)
  })

  it('goes without its paper where none can be made, and its number is not lost', async () => {
    const broken: Typesetter = {
      isAvailable: true,
      typeset: () => Promise.reject(new RefusalError('documents-fault')),
    }
    const paper = async (sent: Handover) =>
      (await room.as(worker, (tx) => documentsOf(tx, sent.interventionId)))[0]?.number ?? ''
    const before = await paper(await send(await room.open(worker)))
    const without = await sentWithout(broken)
    expect(without).toMatchObject({ state: 'sent', documents: [] })
    expect(await mailsAbout(without)).toHaveLength(1)
    const after = await paper(await send(await room.open(worker)))
    expect(Number(after.slice(-4))).toBe(Number(before.slice(-4)) + 1)
  })

  it('neither the log nor the row holds a word or a name in clear', async () => {
    const file = await room.open(worker)
    const sent = await send(file)
    await say(file, sent.id, 'accepted')
    const events = await room.as(worker, (tx) =>
      tx
        .selectFrom('platform.event')
        .select('data')
        .where('intervention_id', '=', file)
        .where('room', '=', 'handover')
        .execute(),
    )
    expect(events).toHaveLength(2)
    for (const secret of [...Object.values(SECRETS), RECIPIENT.name, 'motivo'])
      expect(JSON.stringify(events)).not.toContain(secret)
  })

  it('the same office is not asked twice while it has to answer', async () => {
    const file = await room.open(worker)
    await send(file)
    await expect(send(file)).rejects.toMatchObject({ code: 'handover-pending' })
  })

  it('a protected file leaves only for a person who was chosen, and nobody else gets the link', async () => {
    const file = await room.open(worker, { isProtected: true })
    await expect(send(file, { recipient: null })).rejects.toMatchObject({
      code: 'recipient-must-be-named',
    })
    const sent = await send(file)
    expect((await mailsAbout(sent)).map((mail) => mail.to)).toEqual([MAILBOX])
  })
})

describe('answers', () => {
  it('what is returned waits again for an answer in the same instant, owned by who sent it', async () => {
    const file = await room.open(boss)
    const sent = await send(file)
    await say(file, sent.id, 'returned')
    expect(await ownerOf(file)).toMatchObject({ owner_id: worker.staffId, answered_by: null })
    expect(await stateOf(sent.id)).toBe('returned')
  })

  it('two answers at once: one is kept', async () => {
    for (let round = 0; round < 10; round += 1) {
      const file = await room.open(worker)
      const { id } = await send(file)
      const tries = await Promise.allSettled(
        (['accepted', 'returned', 'not-needed', 'accepted'] as const).map((kind, at) =>
          room.as(
            worker,
            (tx) => recordAnswer(tx, file, id, anAnswer(kind, tx.work.now)),
            at % 2 === 0 ? room.one : room.two,
          ),
        ),
      )
      expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    }
  })

  it('I4: closes when accepted or when none is due, not while an office has to answer', async () => {
    const file = await room.open(worker)
    const may = () => room.as(worker, (tx) => closable(tx, file))
    expect(await may()).toMatchObject({ closable: false, why: 'handover-missing' })
    const sent = await send(file)
    expect(await may()).toMatchObject({ closable: false, why: 'handover-pending' })
    await say(file, sent.id, 'returned')
    expect(await may()).toMatchObject({ closable: false, why: 'handover-missing' })
    await room.as(worker, (tx) => declareNotDue(tx, needs, file, 'Già seguita dal servizio'))
    expect(await may()).toMatchObject({ closable: true, by: 'not-due' })
  })
})

describe('chase', () => {
  it('a service outside the territory is asked again at its own mailbox', async () => {
    const mailbox = 'fuori@servizio.example'
    const file = await room.open(worker)
    const sent = await send(file, {
      to: { outsideName: 'Servizio di fuori', mailbox },
      recipient: null,
    })
    const asked = async () => (await mailsAbout(sent)).filter(({ to }) => to === mailbox).length
    expect(await asked()).toBe(1)
    const kinds = new Map(dueKinds(needs).map((kind) => [kind.kind, kind]))
    const start = room.clock.now()
    try {
      room.clock.advance({ hours: 24 * 14 })
      await runDue(room.one, kinds, room.clock.now(), log)
    } finally {
      room.clock.moveTo(start)
    }
    expect(await asked()).toBe(2)
  })

  it('goes on by the office hours up to the lead municipality; late steps are taken once; then the coordinator may close', async () => {
    const file = await room.open(worker)
    const { id } = await send(file)
    const kinds = new Map(dueKinds(needs).map((kind) => [kind.kind, kind]))
    const due = async () => await runDue(room.one, kinds, room.clock.now(), log)
    const giveUp = () => room.as(boss, (tx) => declareUnanswered(tx, file, id, 'nessuno risponde'))
    const row = () => room.as(worker, (tx) => findHandover(tx, id))
    const steps = async () => (await row())?.step
    const start = room.clock.now()
    try {
      await due()
      expect(await steps()).toBe(0)
      // Nothing ran for two weeks: one step is taken, and the next wait counts from now.
      room.clock.advance({ hours: 24 * 14 })
      await due()
      expect(await steps()).toBe(1)
      await expect(giveUp()).rejects.toMatchObject({ code: 'handover-still-chased' })
      for (let day = 0; day < 5; day += 1) {
        room.clock.advance({ hours: 24 })
        await due()
      }
      expect(await steps()).toBe(4)
      // Nobody above the office has a mailbox here: those steps are calls, and none of them was made yet.
      const types = await room.as(worker, (tx) => eventTypes(tx, file))
      expect(types.filter((type) => type === 'HandoverChased')).toHaveLength(2)
      expect(types.filter((type) => type === 'HandoverToCall')).toHaveLength(2)
      await expect(giveUp()).rejects.toMatchObject({ code: 'handover-call-due' })
      for (const { level } of (await row())?.calls ?? [])
        await room.as(worker, (tx) =>
          recordCall(tx, file, id, { level, result: 'no-answer', again: undefined, words: NOBODY }),
        )
      expect(await stateOf(id)).toBe('sent')
      await giveUp()
      expect(await stateOf(id)).toBe('unanswered')
      expect(await room.as(worker, (tx) => closable(tx, file))).toMatchObject({ closable: true })
    } finally {
      room.clock.moveTo(start)
    }
  })
})

describe('tenancy', () => {
  it('from another territory there is no handover, no list and no command', async () => {
    const file = await room.open(worker)
    const { id } = await send(file)
    const commands = [
      () =>
        room.as(stranger, (tx) => recordAnswer(tx, file, id, anAnswer('accepted', tx.work.now))),
      () => room.as(stranger, (tx) => declareNotDue(tx, needs, file, 'motivo')),
    ]
    for (const command of commands) await expect(command()).rejects.toThrow('not found')
    expect(await room.as(stranger, (tx) => handoversOf(tx, file))).toEqual([])
    expect(await room.as(stranger, (tx) => outboxRows(tx, stranger))).toEqual([])
    const own = await room.as(worker, (tx) => outboxRows(tx, worker))
    expect(own.map((row) => row.id)).toContain(id)
    const nobody: PersonActor = { ...worker, grants: [], desk: null }
    expect(await room.as(nobody, (tx) => outboxRows(tx, nobody), room.one, null)).toEqual([])
  })
})
