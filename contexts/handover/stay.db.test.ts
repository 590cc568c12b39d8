import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeIntervention, subjectOf } from '#contexts/interventions/public.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { stayOfAccepted } from './stay-notice.ts'
import { type HandoverRoom, MAILBOX, openHandoverRoom } from './testing/handover-room.ts'

const UNTIL = '2026-11-22T08:00:00Z'
let house: HandoverRoom

beforeAll(async () => {
  house = await openHandoverRoom()
})
afterAll(() => house.close())

/** The clock of a stay says something of a file. */
async function stayTells(file: InterventionId, type: 'StayWarned' | 'StayOverrun') {
  const data = { facility: 'Casa Onda', until: UNTIL }
  const event: unknown = { type, interventionId: file, data }
  const tell = stayOfAccepted(subjectOf)
  await house.room.as(house.boss, (tx) => tell(tx, event as RecordedEvent))
}

async function told(file: InterventionId) {
  const subject = await house.room.as(house.worker, (tx) => subjectOf(tx, file))
  return await house.mailsAbout({ fileNumber: subject?.number ?? '' })
}

describe('a stay that ends', () => {
  it.each([
    ['StayWarned', 'sta per finire'],
    ['StayOverrun', 'è finita'],
  ] as const)(
    'after a closing that nobody took over is told to the coordinators: %s',
    async (type, says) => {
      const file = await house.room.open(house.worker)
      await house.room.as(house.boss, (tx) =>
        closeIntervention(tx, file, {
          outcome: 'wrong',
          reason: 'Aperta per errore',
          reviewAt: null,
        }),
      )
      await stayTells(file, type)
      const mails = await told(file)
      expect(mails.map((mail) => mail.to)).toEqual([await house.mailboxOf(house.boss)])
      expect(mails[0]?.text).toContain(says)
      expect(mails[0]?.text).toContain('Posti')
      expect(mails[0]?.text).not.toContain('Casa Onda')
    },
  )

  it('of an open file is told to nobody by mail: its owner sees to it', async () => {
    const file = await house.room.open(house.worker)
    await stayTells(file, 'StayWarned')
    expect(await told(file)).toEqual([])
  })

  it('of a file that a service accepted is told to that service alone, closed or not', async () => {
    const file = await house.room.open(house.worker)
    const sent = await house.send(file)
    await house.say(file, sent.id, 'accepted')
    const before = (await told(file)).length
    await stayTells(file, 'StayOverrun')
    expect((await told(file)).slice(before).map((mail) => mail.to)).toEqual([MAILBOX])
  })
})
