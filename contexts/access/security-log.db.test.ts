import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { INSTALLATION } from '#platform/server/work.ts'
import { aTerritoryId } from '#platform/testing/tools.ts'
import { type FrontDoor, openFrontDoor } from './testing/front-door.ts'

const NORTH = aTerritoryId(1)
let door: FrontDoor

beforeAll(async () => {
  door = await openFrontDoor(new Map([[NORTH, 'Ambito Nord']]))
})

afterAll(() => door.close())

/** What the log of the installation and of a territory holds, as text. */
async function logged(): Promise<string> {
  const rows = await door.as(NORTH, (tx) =>
    tx.selectFrom('platform.event').select(['actor', 'type', 'data']).execute(),
  )
  const own = await door.as(INSTALLATION, (tx) =>
    tx.selectFrom('platform.event').select(['actor', 'type', 'data']).execute(),
  )
  return JSON.stringify([rows, own])
}

test('a wrong password at a locked desk is on the log, without the password', async () => {
  const gina = await door.person([[NORTH, 'operator']])
  const who = await door.session(gina, NORTH)
  await door.ask('POST', '/api/session/lock', { who })
  await door.ask('POST', '/api/session/unlock', { who, body: { password: 'parola-tentata' } })
  const log = await logged()
  expect(log).toContain(
    JSON.stringify({
      actor: `staff:${gina.id}`,
      type: 'CommandRefused',
      data: { code: 'wrong-password', operation: 'access.unlockDesk' },
    }),
  )
  expect(log).not.toContain('parola-tentata')
})

test('the address of a peer cannot be guessed back from the log', async () => {
  const peer = '10.77.0.9'
  const typed = { email: 'nessuno@esempio.example', password: 'x' }
  await door.form('/accedi', typed, { peer })
  const plain = createHash('sha256').update(peer).digest('base64url')
  const log = await logged()
  expect(log).toContain('SignInFailed')
  expect(log).not.toContain(peer)
  expect(log).not.toContain(plain.slice(0, 16))
})
