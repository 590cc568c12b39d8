import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { Tx } from '#platform/server/db.ts'
import { boardRows, openFiles } from './board.ts'
import {
  answerIntervention,
  changeHead,
  decideTriage,
  noteIntervention,
  recordEmergencyCall,
} from './public.ts'
import { aHead, openRoom, type TestRoom } from './testing/room.ts'
import { timelineOf } from './timeline.ts'

let room: TestRoom
let operator: PersonActor
let stranger: PersonActor

beforeAll(async () => {
  room = await openRoom()
  operator = await room.person('operator')
  stranger = await room.person('operator', room.elsewhere)
})
afterAll(() => room.close())

describe('tenancy', () => {
  it('from another territory every command finds no file', async () => {
    const id = await room.open(operator)
    const commands = [
      (tx: Tx) => answerIntervention(tx, id),
      (tx: Tx) => noteIntervention(tx, id, 'x'),
      (tx: Tx) => decideTriage(tx, id, { classKey: 'urgenza', facts: {} }),
      (tx: Tx) => recordEmergencyCall(tx, id, { service: '112', staysOnLine: false }),
      (tx: Tx) => changeHead(tx, id, aHead()),
    ]
    for (const command of commands)
      await expect(room.as(stranger, command)).rejects.toThrow('not found')
    expect(await room.as(stranger, (tx) => boardOf(tx))).not.toContain(id)
    expect(
      (await room.as(stranger, (tx) => timelineOf(tx, room.elsewhere, id, undefined, 'words')))
        .entries,
    ).toEqual([])
  })

  it('without any territory nothing is read and nothing opens', async () => {
    const nobody: PersonActor = { ...operator, grants: [], desk: null }
    expect(await room.as(nobody, (tx) => boardOf(tx), room.one, null)).toEqual([])
    await expect(room.open(nobody)).rejects.toThrow()
  })

  async function boardOf(tx: Tx): Promise<string[]> {
    const actor = tx.work.actor
    return (await boardRows(tx, actor, await openFiles(tx, actor))).map((row) => row.id)
  }
})
