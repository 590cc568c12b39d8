import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeHead } from '#contexts/interventions/commands.ts'
import { aHead } from '#contexts/interventions/testing/room.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { runDue } from '#platform/server/due.ts'
import { openLink } from '#platform/server/link.ts'
import { declareUnanswered } from './commands.ts'
import { dueKinds } from './jobs.ts'
import type { Handover } from './model.ts'
import { findHandover, LINK_KIND } from './store.ts'
import { type HandoverRoom, openHandoverRoom } from './testing/handover-room.ts'

let house: HandoverRoom

beforeAll(async () => {
  house = await openHandoverRoom()
})
afterAll(() => house.close())

async function linkStateOf(sent: Handover) {
  const { room } = house
  const text = (await house.mailsAbout(sent))[0]?.text ?? ''
  const token = /\/p\/([\w-]{43})/u.exec(text)?.[1] ?? ''
  return (await openLink(room.one.db, LINK_KIND, token, room.clock.now()))?.state
}

async function protect(file: InterventionId) {
  const { room, worker } = house
  await room.as(worker, (tx) => changeHead(tx, file, aHead({ isProtected: true })))
}

const read = ({ id }: Handover) => house.room.as(house.worker, (tx) => findHandover(tx, id))

describe('a file that becomes protected after it was passed on (I7)', () => {
  it('its link opens nothing, nobody is written to any more, the coordinator may end it', async () => {
    const { room, boss } = house
    const file = await room.open(house.worker)
    const sent = await house.send(file)
    const mails = (await house.mailsAbout(sent)).length
    await protect(file)
    // The coordinator alone hears of it, by the number of the file.
    const notices = (await house.mailsAbout(sent)).slice(mails)
    expect(notices.map(({ to }) => to)).toEqual([await house.mailboxOf(boss)])
    expect(notices[0]?.text).toContain(sent.fileNumber)
    expect(await linkStateOf(sent)).toBe('over')
    expect(await read(sent)).toMatchObject({
      isProtected: true,
      state: 'sent',
      nextChaseAt: null,
      calls: [],
    })
    const kinds = new Map(dueKinds(house.needs).map((kind) => [kind.kind, kind]))
    const start = room.clock.now()
    try {
      room.clock.advance({ hours: 24 * 14 })
      await runDue(room.one, kinds, room.clock.now(), pino({ level: 'silent' }))
    } finally {
      room.clock.moveTo(start)
    }
    expect(await house.mailsAbout(sent)).toHaveLength(mails + 1)
    await room.as(boss, (tx) => declareUnanswered(tx, file, sent.id, 'sentiti a voce'))
    expect(await house.stateOf(sent.id)).toBe('unanswered')
  })

  it('what an office had already accepted is under protection too', async () => {
    const file = await house.room.open(house.worker)
    const sent = await house.send(file)
    await house.say(file, sent.id, 'accepted')
    await protect(file)
    expect(await read(sent)).toMatchObject({ isProtected: true, state: 'accepted', step: 0 })
  })

  it('what was sent as protected to a named person goes on', async () => {
    const file = await house.room.open(house.worker, { isProtected: true })
    const sent = await house.send(file)
    await house.room.as(house.worker, (tx) =>
      changeHead(tx, file, aHead({ isProtected: true, needLabel: 'altro' })),
    )
    expect(await linkStateOf(sent)).toBe('open')
    expect((await read(sent))?.nextChaseAt).toEqual(sent.nextChaseAt)
  })
})
