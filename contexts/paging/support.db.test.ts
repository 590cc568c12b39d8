import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tasksOf } from '#contexts/interventions/public.ts'
import { NO_RECORD } from '#contexts/oncall/model-staff.ts'
import { setRecord } from '#contexts/oncall/staff-store.ts'
import type { KnownBody } from '#contexts/people/contract.ts'
import { writePerson } from '#contexts/people/store.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { languageToAsk } from './briefing.ts'
import { helpOf } from './counts.ts'
import type { SupportAsk } from './model-support.ts'
import { territoryOf } from './store.ts'
import {
  callCandidate,
  candidatesFor,
  openSupport,
  recordFamily,
  type Saying,
  saySupport,
} from './support.ts'
import { supportsOf } from './support-store.ts'
import { openPagedRoom, type PagedRoom } from './testing/paged.ts'

const WOLOF: SupportAsk = {
  kind: 'mediator',
  language: 'wo',
  sex: 'any',
  mode: 'phone',
  lines: [],
}

let room: PagedRoom
let worker: PersonActor
let onDuty: PersonActor
let other: PersonActor
let psychologist: PersonActor

beforeAll(async () => {
  room = await openPagedRoom()
  worker = await room.person('social-worker')
  onDuty = await speaking(await room.onCall('mediator', 1), ['wo', 'fr'])
  other = await speaking(await room.onCall('mediator', 2), ['wo'])
  await speaking(await room.onCall('mediator', 3), ['ar'])
  psychologist = await room.onCall('psychologist', 1)
})
afterAll(() => room.close())

async function speaking(who: PersonActor, languages: readonly string[]): Promise<PersonActor> {
  await room.as(who, (tx) => setRecord(tx, who.staffId, { ...NO_RECORD, languages }))
  return who
}

const asked = async (ask: Parameters<typeof openSupport>[2] = WOLOF) => {
  const file = await room.open(worker)
  const { id } = await room.as(worker, (tx) => openSupport(tx, file, ask))
  return { file, id }
}
const call = (file: InterventionId, id: string, who: PersonActor, server = room.one) => {
  const callee = { kind: 'staff', staffId: who.staffId } as const
  return room.as(worker, (tx) => callCandidate(tx, file, id, callee), server)
}
const say = (file: InterventionId, id: string, saying: Saying) =>
  room.as(worker, (tx) => saySupport(tx, file, id, saying))
const newest = async (file: InterventionId) =>
  (await room.as(worker, (tx) => supportsOf(tx, file)))[0]
const typesOf = async (file: InterventionId) => {
  const rows = await room.as(worker, (tx) =>
    tx
      .selectFrom('platform.event')
      .select(['type', 'data'])
      .where('intervention_id', '=', file)
      .where('room', '=', 'paging')
      .orderBy('version')
      .execute(),
  )
  return rows
}

describe('who can be called', () => {
  it('those on call who speak the language by level; nobody who does not', async () => {
    const found = await room.as(worker, (tx) => candidatesFor(tx, 'mediator', 'wo'))
    expect(found.map((one) => one.name)).toEqual([onDuty.name, other.name])
    expect(await room.as(worker, (tx) => candidatesFor(tx, 'mediator', 'pcm'))).toEqual([])
    const minds = await room.as(worker, (tx) => candidatesFor(tx, 'psychologist', null))
    expect(minds.map((one) => one.name)).toEqual([psychologist.name])
  })

  it('a woman, where one is asked for, comes first; who is not stays there, marked', async () => {
    const found = async (sex: 'any' | 'female' | 'male') =>
      (await room.as(worker, (tx) => candidatesFor(tx, 'mediator', 'wo', sex))).map(
        ({ name, fits }) => [name, fits],
      )
    expect(await found('female')).toEqual([
      [onDuty.name, 'unknown'],
      [other.name, 'unknown'],
    ])
    const record = { ...NO_RECORD, languages: ['wo'] }
    await room.as(other, (tx) => setRecord(tx, other.staffId, { ...record, sex: 'female' }))
    expect(await found('female')).toEqual([
      [other.name, 'yes'],
      [onDuty.name, 'unknown'],
    ])
    expect(await found('male')).toEqual([
      [onDuty.name, 'unknown'],
      [other.name, 'no'],
    ])
    expect(await found('any')).toEqual([
      [onDuty.name, null],
      [other.name, null],
    ])
  })

  it('a mediator is asked for by a language, and once at a time for a file', async () => {
    const { file } = await asked()
    const again = room.as(worker, (tx) => openSupport(tx, file, WOLOF))
    await expect(again).rejects.toMatchObject({ code: 'support-open' })
    const mute = room.as(worker, (tx) => openSupport(tx, file, { ...WOLOF, language: null }))
    await expect(mute).rejects.toMatchObject({ code: 'support-no-language' })
  })
})

