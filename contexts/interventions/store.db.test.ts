import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evolveSheet, type SheetEvent } from '#contexts/triage/model.ts'
import { readSheet } from '#contexts/triage/public.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { eventsOf } from '#platform/server/log.ts'
import { openFiles } from './board.ts'
import type { Intervention, InterventionEvent, Outcome } from './model.ts'
import { evolve } from './model-evolve.ts'
import {
  answerIntervention,
  changeHead,
  closeIntervention,
  confirmNotPertinent,
  decideTriage,
  handOnIntervention,
  noteIntervention,
  openIntervention,
  recordEmergencyCall,
  rejectNotPertinent,
  releaseWaitingPatrol,
  territoryOfIntervention,
} from './public.ts'
import { lockFile } from './store.ts'
import { aHead, openRoom, type TestRoom } from './testing/room.ts'
import { timelineOf } from './timeline.ts'

let room: TestRoom
let operator: PersonActor
let colleague: PersonActor
let socialWorker: PersonActor
let stranger: PersonActor

beforeAll(async () => {
  room = await openRoom()
  operator = await room.person('operator')
  colleague = await room.person('operator')
  socialWorker = await room.person('social-worker')
  stranger = await room.person('operator', room.elsewhere)
})
afterAll(() => room.close())

const closing = (outcome: Outcome, reason: string | null) => ({ outcome, reason, reviewAt: null })
async function refusalOf(work: Promise<unknown>): Promise<RefusalError | undefined> {
  try {
    await work
    return undefined
  } catch (error) {
    if (error instanceof RefusalError) return error
    throw error
  }
}

const read = (id: InterventionId): Promise<Intervention> =>
  room.as(operator, (tx) => lockFile(tx, id))

async function replayed(id: InterventionId): Promise<Intervention | undefined> {
  const events = await room.as(operator, (tx) => eventsOf(tx, id))
  let state: Intervention | undefined
  for (const event of events) state = evolve(state, event as RecordedEvent & InterventionEvent)
  return state
}

const facts = { requestKind: 'rent-help' } as const
const notPertinent = {
  classKey: 'non-pertinente',
  facts,
  offeredInstead: 'Orari del segretariato sociale',
}

describe('opening', () => {
  it('numbers by territory and year without gaps, twenty at once on two servers', async () => {
    const before = await highest()
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        room.as(
          operator,
          (tx) =>
            openIntervention(tx, {
              head: aHead(),
              receivedAt: room.clock.now(),
              ownerId: operator.staffId,
            }),
          n % 2 === 0 ? room.one : room.two,
        ),
      ),
    )
    expect(await highest()).toBe(before + 20)
    const rows = await room.as(operator, (tx) => openFiles(tx, operator))
    expect(new Set(rows.map((row) => row.number)).size).toBe(rows.length)
    for (const row of rows) expect(row.owner_id).toBe(operator.staffId)
  })

  it('begins again at one in another territory, and is not seen from there', async () => {
    const id = await room.open(stranger)
    const number = await room.as(stranger, async (tx) => (await lockFile(tx, id)).number)
    expect(number).toBe('26-0001')
    expect(await room.as(operator, (tx) => territoryOfIntervention(tx, id))).toBeUndefined()
  })

  it('is answered at once where who receives also works it', async () => {
    const opened = await room.as(socialWorker, (tx) =>
      openIntervention(tx, {
        head: aHead(),
        receivedAt: room.clock.now(),
        ownerId: socialWorker.staffId,
        answers: true,
      }),
    )
    expect(opened).toMatchObject({ answeredBy: socialWorker.staffId, state: 'working' })
  })
})

async function highest(): Promise<number> {
  const rows = await room.as(operator, (tx) =>
    tx.selectFrom('interventions.intervention').select('number').execute(),
  )
  return Math.max(0, ...rows.map((row) => Number(row.number.split('-')[1])))
}

