import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  confirmNotPertinent,
  decideTriage,
  pageByProposal,
  rejectNotPertinent,
} from '#contexts/interventions/public.ts'
import { lockFile } from '#contexts/interventions/testing/room.ts'
import { openTerritory } from '#contexts/territory/testing/configuration.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { answerPage, startByHand } from './commands.ts'
import { USUAL_STEPS } from './model.ts'
import type { PagingNeeds } from './ports.ts'
import { newestPage } from './store.ts'
import { openPagedRoom, type PagedRoom } from './testing/paged.ts'

let room: PagedRoom
let operator: PersonActor
let worker: PersonActor

beforeAll(async () => {
  room = await openPagedRoom()
  operator = await room.person('operator')
  worker = await room.onCall('social-worker', 1)
  await room.onCall('coordinator', 1)
})
afterAll(() => room.close())

const NOT_PERTINENT = {
  classKey: 'non-pertinente',
  facts: { requestKind: 'rent-help' } as const,
  reason: 'Chiede un aiuto per l’affitto',
  offeredInstead: 'Orari del segretariato sociale',
}

const decide = (id: InterventionId, classKey: string) =>
  room.as(operator, (tx) => decideTriage(tx, id, { classKey, facts: {} }))

const read = async (id: InterventionId) => {
  const page = await room.as(operator, (tx) => newestPage(tx, id))
  if (!page) throw new Error('no page')
  return page
}

it('a page begun before any class is raised when the class comes', async () => {
  const byHand = await room.open(operator)
  await room.as(operator, (tx) => startByHand(tx, room.needs, byHand))
  await decide(byHand, 'emergenza')
  expect(await read(byHand)).toMatchObject({ state: 'pending', classKey: 'emergenza' })

  const proposed = await room.open(operator)
  await room.as(operator, (tx) => pageByProposal(tx, proposed, {}))
  const before = await read(proposed)
  expect(before.classKey).not.toBe('emergenza')
  await decide(proposed, 'emergenza')
  expect(await read(proposed)).toMatchObject({ state: 'pending', classKey: 'emergenza' })
})

it('a proposal that is not pertinent stops no page; its confirmation does', async () => {
  const rejected = await room.open(operator)
  await decide(rejected, 'emergenza')
  const { id: pageId } = await read(rejected)
  await room.as(operator, (tx) => decideTriage(tx, rejected, NOT_PERTINENT))
  expect((await room.as(operator, (tx) => lockFile(tx, rejected))).state).toBe('to-confirm')
  await room.as(worker, (tx) => rejectNotPertinent(tx, rejected, 'Ha i bambini con sé'))
  expect(await read(rejected)).toMatchObject({ id: pageId, state: 'pending' })
  await decide(rejected, 'urgenza')
  expect(await read(rejected)).toMatchObject({ id: pageId, classKey: 'emergenza' })

  const confirmed = await room.open(operator)
  await decide(confirmed, 'emergenza')
  await room.as(operator, (tx) => decideTriage(tx, confirmed, NOT_PERTINENT))
  await room.as(worker, (tx) => confirmNotPertinent(tx, confirmed))
  expect((await read(confirmed)).state).toBe('settled')
})

it('a yes in the instant in which the class is raised counts for the new page', async () => {
  const id = await room.open(operator)
  await decide(id, 'urgenza')
  const page = await read(id)
  // The other server raises the class after the page was found and before its file is held.
  const lockOwners: PagingNeeds['lockOwners'] = async (tx) => {
    await decide(id, 'emergenza')
    await room.needs.lockOwners(tx)
  }
  const needs = { ...room.needs, lockOwners }
  const yes = (tx: Parameters<typeof answerPage>[0]) =>
    answerPage(tx, needs, page.id, worker.staffId, 'voice')
  expect(await room.as(worker, yes, room.two)).toMatchObject({ isFirst: true })
  expect((await room.as(operator, (tx) => lockFile(tx, id))).answeredBy).toBe(worker.staffId)
})

it('a territory without steps of its own has the usual ones, also before any class', async () => {
  const now = room.clock.now()
  const bare = await openTerritory(room.one, now, { key: 'nuda', escalation: [] })
  const clerk = await room.person('operator', bare)
  const id = await room.open(clerk)
  await room.as(clerk, (tx) => pageByProposal(tx, id, {}))
  expect((await room.as(clerk, (tx) => newestPage(tx, id)))?.steps).toMatchObject(USUAL_STEPS)
})
