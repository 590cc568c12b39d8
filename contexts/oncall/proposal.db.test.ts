import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRoom, type TestRoom } from '#contexts/interventions/testing/room.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { Tx } from '#platform/server/db.ts'
import type { BestView, ProposalAsking } from './contract-proposal.ts'
import {
  askProposal,
  claimSearch,
  decideProposal,
  keepSearch,
  keepStopped,
  lockProposal,
  openProposal,
  stopSearch,
} from './proposal-store.ts'

let room: TestRoom
let boss: PersonActor
let stranger: PersonActor

beforeAll(async () => {
  room = await openRoom()
  boss = await room.person('coordinator')
  stranger = await room.person('coordinator', room.elsewhere)
})
afterAll(() => room.close())

const BEST: BestView = {
  ...{ turns: [], uncovered: [], uncoveredHours: 0, people: [], unwished: [] },
  ...{ gap: null, seconds: 1 },
}
const machine = Temporal.Instant.from('2026-11-22T02:00:00Z')
const later = machine.add({ seconds: 16 })

const asking = (): ProposalAsking => ({
  ...{ role: 'crew', levels: 1, from: '2026-12-01', days: 7, changes: ['08:00'], hours: 'always' },
  people: [{ staffId: boss.staffId, absent: [], rather: [] }],
})
const ask = async (who = boss) =>
  await room.as(who, (tx) => askProposal(tx, asking(), who.staffId, machine))
const claimed = async (id: string) =>
  await room.as(boss, (tx) => claimSearch(tx, id, 'mark', machine))
const keep = (id: string, claim: string) => (tx: Tx) =>
  keepSearch(tx, { id, claim }, { state: 'running', best: BEST, machine })
const open = async (at = machine, who = boss) =>
  await room.as(who, (tx) => openProposal(tx, who === boss ? room.here : room.elsewhere, at))
const discard = async (id: string) =>
  await room.as(boss, async (tx) =>
    decideProposal(tx, await lockProposal(tx, id, machine), 'discarded'),
  )

it('one waits at a time in a territory, also when two ask in the same instant; another territory sees nothing', async () => {
  const twice = await Promise.allSettled([ask(), ask()])
  const asked = twice.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  expect(asked).toHaveLength(1)
  await expect(ask()).rejects.toThrow('proposal-open')
  expect((await open())?.id).toBe(asked[0])
  expect(await open(machine, stranger)).toBeUndefined()
  const theirs = await ask(stranger)
  expect((await open(machine, stranger))?.id).toBe(theirs)
  const peeked = room.as(stranger, (tx) => lockProposal(tx, asked[0] ?? '', machine))
  await expect(peeked).rejects.toThrow('not found')
  await discard(asked[0] ?? '')
})

it('one server searches; a stop that another server hears ends it, and keeps the best', async () => {
  const id = await ask()
  const claim = (await claimed(id)) ?? ''
  expect(await claimed(id)).toBeUndefined()
  expect(await room.as(boss, keep(id, claim), room.one)).toBe(true)
  expect(await room.as(boss, keep(id, crypto.randomUUID()), room.two)).toBe(false)
  await room.as(boss, async (tx) => stopSearch(tx, await lockProposal(tx, id, machine)), room.two)
  expect(await room.as(boss, keep(id, claim), room.one)).toBe(false)
  expect(await open()).toMatchObject({ state: 'stopped', best: BEST })
  await discard(id)
})

it('who stops a search before its first beat has what it had found by then; what was decided is not undone', async () => {
  const id = await ask()
  const claim = (await claimed(id)) ?? ''
  await room.as(boss, async (tx) => stopSearch(tx, await lockProposal(tx, id, machine)), room.two)
  expect(await open()).toMatchObject({ state: 'stopped', best: null })
  await room.as(boss, (tx) => keepStopped(tx, { id, claim: crypto.randomUUID() }, BEST))
  expect(await open()).toMatchObject({ best: null })
  await room.as(boss, (tx) => keepStopped(tx, { id, claim }, BEST))
  expect(await open()).toMatchObject({ state: 'stopped', best: BEST })
  await discard(id)
  await room.as(boss, (tx) => keepStopped(tx, { id, claim }, BEST))
  expect(await open()).toBeUndefined()
})

it('a search whose server is gone is interrupted when its lease ends, with the best it had', async () => {
  const id = await ask()
  const claim = (await claimed(id)) ?? ''
  await room.as(boss, keep(id, claim))
  expect(await open()).toMatchObject({ state: 'running' })
  expect(await open(later)).toMatchObject({ state: 'interrupted', best: BEST })
  await discard(id)
})

it('what was asked and found is forgotten when it is decided', async () => {
  const id = await ask()
  await room.as(boss, keep(id, (await claimed(id)) ?? ''))
  await discard(id)
  expect(await open()).toBeUndefined()
  const row = await room.as(boss, (tx) =>
    tx
      .selectFrom('oncall.proposal')
      .select(['asking', 'best', 'state'])
      .where('id', '=', id)
      .executeTakeFirst(),
  )
  expect(row).toEqual({ asking: null, best: null, state: 'discarded' })
})
