import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { progressOfOne } from '#contexts/interventions/progress.ts'
import { bodyIdsOf } from '#contexts/territory/public.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { type BodyId, uuid7 } from '#platform/kernel/ids.ts'
import { recordAnswer } from './commands.ts'
import { previewOf } from './preview.ts'
import { outboxRows } from './routes.ts'
import { openWords, PageOne } from './sealing.ts'
import { shieldFile } from './shield.ts'
import { territoryOf } from './store.ts'
import { type HandoverRoom, openHandoverRoom, RECIPIENT } from './testing/handover-room.ts'
import { handoversView } from './views.ts'

let house: HandoverRoom
let service: PersonActor
let colleague: PersonActor
let mailbox = ''

async function serves(): Promise<PersonActor> {
  const { room, worker } = house
  const made = await room.person('competent-service')
  const bodies = await room.as(worker, (tx) => bodyIdsOf(tx, room.here))
  const bodyId = (bodies.get('comune') ?? '') as BodyId
  await room.as(worker, async (tx) => {
    await tx
      .insertInto('access.role_grant')
      .values({
        id: uuid7(tx.work.now, tx.work.random),
        staff_id: made.staffId,
        territory_id: room.here,
        role: 'competent-service',
        body_id: bodyId,
        given_at: tx.work.now,
        ended_at: null,
      })
      .execute()
  })
  return { ...made, grants: [{ territoryId: room.here, role: 'competent-service', bodyId }] }
}

beforeAll(async () => {
  house = await openHandoverRoom()
  service = await serves()
  colleague = await serves()
  mailbox = (await house.mailboxOf(service)) ?? ''
})
afterAll(() => house.close())

const named = () => ({ ...RECIPIENT, mailbox })
const rowsOf = (who: PersonActor) => house.room.as(who, (tx) => outboxRows(tx, who))

describe('what was sent to somebody by name', () => {
  it('comes first in their list, as theirs; for a colleague it is their service’s', async () => {
    const { room, worker } = house
    const mine = await house.send(await room.open(worker), { recipient: named() })
    const other = await house.send(await room.open(worker))
    const rows = await rowsOf(service)
    expect(rows.map(({ id, isMine }) => [id, isMine])).toEqual([
      [mine.id, true],
      [other.id, false],
    ])
    expect((await rowsOf(colleague)).every((row) => !row.isMine)).toBe(true)
  })

  it('of a protected file stands in the list of that person alone, and is not opened from it', async () => {
    const { room, worker } = house
    const file = await room.open(worker, { isProtected: true })
    const sent = await house.send(file, { recipient: named() })
    const seen = (await rowsOf(service)).find((row) => row.id === sent.id)
    expect(seen).toMatchObject({ isMine: true, can: { open: false, receive: false } })
    expect((await rowsOf(colleague)).map((row) => row.id)).not.toContain(sent.id)
  })

  it('leaves their list where its file becomes protected afterwards: its link is shut', async () => {
    const { room, worker } = house
    const file = await room.open(worker)
    const sent = await house.send(file, { recipient: named() })
    await room.as(worker, (tx) => shieldFile(tx, file))
    expect((await rowsOf(service)).map((row) => row.id)).not.toContain(sent.id)
  })
})

it('to whom it was assigned is said in the list and in the file', async () => {
  const { room, worker, needs } = house
  const file = await room.open(worker)
  const sent = await house.send(file)
  const words = { name: 'Laura Prova', role: '', reason: '' }
  const ask = (to: string) =>
    room.as(worker, (tx) =>
      recordAnswer(tx, file, sent.id, {
        ...{ kind: 'assigned', how: 'voice', at: tx.work.now },
        words: { ...words, to },
      }),
    )
  await expect(ask('')).rejects.toMatchObject({ code: 'handover-assignee-missing' })
  await ask('Rina Prova')
  const row = (await rowsOf(service)).find((one) => one.id === sent.id)
  expect(row?.assignedTo).toBe('Rina Prova')
  const view = await room.as(worker, (tx) =>
    handoversView(tx, needs, file, { territoryId: room.here }, () => ({ allowed: true })),
  )
  expect(view.handovers[0]?.answer).toMatchObject({ name: 'Laura Prova', to: 'Rina Prova' })
})

it('a typed recipient without a number is rung at the desk of the office, which does not hear why', async () => {
  const { room, worker, needs } = house
  const callsOf = async (isProtected: boolean) => {
    const file = await room.open(worker, { isProtected })
    await house.send(file)
    const view = await room.as(worker, (tx) =>
      handoversView(tx, needs, file, { territoryId: room.here }, () => ({ allowed: true })),
    )
    return view.handovers[0]?.calls
  }
  const call = { name: RECIPIENT.name, phone: '+390655509201' }
  expect(await callsOf(true)).toMatchObject([{ ...call, isDesk: true }])
  expect(await callsOf(false)).toMatchObject([{ ...call, isDesk: false }])
})

