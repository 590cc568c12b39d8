import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { closingFacts, handedView } from './closing-facts.ts'
import type { Outcome } from './model.ts'
import { closingLacks } from './model-closing.ts'
import { closeIntervention, decideTriage } from './public.ts'
import { openRoom, type TestRoom } from './testing/room.ts'

let room: TestRoom
let worker: PersonActor
let coordinator: PersonActor

beforeAll(async () => {
  room = await openRoom()
  worker = await room.person('social-worker')
  coordinator = await room.person('coordinator')
})
afterAll(() => room.close())

/** A handover in that state, as its room keeps it. */
async function handedOver(file: InterventionId, state: string): Promise<void> {
  await room.as(worker, async (tx) => {
    await sql`insert into handover.handover (territory_id, id, intervention_id, version, file_number,
      office_name, is_protected, state, sent_at, sent_by, documents, step) values (${room.here},
      ${crypto.randomUUID()}, ${file}, 1, '26-0001', 'Servizio sociale', false, ${state}, ${room.clock.now()},
      ${worker.staffId}, '{}', 0)`.execute(tx)
  })
}

/** A place for the file in that state, as its room keeps it. */
async function placed(file: InterventionId, state: string): Promise<void> {
  const house = crypto.randomUUID()
  const now = room.clock.now()
  await room.as(worker, async (tx) => {
    await sql`insert into places.facility (territory_id, id, version, label, kind, is_secret, capacity, has_agreement,
      admission, night_authority, hold_minutes, is_active, sealed_details) values (${room.here}, ${house}, 1,
      'Casa Inventata', 'dormitory', false, 'beds', true, '{}', 'anyone-on-duty', 45, true, '\\x00')`.execute(
      tx,
    )
    await sql`insert into places.placement (territory_id, id, intervention_id, facility_id, version, state, people,
      minors, hold_until, said_name, said_role, needs_authorisation, confirmed_at) values (${room.here},
      ${crypto.randomUUID()}, ${file}, ${house}, 1, ${state}, 1, 0, ${now}, 'Educatrice', 'turno', false,
      ${now})`.execute(tx)
  })
}

const closeAs = (who: PersonActor, file: InterventionId, outcome: Outcome = 'made-safe') =>
  room.as(who, (tx) => closeIntervention(tx, file, { outcome, reason: 'fatto', reviewAt: null }))

it.each([
  ['sent', 'handover-awaited'],
  ['returned', 'handover-missing'],
  ['unanswered', 'coordinator-only'],
])('a handover %s does not let a social worker close: %s', async (state, code) => {
  const file = await room.open(worker)
  await handedOver(file, state)
  await expect(closeAs(worker, file)).rejects.toMatchObject({ code })
  // The dialog says so beside the outcome, before anybody presses.
  const facts = await room.as(worker, (tx) => closingFacts(tx, file, room.here))
  expect(closingLacks('made-safe', facts)).toBe(code)
})

it('who may not read a file is not told whether a place is held for it, nor how its handovers stand', async () => {
  const file = await room.open(worker)
  const of = (mayRead: boolean) => room.as(worker, (tx) => handedView(tx, file, room.here, mayRead))
  expect(await of(false)).toEqual({ givenBack: null, closing: null })
  expect((await of(true)).closing).toMatchObject({ handover: 'missing', hasOpenPlace: false })
})

it('without any handover an unmet need stays open too', async () => {
  const file = await room.open(worker)
  await expect(closeAs(worker, file, 'unmet')).rejects.toMatchObject({ code: 'handover-missing' })
})

it('with a place confirmed and nobody recorded as arrived it stays open, whoever asks', async () => {
  const file = await room.open(worker)
  await handedOver(file, 'accepted')
  await placed(file, 'confirmed')
  for (const who of [worker, coordinator])
    await expect(closeAs(who, file)).rejects.toMatchObject({ code: 'place-open' })
})

it('a second place still promised keeps it open although somebody has arrived in the first', async () => {
  const file = await room.open(worker)
  await handedOver(file, 'accepted')
  await placed(file, 'arrived')
  await placed(file, 'confirmed')
  await expect(closeAs(worker, file)).rejects.toMatchObject({ code: 'place-open' })
})

it('nor does it close as not pertinent over a promised place', async () => {
  const file = await room.open(worker)
  await placed(file, 'confirmed')
  const decision = {
    classKey: 'non-pertinente',
    reason: 'prova',
    offeredInstead: 'ufficio',
    facts: {},
  }
  await expect(room.as(worker, (tx) => decideTriage(tx, file, decision))).rejects.toMatchObject({
    code: 'place-open',
  })
})

it('accepted, it closes with its outcome; unanswered to the end, the coordinator closes', async () => {
  const accepted = await room.open(worker)
  await handedOver(accepted, 'accepted')
  expect(await closeAs(worker, accepted)).toMatchObject({ state: 'closed', outcome: 'made-safe' })
  const silent = await room.open(worker)
  await handedOver(silent, 'unanswered')
  expect(await closeAs(coordinator, silent)).toMatchObject({ state: 'closed' })
})

it('a duplicate names another file of the territory, not itself, and keeps its number', async () => {
  const goesOn = await room.open(worker)
  const again = await room.open(worker)
  const numberOf = (id: InterventionId) =>
    room.as(worker, (tx) =>
      tx
        .selectFrom('interventions.intervention')
        .select('number')
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    )
  const closeOver = async (duplicateOf: string) =>
    await room.as(worker, (tx) =>
      closeIntervention(tx, again, {
        outcome: 'duplicate',
        reason: 'due chiamate',
        reviewAt: null,
        duplicateOf,
      }),
    )
  const own = (await numberOf(again)).number
  for (const wrong of [own, '26-9999', ''])
    await expect(closeOver(wrong)).rejects.toMatchObject({ code: 'duplicate-unknown' })
  await handedOver(again, 'sent')
  const { number } = await numberOf(goesOn)
  await expect(closeOver(number)).rejects.toMatchObject({ code: 'coordinator-only' })
  const other = await room.open(worker)
  const closed = await room.as(worker, (tx) =>
    closeIntervention(tx, other, {
      outcome: 'duplicate',
      reason: 'due chiamate',
      reviewAt: null,
      duplicateOf: number,
    }),
  )
  expect(closed).toMatchObject({ state: 'closed', outcome: 'duplicate' })
})

it('two files never close as duplicates of one another, also when both are pressed at once', async () => {
  const numberOf = (id: InterventionId) =>
    room.as(worker, (tx) =>
      tx
        .selectFrom('interventions.intervention')
        .select('number')
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    )
  const closeOver = (server: typeof room.one, id: InterventionId, duplicateOf: string) =>
    room.as(
      coordinator,
      (tx) =>
        closeIntervention(tx, id, {
          outcome: 'duplicate',
          reason: 'due chiamate',
          reviewAt: null,
          duplicateOf,
        }),
      server,
    )
  for (let round = 0; round < 5; round += 1) {
    const [first, second] = [await room.open(worker), await room.open(worker)]
    const [one, two] = [await numberOf(first), await numberOf(second)]
    const tried = await Promise.allSettled([
      closeOver(room.one, first, two.number),
      closeOver(room.two, second, one.number),
    ])
    expect(tried.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const refused = tried.find((each) => each.status === 'rejected')
    expect(refused?.reason).toMatchObject({ code: 'duplicate-unknown' })
  }
})
