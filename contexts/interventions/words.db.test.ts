import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type FrontDoor,
  openFrontDoor,
  type TestPerson,
} from '#contexts/access/testing/front-door.ts'
import { openTerritory } from '#contexts/territory/testing/configuration.ts'
import type { Role } from '#platform/kernel/actor.ts'
import type { InterventionId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { InterventionView } from './contract.ts'
import { openIntervention, routes } from './public.ts'
import { aHead } from './testing/room.ts'

let door: FrontDoor
let here: TerritoryId
const people = new Map<string, { person: TestPerson; who: string }>()

const ROLES: readonly [string, Role][] = [
  ['operator', 'operator'],
  ['second', 'operator'],
  ['social-worker', 'social-worker'],
  ['coordinator', 'coordinator'],
  ['psychologist', 'psychologist'],
  ['lead', 'lead-municipality'],
  ['auditor', 'auditor'],
  ['administrator', 'administrator'],
]

beforeAll(async () => {
  door = await openFrontDoor(new Map(), routes)
  here = await openTerritory(door.serving, door.clock.now())
  for (const [key, role] of ROLES) {
    const person = await door.person([[here, role]])
    people.set(key, { person, who: await door.session(person, here) })
  }
})
afterAll(() => door.close())

const who = (key: string): string => people.get(key)?.who ?? ''

const opened = async (ownerId: StaffId): Promise<InterventionId> => {
  const opening = { head: aHead(), receivedAt: door.clock.now(), ownerId }
  return (await door.as(here, (tx) => openIntervention(tx, opening))).id
}

describe('the words of a file', () => {
  let id: InterventionId
  const post = (verb: string, as: string, body: object) =>
    door.ask('POST', `/api/interventions/${id}/${verb}`, { who: who(as), body })
  const secret = /Notasegreta|Motivosegreto|Riferimentosegreto|immediateDanger/u

  beforeAll(async () => {
    const owner = people.get('social-worker')?.person.id
    if (!owner) throw new Error('nobody')
    id = await opened(owner)
    const decision = {
      classKey: 'urgenza',
      facts: { immediateDanger: true },
      reason: 'Motivosegreto',
    }
    const replies = [
      await post('triage-decisions', 'operator', decision),
      await post('emergency-calls', 'operator', {
        service: '112',
        reference: 'Riferimentosegreto',
        staysOnLine: false,
      }),
      await post('notes', 'operator', { text: 'Notasegreta' }),
      await post('owner', 'coordinator', {
        toId: people.get('second')?.person.id,
        reason: 'Motivosegreto',
      }),
    ]
    expect(replies.map((reply) => reply.statusCode)).toEqual([200, 200, 200, 200])
  })

  it.each(['operator', 'social-worker', 'coordinator', 'psychologist'])(
    'are read by the %s',
    async (role) => {
      const reply = await door.ask('GET', `/api/interventions/${id}`, { who: who(role) })
      expect(reply.statusCode).toBe(200)
      expect(reply.body).toMatch(/Notasegreta/u)
      expect(InterventionView.parse(reply.json()).sheet).not.toBeNull()
    },
  )

  it('the lead municipality sees type, time and role of each entry, and no more (Q35)', async () => {
    const reply = await door.ask('GET', `/api/interventions/${id}`, { who: who('lead') })
    expect(reply.statusCode).toBe(200)
    expect(reply.body).not.toMatch(secret)
    const view = InterventionView.parse(reply.json())
    expect(view.sheet).toBeNull()
    const types = view.timeline.map((entry) => entry.type)
    for (const type of [
      'NoteAdded',
      'TriageDecided',
      'EmergencyCallRecorded',
      'InterventionOpened',
    ])
      expect(types).toContain(type)
    for (const entry of view.timeline)
      expect(entry).toMatchObject({ by: '', data: {}, isWithheld: true })
    expect(view.timeline.find((entry) => entry.type === 'NoteAdded')?.role).toBe(
      'operatrice/operatore',
    )
  })

  it.each(['auditor', 'administrator'])('nothing of the file is opened by the %s', async (role) => {
    const reply = await door.ask('GET', `/api/interventions/${id}`, { who: who(role) })
    expect(reply.statusCode).toBe(403)
    expect(reply.body).not.toMatch(secret)
  })
})

describe('the words of a protected file', () => {
  let id: InterventionId
  let noteId: string
  const owner = 'social-worker'
  const outside = ['operator', 'second', 'psychologist', 'lead', 'auditor', 'administrator']

  beforeAll(async () => {
    const staffId = people.get(owner)?.person.id
    if (!staffId) throw new Error('nobody')
    const opening = { head: aHead({ isProtected: true }), receivedAt: door.clock.now() }
    const file = await door.as(here, (tx) => openIntervention(tx, { ...opening, ownerId: staffId }))
    id = file.id
    const written = [
      await door.ask('POST', `/api/interventions/${id}/notes`, {
        who: who(owner),
        body: { text: 'Notaprotetta' },
      }),
      await door.ask('POST', `/api/interventions/${id}/tasks`, {
        who: who(owner),
        body: { what: 'Compitoprotetto', staffId, dueAt: null },
      }),
    ]
    expect(written.map((reply) => reply.statusCode)).toEqual([200, 200])
    const reply = await door.ask('GET', `/api/interventions/${id}`, { who: who(owner) })
    const { timeline } = InterventionView.parse(reply.json())
    noteId = timeline.find((entry) => entry.type === 'NoteAdded')?.id ?? ''
  })

  const READINGS = routes
    .filter((route) => route.method === 'GET' && route.path.includes('/interventions/:id'))
    .map((route) => route.path)

  it('every reading of this room is asked', () => {
    expect(READINGS.toSorted()).toEqual(['/api/interventions/:id', '/api/interventions/:id/work'])
  })

  it.each(outside)('are read and corrected by no %s who does not own it', async (role) => {
    for (const path of [...READINGS, '/api/board']) {
      const reply = await door.ask('GET', path.replace(':id', id), { who: who(role) })
      expect(reply.body).not.toMatch(/Notaprotetta|Compitoprotetto/u)
      if (path !== '/api/board') expect(reply.statusCode).toBe(403)
    }
    const body = { text: 'Altre parole' }
    const path = `/api/interventions/${id}/notes/${noteId}/correction`
    expect((await door.ask('POST', path, { who: who(role), body })).statusCode).toBe(403)
  })

  it.each([owner, 'coordinator'])('are read and corrected by the %s', async (role) => {
    const reply = await door.ask('GET', `/api/interventions/${id}`, { who: who(role) })
    expect(reply.body).toMatch(/Notaprotetta/u)
    const path = `/api/interventions/${id}/notes/${noteId}/correction`
    const body = { text: `Notaprotetta, ${role}` }
    expect((await door.ask('POST', path, { who: who(role), body })).statusCode).toBe(200)
  })
})