it('a second service stands beside the one that leads, and alone a service leads in any case', async () => {
  const { room, worker } = house
  const file = await room.open(worker)
  const outside = (name: string) => ({ outsideName: name, mailbox: 'altro@servizio.example' })
  const first = await house.send(file, { leads: false })
  const second = await house.send(file, { to: outside('Azienda sanitaria'), leads: false })
  expect([first.leads, second.leads]).toEqual([true, false])
})

it('a preview says exactly what leaves, and of a protected file to whom alone', async () => {
  const { room, worker, needs } = house
  const file = await room.open(worker, { isProtected: true })
  const order = {
    interventionId: file,
    to: { officeKey: 'ufficio' },
    words: { promised: 'Torniamo' },
    documentIds: [],
  }
  const shown = await room.as(worker, (tx) =>
    previewOf(tx, needs, { ...order, recipient: named() }),
  )
  expect(shown.mailboxes).toEqual([mailbox])
  const sent = await house.send(file, { words: order.words, recipient: named() })
  const kept = await room.as(worker, async (tx) =>
    openWords(tx, PageOne, territoryOf(tx), sent.sealedPage),
  )
  expect(shown.page).toEqual(kept)
  await expect(
    room.as(worker, (tx) => previewOf(tx, needs, { ...order, recipient: null })),
  ).rejects.toMatchObject({ code: 'recipient-must-be-named' })
})

it('what is no longer as it was read does not leave', async () => {
  const { room, worker, needs } = house
  const file = await room.open(worker, { isProtected: true })
  const order = {
    to: { officeKey: 'ufficio' },
    recipient: named(),
    words: { promised: 'Torniamo' },
    documentIds: [],
  }
  const { seal } = await room.as(worker, (tx) =>
    previewOf(tx, needs, { interventionId: file, ...order }),
  )
  for (const seen of [null, ''])
    await expect(house.send(file, { ...order, seen })).rejects.toMatchObject({
      code: 'handover-preview-missing',
    })
  const elsewhere = { ...named(), mailbox: 'altra.persona@ufficio.example' }
  for (const moved of [
    { words: { promised: 'Torniamo domani' } },
    { recipient: elsewhere },
    { documentIds: [crypto.randomUUID()] },
  ])
    await expect(house.send(file, { ...order, ...moved, seen: seal })).rejects.toMatchObject({
      code: 'handover-preview-changed',
    })
  expect(await house.send(file, { ...order, seen: seal })).toMatchObject({ state: 'sent' })
})

it('of a protected file no number of the office stands by itself: it is rung only where a call is due', async () => {
  const { room, worker, needs } = house
  const shown = async (isProtected: boolean) => {
    const file = await room.open(worker, { isProtected })
    await house.send(file)
    const view = await room.as(worker, (tx) =>
      handoversView(tx, needs, file, { territoryId: room.here }, () => ({ allowed: true })),
    )
    return view.handovers[0]?.phone
  }
  expect(await shown(true)).toBeNull()
  expect(await shown(false)).toBe('+390655509201')
})

it('what one beside the lead gave back is settled by another beside it: the next step is to close', async () => {
  const { room, worker } = house
  const file = await room.open(worker)
  const outside = (name: string) => ({ outsideName: name, mailbox: 'altro@servizio.example' })
  const handed = async () => (await room.as(worker, (tx) => progressOfOne(tx, file))).handover
  const first = await house.send(file)
  await house.say(file, first.id, 'accepted')
  room.clock.advance({ minutes: 60 })
  const second = await house.send(file, { to: outside('Azienda sanitaria'), leads: false })
  await house.say(file, second.id, 'returned')
  expect(await handed()).toBe('returned')
  room.clock.advance({ minutes: 60 })
  const third = await house.send(file, { to: outside('Centro antiviolenza'), leads: false })
  await house.say(file, third.id, 'accepted')
  expect(third.leads).toBe(false)
  expect(await handed()).toBe('settled')
})

it('what the lead took only a part of is not settled by one beside it that needs to do nothing', async () => {
  const { room, worker } = house
  const file = await room.open(worker)
  const to = { outsideName: 'Azienda sanitaria', mailbox: 'altro@servizio.example' }
  const handed = async () => (await room.as(worker, (tx) => progressOfOne(tx, file))).handover
  const first = await house.send(file)
  await house.say(file, first.id, 'partial')
  const before = await handed()
  expect(before).not.toBe('settled')
  room.clock.advance({ minutes: 60 })
  const second = await house.send(file, { to, leads: false })
  await house.say(file, second.id, 'not-needed')
  expect(await handed()).toBe(before)
})