describe('Rispondo io', () => {
  it('is won by exactly one of two operators on two servers; the other is told who (20 rounds)', async () => {
    for (let round = 0; round < 20; round += 1) {
      const id = await room.open(socialWorker)
      const tries = await Promise.all([
        refusalOf(room.as(operator, (tx) => answerIntervention(tx, id), room.one)),
        refusalOf(room.as(colleague, (tx) => answerIntervention(tx, id), room.two)),
      ])
      const refused = tries.filter((one) => one !== undefined)
      expect(refused).toHaveLength(1)
      const winner = tries[0] === undefined ? operator : colleague
      expect(refused[0]?.code).toBe('already-answered')
      expect(refused[0]?.facts).toEqual({ by: winner.name })
      expect(await read(id)).toMatchObject({ ownerId: winner.staffId, answeredBy: winner.staffId })
    }
  })

  it('pressed twice by the same person changes nothing', async () => {
    const id = await room.open(socialWorker)
    await room.as(operator, (tx) => answerIntervention(tx, id))
    const { version } = await read(id)
    await room.as(operator, (tx) => answerIntervention(tx, id))
    expect((await read(id)).version).toBe(version)
  })
})

describe('triage', () => {
  it('gives the file its class, its target from the receipt and the calls to make', async () => {
    const id = await room.open(operator)
    const input = { classKey: 'emergenza', facts: { immediateDanger: true } }
    const state = await room.as(operator, (tx) => decideTriage(tx, id, input))
    expect(state).toMatchObject({
      state: 'waiting',
      classKey: 'emergenza',
      authoritiesDue: ['112'],
    })
    expect(state.targetAt?.toString()).toBe(room.clock.now().add({ minutes: 5 }).toString())
    const call = { service: '112', reference: 'operatore 112 n. 7', staysOnLine: true } as const
    const after = await room.as(operator, (tx) => recordEmergencyCall(tx, id, call))
    expect(after.authoritiesDue).toEqual([])
  })

  it('asks a reason to go below the proposal, and keeps the facts of that minute', async () => {
    const id = await room.open(operator)
    const input = { classKey: 'urgenza', facts: { immediateDanger: true } }
    const refused = await refusalOf(room.as(operator, (tx) => decideTriage(tx, id, input)))
    expect(refused?.code).toBe('reason-required')
    await room.as(operator, (tx) => decideTriage(tx, id, { ...input, reason: 'Già al sicuro' }))
    const sheet = await room.as(operator, (tx) => readSheet(tx, id))
    expect(sheet).toMatchObject({
      classKey: 'urgenza',
      proposedKey: 'emergenza',
      reason: 'Già al sicuro',
      facts: { immediateDanger: true },
    })
  })

  it('by an operator alone, not pertinent waits for a social worker, then closes', async () => {
    const id = await room.open(operator)
    const state = await room.as(operator, (tx) => decideTriage(tx, id, notPertinent))
    expect(state).toMatchObject({ state: 'to-confirm', ownerId: operator.staffId })
    const refused = await refusalOf(room.as(operator, (tx) => confirmNotPertinent(tx, id)))
    expect(refused?.code).toBe('not-qualified')
    const closed = await room.as(socialWorker, (tx) => confirmNotPertinent(tx, id))
    expect(closed).toMatchObject({ state: 'closed', outcome: 'not-pertinent' })
  })

  it('by a social worker, not pertinent is settled and closed at once', async () => {
    const id = await room.open(socialWorker)
    const state = await room.as(socialWorker, (tx) => decideTriage(tx, id, notPertinent))
    expect(state).toMatchObject({ state: 'closed', outcome: 'not-pertinent' })
  })

  it('rejected, it is back in the queue with the same owner', async () => {
    const id = await room.open(operator)
    await room.as(operator, (tx) => decideTriage(tx, id, notPertinent))
    const state = await room.as(socialWorker, (tx) => rejectNotPertinent(tx, id, 'C’è un minore'))
    expect(state).toMatchObject({ state: 'waiting', ownerId: operator.staffId })
  })

  it('confirmed and rejected together on two servers, one of the two happens', async () => {
    const other = await room.person('social-worker')
    for (let round = 0; round < 5; round += 1) {
      const id = await room.open(operator)
      await room.as(operator, (tx) => decideTriage(tx, id, notPertinent))
      const tries = await Promise.all([
        refusalOf(room.as(socialWorker, (tx) => confirmNotPertinent(tx, id), room.one)),
        refusalOf(room.as(other, (tx) => rejectNotPertinent(tx, id, 'No, serve'), room.two)),
      ])
      expect(tries.filter((one) => one === undefined)).toHaveLength(1)
      expect(tries.find((one) => one !== undefined)?.code).toBe('nothing-to-confirm')
    }
  })
})