describe('a call for help', () => {
  it('who knows the person is set aside without detail, the next one helps, the minutes are counted', async () => {
    const { file, id } = await asked()
    await call(file, id, onDuty)
    await expect(call(file, id, other)).rejects.toMatchObject({ code: 'support-calling' })
    await say(file, id, { result: 'knows' })
    await expect(call(file, id, onDuty)).rejects.toMatchObject({ code: 'support-tried' })
    await call(file, id, other)
    await say(file, id, { result: 'begins' })
    room.clock.advance({ minutes: 12 })
    await say(file, id, { result: 'ends' })
    const one = await newest(file)
    expect(one?.state).toBe('over')
    expect(one?.tries.map(({ result, minutes }) => [result, minutes])).toEqual([
      ['knows', null],
      ['helped', 12],
    ])
    const from = room.clock.now().subtract({ hours: 1 })
    const month = (since: typeof from) =>
      room.as(worker, (tx) => helpOf(tx, territoryOf(tx), since, since.add({ hours: 2 })))
    expect(await month(from)).toEqual([{ name: other.name, role: 'mediator', minutes: 12 }])
    expect(await month(from.add({ hours: 2 }))).toEqual([])
    const events = await typesOf(file)
    expect(events.map((event) => event.type)).toEqual([
      ...['SupportAsked', 'SupportCalled', 'SupportTried', 'SupportCalled'],
      ...['SupportBegan', 'SupportEnded'],
    ])
    expect(JSON.stringify(events)).not.toContain('+39300')
  })

  it('of two workers who call the same mediator at once one does; the other hears that they are busy', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [one, two] = [await asked(), await asked()]
      const done = await Promise.allSettled([
        call(one.file, one.id, onDuty, room.one),
        call(two.file, two.id, onDuty, room.two),
      ])
      const [refused] = done.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
      expect(done.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
      expect(refused).toMatchObject({ code: 'support-busy' })
      const won = done[0]?.status === 'fulfilled' ? one : two
      await say(won.file, won.id, { result: 'no-answer' })
    }
  })

  it('with nobody found the file has a task and a line, also when nobody says so', async () => {
    const said = await asked()
    await say(said.file, said.id, { result: 'nobody' })
    const silent = await asked()
    await call(silent.file, silent.id, onDuty)
    room.clock.advance({ minutes: 31 })
    await room.due()
    for (const { file } of [said, silent]) {
      expect((await typesOf(file)).map((event) => event.type)).toContain('SupportNobody')
      expect((await newest(file))?.state).toBe('over')
      const tasks = await room.as(worker, (tx) => tasksOf(tx, file))
      expect(JSON.stringify(tasks)).toContain('wolof')
    }
    const free = await asked()
    await call(free.file, free.id, onDuty)
    await say(free.file, free.id, { result: 'refused' })
  })

  it('that a relative interpreted is written with its necessity, in no words', async () => {
    const file = await room.open(worker)
    const told = { interpreter: 'relative', necessity: 'danger' } as const
    await room.as(worker, (tx) => recordFamily(tx, file, told))
    expect(await typesOf(file)).toMatchObject([{ type: 'FamilyInterpreted', data: told }])
  })

  it('from another territory nothing of it is found', async () => {
    const { file, id } = await asked()
    const stranger = await room.person('social-worker', room.elsewhere)
    const theirs = room.as(stranger, (tx) => saySupport(tx, file, id, { result: 'nobody' }))
    await expect(theirs).rejects.toThrow('not found')
    expect(await room.as(stranger, (tx) => supportsOf(tx, file))).toEqual([])
  })
})

describe('the language that a mediator is asked for', () => {
  it('is that of the people helped however it was written, else that of the report', async () => {
    const file = await room.open(worker)
    const ask = (said: string | null) =>
      room.as(worker, (tx) => languageToAsk(tx, file, async () => said))
    expect(await ask(null)).toBeNull()
    expect(await ask('ar')).toBe('ar')
    expect(await ask('Darija')).toBe('ary')
    const person: KnownBody = {
      ...{ part: 'helped', tie: 'self', sex: 'male', age: null, ageFrom: 'presumed' },
      ...{ isMinor: false, document: 'unknown', language: 'Bambara ', needs: [] },
      words: { name: '', health: '', note: '' },
    }
    await room.as(worker, (tx) => writePerson(tx, file, person))
    expect(await ask('ar')).toBe('bm')
  })
})
