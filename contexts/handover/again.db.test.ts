import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bodyIdsOf } from '#contexts/territory/public.ts'
import { aConfiguration } from '#contexts/territory/testing/configuration.ts'
import { uuid7 } from '#platform/kernel/ids.ts'
import { givenBack, proposedOffice } from './again.ts'
import { recordAnswer } from './commands.ts'
import type { HandoverState } from './model.ts'
import { anAnswer, type HandoverRoom, openHandoverRoom } from './testing/handover-room.ts'
import { handoversView } from './views.ts'

let house: HandoverRoom

beforeAll(async () => {
  house = await openHandoverRoom()
})
afterAll(() => house.close())

const view = (file: Parameters<HandoverRoom['send']>[0]) =>
  house.room.as(house.worker, (tx) =>
    handoversView(tx, house.needs, file, { territoryId: house.room.here }, () => ({
      allowed: true,
    })),
  )

describe('what an office gives back', () => {
  it('is said with who and why, and what was written is there for the next one', async () => {
    const { room, worker } = house
    const file = await room.open(worker)
    const words = { whereNow: 'in albergo', promised: 'una visita domani' }
    const sent = await house.send(file, { words })
    const told = () => room.as(worker, (tx) => givenBack(tx, file))
    expect(await told()).toBeNull()
    expect((await view(file)).proposed).toBe('ufficio')
    await room.as(worker, (tx) =>
      recordAnswer(tx, file, sent.id, {
        ...anAnswer('returned', tx.work.now),
        words: { name: 'Laura Prova', role: '', reason: 'residente altrove' },
      }),
    )
    expect(await told()).toEqual({
      officeName: sent.officeName,
      isPart: false,
      name: 'Laura Prova',
      reason: 'residente altrove',
    })
    const again = await view(file)
    expect(again.givenBack?.words).toEqual(words)
    // The only office there is gave it back: nobody is chosen beforehand.
    expect(again.proposed).toBeNull()
    room.clock.advance({ minutes: 1 })
    await house.send(file)
    expect(await told()).toBeNull()
  })

  it('goes to the office of the place of finding, to the stand-in, to the only other one; else somebody chooses', () => {
    const base = aConfiguration()
    const [office] = base.offices
    if (office === undefined) throw new Error('an office to begin with')
    const offices = ['a', 'b', 'c'].map((key) => ({
      ...office,
      key,
      standIn: key === 'a' ? 'c' : null,
    }))
    const configuration = { ...base, offices }
    const back = (...keys: string[]) =>
      keys.map((officeKey) => ({ officeKey, state: 'returned' as HandoverState }))
    const of = (meanwhile: string | null, all: ReturnType<typeof back>) =>
      proposedOffice(configuration, { officeKey: 'a', meanwhile }, all)
    expect(of('b', [])).toBe('a')
    expect(of('b', back('a'))).toBe('b')
    expect(of('a', back('a'))).toBe('c')
    expect(of('a', back('a', 'c'))).toBe('b')
    expect(of('a', back('a', 'b', 'c'))).toBeNull()
    expect(
      proposedOffice(
        { ...configuration, offices: offices.map((one) => ({ ...one, standIn: null })) },
        { officeKey: 'a', meanwhile: 'a' },
        back('a'),
      ),
    ).toBeNull()
  })
})

describe('who receives for an office', () => {
  it('is listed with the mailbox, for who may send', async () => {
    const { room, worker } = house
    const service = await room.person('competent-service')
    const bodies = await room.as(worker, (tx) => bodyIdsOf(tx, room.here))
    await room.as(worker, (tx) =>
      tx
        .insertInto('access.role_grant')
        .values({
          id: uuid7(tx.work.now, tx.work.random),
          staff_id: service.staffId,
          territory_id: room.here,
          role: 'competent-service',
          body_id: bodies.get('comune') ?? null,
          given_at: tx.work.now,
          ended_at: null,
        })
        .execute(),
    )
    const file = await room.open(worker)
    const mailbox = await house.mailboxOf(service)
    expect((await view(file)).offices[0]?.people).toEqual([{ name: service.name, mailbox }])
    const blind = await room.as(worker, (tx) =>
      handoversView(tx, house.needs, file, { territoryId: house.room.here }, () => ({
        allowed: false,
        reason: 'not-allowed',
      })),
    )
    expect(blind.offices[0]?.people).toEqual([])
  })
})
