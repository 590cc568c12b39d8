import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RotaRole } from '#contexts/oncall/model.ts'
import { addTurn, setReach } from '#contexts/oncall/public.ts'
import type { PersonActor, Role } from '#platform/kernel/actor.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, plusMinutes } from '#platform/kernel/time.ts'
import { attemptsOf } from './attempt-store.ts'
import { answerPage } from './commands.ts'
import type { Step } from './model.ts'
import { rehearse } from './rehearsal.ts'
import { newestPage } from './store.ts'
import { openPagedRoom, type PagedRoom, STEPS } from './testing/paged.ts'

let room: PagedRoom
let operator: PersonActor

beforeEach(async () => {
  room = await openPagedRoom()
  operator = await room.person('operator')
})
afterEach(() => room.close())

type Turn = {
  readonly role: RotaRole & Role
  readonly level: 1 | 2
  /** Minutes from the beginning of the page; unset: all night. */
  readonly from?: number
  readonly until?: number
  readonly phone?: null
}

async function onRota({ role, level, from = -60, until = 600, phone }: Turn): Promise<StaffId> {
  const person = await room.person(role)
  const { staffId } = person
  const now = room.clock.now()
  await room.as(person, async (tx) => {
    const times = { startsAt: plusMinutes(now, from), endsAt: plusMinutes(now, until) }
    await addTurn(tx, { staffId, role, level, ...times })
    const number = phone === null ? null : '+393000001234'
    await setReach(tx, staffId, { phone: number, email: null })
  })
  return staffId
}

/** One line for each person called: the minute, the step, who, by what. */
type Line = string

const line = (
  start: Instant,
  at: Instant,
  step: number,
  who: string,
  channels: readonly string[],
) => `+${Math.round(at.since(start).total('minutes'))} ${step} ${who} ${channels.toSorted().join()}`

async function told(
  steps: readonly Step[],
  answers: 'nobody' | 'second',
): Promise<readonly Line[]> {
  const at = room.clock.now()
  const asked = { steps, classKey: 'emergenza', at, answers }
  const { acts } = await room.as(operator, (tx) => rehearse(tx, room.needs, asked))
  return acts.flatMap((act) =>
    act.calls.map(({ staffId, channels, mail, byHand }) =>
      line(at, act.at, act.step, staffId, [
        ...channels,
        ...(mail ? ['mail'] : []),
        ...(byHand ? ['voice'] : []),
      ]),
    ),
  )
}

/** The same page in truth: the clock goes on minute by minute, and whoever `yes` names answers when called. */
async function done(
  steps: readonly Step[],
  yes?: (called: readonly StaffId[]) => StaffId | undefined,
) {
  const start = room.clock.now()
  const id = await room.page(operator, steps)
  for (let minute = 0; minute <= 31; minute += 1) {
    await room.due()
    // What is told takes for granted that each call arrives: what does not is another way beside it (`undelivered.ts`).
    await room.as(operator, (tx) =>
      tx
        .updateTable('paging.attempt')
        .set({ state: 'delivered' })
        .where('intervention_id', '=', id)
        .where('state', '=', 'queued')
        .execute(),
    )
    const page = await room.as(operator, (tx) => newestPage(tx, id))
    const who = yes?.(page?.asked ?? [])
    if (page?.state === 'pending' && who !== undefined)
      await room.as(operator, (tx) => answerPage(tx, room.needs, page.id, who, 'voice'))
    room.clock.advance({ minutes: 1 })
  }
  const page = await room.as(operator, (tx) => newestPage(tx, id))
  const tries = page ? await room.as(operator, (tx) => attemptsOf(tx, page.id)) : []
  const calls = Map.groupBy(
    tries.toReversed(),
    (one) => `${String(one.madeAt)} ${one.round} ${one.staffId}`,
  )
  return [...calls.values()].flatMap(([first, ...rest]) =>
    first === undefined
      ? []
      : [
          line(
            start,
            first.madeAt,
            first.step,
            first.staffId,
            [first, ...rest].map((one) => one.channel),
          ),
        ],
  )
}

const CREW_FIRST: readonly Step[] = [
  { role: 'mediator', afterMinutes: 0, channels: ['voice'] },
  { role: 'social-worker', afterMinutes: 3, channels: ['sms'], fallback: ['board'] },
  { role: 'social-worker', afterMinutes: 8, channels: ['voice', 'push'] },
  { role: 'coordinator', afterMinutes: 20, channels: ['voice', 'board'], repeatMinutes: 6 },
]

/** Of two calls at one minute neither is the first. */
const ordered = (lines: readonly Line[]) =>
  lines.toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || a.localeCompare(b))

describe('the plan that is tried calls whom a page calls, at the same minutes and by the same ways', () => {
  it.each<readonly [string, readonly Turn[], readonly Step[]]>([
    [
      'two levels and the coordinator',
      [
        { role: 'social-worker', level: 1 },
        { role: 'social-worker', level: 2 },
        { role: 'coordinator', level: 1 },
      ],
      STEPS,
    ],
    [
      'a turn that ends between two steps',
      [
        { role: 'social-worker', level: 1, until: 4 },
        { role: 'social-worker', level: 1, from: 4 },
        { role: 'coordinator', level: 1, from: 15 },
      ],
      STEPS,
    ],
    [
      'nobody but who can keep no file, then a worker without a number',
      [
        { role: 'mediator', level: 1 },
        { role: 'social-worker', level: 1, phone: null },
        { role: 'coordinator', level: 1 },
      ],
      CREW_FIRST,
    ],
    [
      'a level that nobody has, and coordinators who are not on call',
      [{ role: 'social-worker', level: 2 }],
      CREW_FIRST,
    ],
    ['nobody at all', [], CREW_FIRST],
  ])('%s', async (_, turns, steps) => {
    const boss = await room.person('coordinator')
    await room.as(boss, (tx) => setReach(tx, boss.staffId, { phone: '+393000001234', email: null }))
    for (const turn of turns) await onRota(turn)
    const thought = ordered(await told(steps, 'nobody'))
    const made = ordered(await done(steps))
    expect(thought.length).toBeGreaterThan(1)
    // The page goes on calling the last one; what is told ends with the first time that it does.
    expect(made.slice(0, thought.length)).toEqual(thought)
    expect(made.length).toBeGreaterThan(thought.length)
  })

  it('and ends with the second one when they answer', async () => {
    await onRota({ role: 'social-worker', level: 1 })
    const second = await onRota({ role: 'social-worker', level: 2 })
    await onRota({ role: 'coordinator', level: 1 })
    const thought = await told(STEPS, 'second')
    const made = await done(STEPS, (called) => called.find((one) => one === second))
    expect(thought).toHaveLength(2)
    expect(made).toEqual(thought)
  })

  it('and writes nothing: no page, no message, no event', async () => {
    await onRota({ role: 'social-worker', level: 1 })
    const counts = () =>
      room.as(operator, async (tx) => {
        const tables = [
          'paging.page',
          'paging.attempt',
          'platform.outbox',
          'platform.event',
        ] as const
        const all = tables.map((table) => tx.selectFrom(table).select('territory_id').execute())
        return (await Promise.all(all)).map((rows) => rows.length)
      })
    await room.page(operator)
    await room.due()
    const before = await counts()
    expect(Math.min(...before)).toBeGreaterThan(0)
    await told(STEPS, 'nobody')
    expect(await counts()).toEqual(before)
  })
})
