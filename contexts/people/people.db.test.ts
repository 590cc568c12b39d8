import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRoom, type TestRoom } from '#contexts/interventions/testing/room.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { eventsOf } from '#platform/server/log.ts'
import type { Known } from './model.ts'
import { householdOf, peopleOf } from './public.ts'
import { correctPerson, strikePerson, versionsOf, writePerson, writeSaid } from './store.ts'

let room: TestRoom
let worker: PersonActor
let stranger: PersonActor

beforeAll(async () => {
  room = await openRoom()
  worker = await room.person('social-worker')
  stranger = await room.person('social-worker', room.elsewhere)
})
afterAll(() => room.close())

const known = (over: Partial<Known> = {}): Known => ({
  part: 'helped',
  tie: 'self',
  sex: 'female',
  age: 34,
  ageFrom: 'said',
  isMinor: false,
  document: 'none',
  language: null,
  needs: ['care'],
  words: { name: 'Nome Segreto', health: 'Salute segreta', note: '' },
  ...over,
})

describe('the people of a file', () => {
  it('a correction is in force, and what was written before is kept with its writer and hour', async () => {
    const file = await room.open(worker)
    const id = await room.as(worker, (tx) => writePerson(tx, file, known()))
    await room.as(worker, (tx) =>
      correctPerson(tx, file, id, { ...known({ age: 36 }), version: 1 }),
    )
    const versions = await room.as(worker, (tx) => versionsOf(tx, file))
    expect(versions.map((one) => [one.version, one.age])).toEqual([
      [2, 36],
      [1, 34],
    ])
    expect(versions.every((one) => one.writtenBy === worker.staffId)).toBe(true)
    expect((await room.as(worker, (tx) => peopleOf(tx, file))).map((one) => one.age)).toEqual([36])
  })

  it('people written in one instant stand as the report tells them', async () => {
    const file = await room.open(worker)
    const ages = [41, 12, 9, 7, 5, 3, 1]
    const said = () => Promise.resolve(ages.map((age) => known({ age })))
    await room.as(worker, (tx) => writeSaid(tx, file, said))
    expect((await room.as(worker, (tx) => peopleOf(tx, file))).map((one) => one.age)).toEqual(ages)
  })

  it('two who correct the same person at once: the second is told', async () => {
    const file = await room.open(worker)
    const id = await room.as(worker, (tx) => writePerson(tx, file, known()))
    const both = [36, 37].map((age, at) =>
      room.as(
        worker,
        (tx) => correctPerson(tx, file, id, { ...known({ age }), version: 1 }),
        at === 0 ? room.one : room.two,
      ),
    )
    const results = await Promise.allSettled(both)
    expect(results.filter((one) => one.status === 'rejected')).toHaveLength(1)
  })

  it('who is struck is no longer of the household, and cannot be corrected', async () => {
    const file = await room.open(worker)
    const id = await room.as(worker, (tx) => writePerson(tx, file, known()))
    await room.as(worker, (tx) => strikePerson(tx, file, id))
    expect((await room.as(worker, (tx) => householdOf(tx, file))).people).toEqual([])
    await expect(
      room.as(worker, (tx) => correctPerson(tx, file, id, { ...known({ age: 1 }), version: 2 })),
    ).rejects.toMatchObject({ code: 'person-struck' })
  })

  it('neither the log nor the row holds a word of a person in clear', async () => {
    const file = await room.open(worker)
    const id = await room.as(worker, (tx) => writePerson(tx, file, known()))
    const kept = await room.as(worker, async (tx) => ({
      events: await eventsOf(tx, id),
      rows: await tx.selectFrom('people.person').selectAll().where('id', '=', id).execute(),
    }))
    expect(kept.events).toHaveLength(1)
    const text = JSON.stringify(kept) + kept.rows.map((row) => row.sealed_words.toString()).join('')
    expect(text).not.toMatch(/segret/iu)
  })

  it('what was written cannot be changed by the application', async () => {
    const file = await room.open(worker)
    const id = await room.as(worker, (tx) => writePerson(tx, file, known()))
    await expect(
      room.as(worker, (tx) =>
        tx.updateTable('people.person').set({ age: 1 }).where('id', '=', id).execute(),
      ),
    ).rejects.toThrow('permission denied')
  })
})

describe('tenancy', () => {
  it('from another territory, and without any, nobody is found', async () => {
    const file = await room.open(worker)
    const id = await room.as(worker, (tx) => writePerson(tx, file, known()))
    expect(await room.as(stranger, (tx) => versionsOf(tx, file))).toEqual([])
    await expect(
      room.as(stranger, (tx) => correctPerson(tx, file, id, { ...known(), version: 1 })),
    ).rejects.toThrow('not found')
    const nobody: PersonActor = { ...worker, grants: [], desk: null }
    expect(await room.as(nobody, (tx) => versionsOf(tx, file), room.one, null)).toEqual([])
    await expect(
      room.as(nobody, (tx) => writePerson(tx, file, known()), room.one, null),
    ).rejects.toThrow()
  })
})
