import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { unwrap } from '#platform/server/errors.ts'
import type { AssessmentBody, ObservationBody } from './contract-work.ts'
import { answer } from './model.ts'
import { signedWords } from './model-work.ts'
import { answerIntervention, decideTriage } from './public.ts'
import { reportedOf } from './reported.ts'
import { appendAll, lockFile } from './store.ts'
import { addTask, finishTask, tasksOf } from './tasks.ts'
import { openRoom, type TestRoom } from './testing/room.ts'
import { timelineOf } from './timeline.ts'
import {
  assessmentsOf,
  observationsOf,
  rewriteObservation,
  writeAssessment,
  writeObservation,
} from './work-store.ts'
import { workView } from './work-view.ts'

let room: TestRoom
let worker: PersonActor
let operator: PersonActor
let stranger: PersonActor
let file: InterventionId

beforeAll(async () => {
  room = await openRoom()
  worker = await room.person('social-worker')
  operator = await room.person('operator')
  stranger = await room.person('social-worker', room.elsewhere)
  file = await room.open(worker)
})
afterAll(() => room.close())

const SIGNS = { role: 'social-worker', isQualified: true }
const WRITES = { role: 'operator', isQualified: false }
const assessment = (over: Partial<AssessmentBody> = {}): AssessmentBody => ({
  version: 0,
  needsPlace: true,
  network: 'no',
  danger: 'yes',
  need: 'Bisogno segreto',
  risk: '',
  resources: '',
  safeContact: 'Contatto segreto',
  ...over,
})
const statement: ObservationBody = { kind: 'statement', text: 'Parole segrete', whose: 'la madre' }

describe('the timeline', () => {
  it('tells who came after last, also when they had begun before', async () => {
    const own = await room.open(worker)
    const began = room.clock.now()
    room.clock.moveTo(began.add({ milliseconds: 40 }))
    await room.as(operator, (tx) => answerIntervention(tx, own))
    // The social worker pressed first, waited for the operator's command, and took the file from them.
    room.clock.moveTo(began.add({ milliseconds: 10 }))
    await room.as(worker, async (tx) => {
      const state = await lockFile(tx, own)
      await appendAll(tx, state, unwrap(answer(state, worker.staffId, true)))
    })
    const { entries } = await room.as(worker, (tx) =>
      timelineOf(tx, room.here, own, undefined, 'words'),
    )
    const answered = entries.filter((entry) => entry.type === 'InterventionAnswered')
    expect(answered.map((entry) => entry.by)).toEqual([worker.name, operator.name])
    room.clock.moveTo(began)
  })
})

describe('the first assessment', () => {
  it('is kept when a newer one is signed, and two who sign at once are told', async () => {
    const own = await room.open(worker)
    await room.as(worker, (tx) => writeAssessment(tx, own, assessment(), SIGNS))
    const both = [room.one, room.two].map((server, at) =>
      room.as(
        worker,
        (tx) => writeAssessment(tx, own, assessment({ version: 1, need: `Altro ${at}` }), SIGNS),
        server,
      ),
    )
    const results = await Promise.allSettled(both)
    expect(results.filter((one) => one.status === 'rejected')).toHaveLength(1)
    const kept = await room.as(worker, (tx) => assessmentsOf(tx, own))
    expect(kept.map((one) => one.version)).toEqual([2, 1])
    expect(kept[1]).toMatchObject({ by: worker.staffId, words: { need: 'Bisogno segreto' } })
  })
})

describe('what the form proposed', () => {
  it.each([
    ['left as it was, is confirmed', 'Rischio del protocollo.', ['Rischio del protocollo.'], ''],
    [
      'with a line of who signs, is parted from it',
      'Rischio del protocollo.\nPuò tornare.',
      ['Rischio del protocollo.'],
      'Può tornare.',
    ],
    [
      'changed, is of who signs',
      'Rischio del protocollo!',
      ['Rischio del protocollo.'],
      'Rischio del protocollo!',
    ],
    ['of nothing, is of who signs', 'Prima riga.\n\nAltra.', [], 'Prima riga.\n\nAltra.'],
  ])('%s', (_, text, proposed, own) => {
    expect(signedWords(text, proposed).own).toBe(own)
  })

  it('is kept with the signature, and with the newer one that repeats it', async () => {
    const own = await room.open(worker)
    const [head] = await room.as(worker, async (tx) => {
      const { need } = await reportedOf(tx, own, room.here)
      return [need]
    })
    await room.as(worker, (tx) => writeAssessment(tx, own, assessment({ need: head ?? '' }), SIGNS))
    await room.as(worker, (tx) =>
      writeAssessment(tx, own, assessment({ version: 1, need: head ?? '' }), SIGNS),
    )
    const kept = await room.as(worker, (tx) => assessmentsOf(tx, own))
    expect(kept).toHaveLength(2)
    for (const one of kept) {
      expect(signedWords(one.words.need, one.proposed)).toEqual({ own: '', confirmed: head })
      expect(Object.keys(one.words)).not.toContain('proposed')
    }
  })
})