describe('owner and closing', () => {
  it('is handed on only to somebody of the territory, who has still to answer', async () => {
    const id = await room.open(operator)
    await room.as(operator, (tx) => answerIntervention(tx, id))
    const far = await refusalOf(
      room.as(operator, (tx) => handOnIntervention(tx, id, stranger.staffId, 'Fine turno')),
    )
    expect(far?.code).toBe('not-of-territory')
    const state = await room.as(operator, (tx) =>
      handOnIntervention(tx, id, colleague.staffId, 'Fine turno'),
    )
    expect(state).toMatchObject({ ownerId: colleague.staffId, answeredBy: null })
  })

  it('without a handover a mistake closes, with a reason, and what was worked does not', async () => {
    const id = await room.open(operator)
    const other = await refusalOf(
      room.as(operator, (tx) => closeIntervention(tx, id, closing('made-safe', 'x'))),
    )
    expect(other?.code).toBe('handover-missing')
    const bare = await refusalOf(
      room.as(operator, (tx) => closeIntervention(tx, id, closing('wrong', null))),
    )
    expect(bare?.code).toBe('reason-required')
    const state = await room.as(operator, (tx) =>
      closeIntervention(tx, id, closing('wrong', 'Aperta due volte')),
    )
    expect(state.state).toBe('closed')
    const late = await refusalOf(room.as(colleague, (tx) => answerIntervention(tx, id)))
    expect(late?.code).toBe('intervention-closed')
  })

  it('a released patrol is not brought back by new words', async () => {
    const since = room.clock.now().toString()
    const id = await room.open(operator, { patrolWaitingSince: since })
    await room.as(operator, (tx) => releaseWaitingPatrol(tx, id))
    const head = aHead({ patrolWaitingSince: since, placeLabel: 'Piazza nuova' })
    const state = await room.as(operator, (tx) => changeHead(tx, id, head))
    expect(state.head).toMatchObject({ placeLabel: 'Piazza nuova', patrolWaitingSince: null })
  })
})

describe('the record', () => {
  it('replaying the events of every file and sheet gives its row; nobody is ever unowned', async () => {
    await room.as(operator, async (tx) => {
      const rows = await tx.selectFrom('interventions.intervention').select('id').execute()
      expect(rows.length).toBeGreaterThan(30)
    })
    const ids = await room.as(operator, (tx) =>
      tx.selectFrom('interventions.intervention').select('id').execute(),
    )
    for (const { id } of ids) {
      const row = await read(id as InterventionId)
      expect(await replayed(id as InterventionId)).toEqual(row)
      expect(row.ownerId).toMatch(/^[0-9a-f-]{36}$/u)
      await sheetReplays(id as InterventionId)
    }
  })

  it('shows the timeline newest first, in pages, with names and without readings', async () => {
    const id = await room.open(operator)
    for (let n = 1; n <= 55; n += 1)
      await room.as(operator, (tx) => noteIntervention(tx, id, `Nota ${n}`))
    const first = await room.as(operator, (tx) => timelineOf(tx, room.here, id, undefined, 'words'))
    expect(first.entries).toHaveLength(50)
    expect(first.entries[0]).toMatchObject({ data: { text: 'Nota 55' }, by: operator.name })
    const next = await room.as(operator, (tx) =>
      timelineOf(tx, room.here, id, first.before ?? undefined, 'words'),
    )
    expect(next.entries.at(-1)?.type).toBe('InterventionOpened')
    expect(next.before).toBeNull()
    expect(first.entries.length + next.entries.length).toBe(56)
  })
})

async function sheetReplays(id: InterventionId): Promise<void> {
  const sheet = await room.as(operator, (tx) => readSheet(tx, id))
  if (!sheet) return
  const events = await room.as(operator, (tx) => eventsOf(tx, sheet.id))
  let state: typeof sheet | undefined
  for (const event of events) state = evolveSheet(state, event as RecordedEvent & SheetEvent)
  expect(state).toEqual(sheet)
}
