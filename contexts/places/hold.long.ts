import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRoom, type TestRoom } from '#contexts/interventions/testing/room.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { recordFacilityCall, releasePlace } from './commands.ts'
import { CallBody } from './contract.ts'
import { addFacility } from './facilities.ts'
import { writeNeed } from './need.ts'
import { aFacility, aNeed } from './testing/facility.ts'

const ROUNDS = 1000
const PRESSING = 50

let room: TestRoom
let operator: PersonActor

beforeAll(async () => {
  room = await openRoom()
  operator = await room.person('operator')
})
afterAll(() => room.close())

/** Empty for a loser: told that no bed is left, or by a server of six connections that it is busy. */
function whyLost(reason: unknown): string {
  if (reason instanceof RefusalError && reason.code === 'no-bed-left') return ''
  const text = String(reason)
  return text.includes('timeout exceeded when trying to connect') ? '' : text
}

test(`${ROUNDS} times ${PRESSING} files on two servers want the last room: always exactly one has it`, async () => {
  const coordinator = await room.person('coordinator')
  const facilityId = await room.as(coordinator, (tx) => addFacility(tx, aFacility()))
  const files = await Promise.all(Array.from({ length: PRESSING }, () => room.open(operator)))
  for (const file of files) await room.as(operator, (tx) => writeNeed(tx, file, aNeed()))
  const call = CallBody.parse({ facilityId, result: 'yes', name: 'Prova', role: 'educatrice' })
  for (let round = 0; round < ROUNDS; round += 1) {
    const tries = await Promise.allSettled(
      files.map((file, n) =>
        room.as(
          operator,
          (tx) => recordFacilityCall(tx, file, call),
          n % 2 === 0 ? room.one : room.two,
        ),
      ),
    )
    const won = tries.flatMap((one) => (one.status === 'fulfilled' && one.value ? one.value : []))
    expect(won).toHaveLength(1)
    for (const lost of tries) if (lost.status === 'rejected') expect(whyLost(lost.reason)).toBe('')
    for (const { id, interventionId: file } of won)
      await room.as(operator, (tx) => releasePlace(tx, { file, id }, 'not-needed'))
  }
})