describe('what was seen and said', () => {
  it('a late entry keeps the hour in which it happened, and stands on the timeline at that hour', async () => {
    const happenedAt = '2026-11-21T22:00:00Z'
    const body: ObservationBody = { kind: 'fact', text: 'Fatto segreto', whose: '', happenedAt }
    await room.as(operator, (tx) => writeObservation(tx, file, body, WRITES))
    const [seen] = await room.as(operator, (tx) => observationsOf(tx, file))
    expect(seen?.happenedAt.toString()).toBe(happenedAt)
    const { entries } = await timeline((tx) => timelineOf(tx, room.here, file, undefined, 'words'))
    const entry = entries.find((one) => one.type === 'ObservationWritten')
    expect(entry).toMatchObject({ at: happenedAt, recordedAt: room.clock.now().toString() })
  })

  it('a correction stands in its place, and the first words are kept, struck', async () => {
    const own = await room.open(worker)
    const id = await room.as(operator, (tx) => writeObservation(tx, own, statement, WRITES))
    await room.as(worker, (tx) => rewriteObservation(tx, own, id, 'Altre parole', SIGNS))
    const view = await room.as(worker, (tx) =>
      workView(tx, own, { territoryId: room.here }, room.clock.now()),
    )
    expect(view.observations).toMatchObject([
      { text: 'Altre parole', whose: 'la madre', before: [{ text: 'Parole segrete' }] },
    ])
    await expect(
      room.as(worker, (tx) => rewriteObservation(tx, own, id, 'Ancora', SIGNS)),
    ).rejects.toMatchObject({ code: 'already-corrected' })
  })

  it.each([
    ['tomorrow', { ...statement, happenedAt: '2026-11-23T01:00:00Z' }, 'in-the-future'],
    ['nobody’s words', { ...statement, whose: '' }, 'words-of-whom'],
    [
      'an evaluation by an operator',
      { ...statement, kind: 'evaluation' as const },
      'qualified-only',
    ],
  ])('%s is refused', async (_, body, code) => {
    await expect(
      room.as(operator, (tx) => writeObservation(tx, file, body, WRITES)),
    ).rejects.toMatchObject({ code })
  })
})

it('a task is done once, by whoever does it', async () => {
  const own = await room.open(worker)
  const body = { what: 'Chiamare segreto', staffId: worker.staffId, dueAt: null }
  const id = await room.as(operator, (tx) => addTask(tx, own, body))
  await room.as(operator, (tx) => finishTask(tx, own, id))
  await room.as(worker, (tx) => finishTask(tx, own, id))
  const [task] = await room.as(worker, (tx) => tasksOf(tx, own))
  expect(task).toMatchObject({ what: body.what, version: 2, doneBy: operator.staffId })
  await expect(
    room.as(operator, (tx) => addTask(tx, own, { ...body, staffId: stranger.staffId })),
  ).rejects.toMatchObject({ code: 'not-of-territory' })
})

it('the log of a file holds no word of the work in clear', async () => {
  await room.as(worker, (tx) => writeAssessment(tx, file, assessment(), SIGNS))
  await room.as(worker, (tx) => writeObservation(tx, file, statement, SIGNS))
  const rows = await timeline((tx) =>
    tx.selectFrom('platform.event').select('data').where('intervention_id', '=', file).execute(),
  )
  expect(rows.length).toBeGreaterThan(2)
  expect(JSON.stringify(rows)).not.toMatch(/segret/iu)
})

describe('tenancy', () => {
  it('from another territory, and without any, nothing is found', async () => {
    await room.as(worker, (tx) => writeObservation(tx, file, statement, SIGNS))
    const nobody: PersonActor = { ...worker, grants: [], desk: null }
    const reads: ((tx: Tx, of: InterventionId) => Promise<readonly unknown[]>)[] = [
      observationsOf,
      assessmentsOf,
      tasksOf,
    ]
    for (const read of reads) {
      expect(await room.as(stranger, (tx) => read(tx, file))).toEqual([])
      expect(await room.as(nobody, (tx) => read(tx, file), room.one, null)).toEqual([])
    }
    const commands = [
      (tx: Tx) => writeAssessment(tx, file, assessment(), SIGNS),
      (tx: Tx) => writeObservation(tx, file, statement, SIGNS),
      (tx: Tx) => addTask(tx, file, { what: 'xxx', staffId: stranger.staffId, dueAt: null }),
    ]
    for (const command of commands)
      await expect(room.as(stranger, command)).rejects.toThrow('not found')
  })
})

const timeline = <T>(run: (tx: Tx) => Promise<T>) => room.as(worker, run)

it('what the report already says stands in the form of the first assessment, and only that', async () => {
  const told = await room.open(worker)
  const facts = { immediateDanger: true, hasShelterTonight: false, network: 'no' } as const
  await room.as(worker, (tx) => decideTriage(tx, told, { classKey: 'emergenza', facts }))
  const bare = await room.open(worker)
  const reportedOf = async (id: InterventionId) =>
    (await room.as(worker, (tx) => workView(tx, id, { territoryId: room.here }, room.clock.now())))
      .reported
  const { risk, ...said } = await reportedOf(told)
  expect(said).toEqual({
    place: 'yes',
    danger: 'yes',
    network: 'no',
    need: 'donna, 2 figli, violenza',
  })
  expect(risk).not.toBe('')
  expect(await reportedOf(bare)).toEqual({ need: 'donna, 2 figli, violenza', risk: '' })
})
