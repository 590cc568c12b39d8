import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { GatewayError } from '#platform/gateways/mail.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { type Carrier, sendWaiting } from '#platform/server/outbox.ts'
import { attemptsOf } from './attempt-store.ts'
import { settlePages } from './commands.ts'
import type { Step } from './model.ts'
import { newestPage } from './store.ts'
import { hearReport } from './telephone.ts'
import { openPagedRoom, type PagedRoom } from './testing/paged.ts'

let room: PagedRoom
let operator: PersonActor

beforeAll(async () => {
  room = await openPagedRoom()
  operator = await room.person('operator')
  await room.onCall('social-worker', 1)
  await room.onCall('coordinator', 1)
})
afterAll(() => room.close())

const STEPS: readonly Step[] = [
  { role: 'social-worker', afterMinutes: 0, channels: ['voice'], fallback: ['sms', 'board'] },
  { role: 'coordinator', afterMinutes: 10, channels: ['voice'] },
]
const silent = pino({ level: 'silent' })

/** A provider that takes all, none, or refuses for good. */
function provider(answer: 'takes' | 'away' | 'refuses', channels: readonly string[]): Carrier {
  return {
    channels,
    async carry() {
      if (answer === 'takes') return
      throw new GatewayError(answer, answer === 'away')
    },
  }
}

async function send(carrier: Carrier): Promise<void> {
  await sendWaiting(room.one.db, room.one.vault, carrier, room.clock, silent)
  await room.due()
}

const tries = async (id: InterventionId) => {
  const page = await room.as(operator, (tx) => newestPage(tx, id))
  const made = page ? await room.as(operator, (tx) => attemptsOf(tx, page.id)) : []
  return made.map((one) => `${one.step} ${one.channel} ${one.state}`).toSorted()
}

async function called(): Promise<InterventionId> {
  const id = await room.page(operator, STEPS)
  await room.due()
  return id
}

/** Nothing of this file is in the way of the next one. */
async function settled(id: InterventionId): Promise<void> {
  await room.as(operator, (tx) => settlePages(tx, id, 'closed', null))
}

it('a message that is given up is followed by the fallback, as one that its provider reports as failed', async () => {
  const id = await called()
  await send(provider('refuses', ['voice']))
  expect(await tries(id)).toEqual(['0 mail queued', '0 sms queued', '0 voice failed'])
  await send(provider('refuses', ['sms', 'mail']))
  expect(await tries(id)).toEqual([
    ...['0 board delivered', '0 mail failed', '0 sms failed', '0 voice failed'],
  ])
  await settled(id)
})

it('a provider that is away is not waited for: half a minute later another way is tried, while it is asked again', async () => {
  const id = await called()
  const away = provider('away', ['voice'])
  await send(away)
  room.clock.advance({ seconds: 5 })
  await send(away)
  expect(await tries(id)).toEqual(['0 mail queued', '0 voice queued'])
  room.clock.advance({ seconds: 20 })
  await send(away)
  expect(await tries(id)).toEqual(['0 mail queued', '0 sms queued', '0 voice queued'])
  room.clock.advance({ seconds: 60 })
  await send(away)
  expect(await tries(id)).toEqual(['0 mail queued', '0 sms queued', '0 voice queued'])
  room.clock.advance({ minutes: 5 })
  await send(provider('takes', ['voice']))
  expect(await tries(id)).toEqual(['0 mail queued', '0 sms queued', '0 voice sent'])
  await settled(id)
})

it('whom a step has not reached within its minutes is tried another way beside the next one', async () => {
  const id = await called()
  room.clock.advance({ minutes: 10 })
  await room.due()
  expect(await tries(id)).toEqual([
    ...['0 mail cancelled', '0 sms queued', '0 voice cancelled', '1 mail queued', '1 voice queued'],
  ])
  await settled(id)
})

it('a call of which its provider says nothing was not heard; one that rang in vain was', async () => {
  const silentCall = await called()
  const rang = await called()
  await send(provider('takes', ['voice', 'mail']))
  const { message_id } = await room.as(operator, (tx) =>
    tx
      .selectFrom('paging.attempt')
      .select('message_id')
      .where('intervention_id', '=', rang)
      .where('channel', '=', 'voice')
      .executeTakeFirstOrThrow(),
  )
  const said = { key: message_id ?? '', event: 'no-answer', digit: '' }
  await room.as(operator, (tx) => hearReport(tx, room.needs, said))
  room.clock.advance({ minutes: 10 })
  await room.due()
  expect(await tries(silentCall)).toContain('0 sms queued')
  expect((await tries(rang)).filter((one) => one.includes('sms'))).toEqual([])
})
