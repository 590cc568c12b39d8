import type { Role } from '#platform/kernel/actor.ts'
import { type Instant, ZONE } from '#platform/kernel/time.ts'
import type { Draw } from './draw.ts'
import { askRota } from './staff.ts'
import { answerAsked, beAway, isAway } from './work-absences.ts'
import { act, answerLater } from './work-swaps.ts'
import { ask, later, nowOf, type Worker, type World, withRole, workerById } from './world.ts'

// The rota does not stay as it was published: people exchange turns, are away, take over at once. All of it is assumed.

/** How often in a day. */
const EXCHANGES = 0.35
const TAKEN_AT_ONCE = 0.4
const AWAY = 0.2
const TAKEN_OUT = 0.15

type Turn = {
  id: string
  staff_id: string
  role: Role
  level: number
  starts_at: Instant
  ends_at: Instant
}

/** What becomes of the turns on this day, and who is away. Called at midnight. */
export function turnsOf(world: World, day: Temporal.PlainDate): void {
  const draw = world.draw.apart(`turns/${day.toString()}`)
  const todo = [
    { mean: EXCHANGES, run: exchange },
    { mean: TAKEN_AT_ONCE, run: takeOver },
    { mean: AWAY, run: beAway },
    { mean: TAKEN_OUT, run: takeOut },
  ]
  for (const { mean, run } of todo)
    for (let n = draw.count(mean); n > 0; n -= 1) {
      const own = draw.apart(`${run.name}/${String(n)}`)
      later(world, own.whole(7 * 60, 22 * 60), () => run(world, own))
    }
}

/** The turns in force that have not begun, of the next ten days. */
async function coming(world: World): Promise<readonly Turn[]> {
  return await world.house.books.ask<Turn>(
    `select id, staff_id, role, level, starts_at, ends_at
       from oncall.turn
      where removed_at is null and state = 'published' and starts_at > $1 and starts_at < $1::timestamptz + interval '10 days'
      order by starts_at, role, level`,
    [nowOf(world).toString()],
  )
}

/** Somebody asks a colleague, or whoever holds the role, for a turn of theirs; at times for one in return. */
async function exchange(world: World, draw: Draw): Promise<void> {
  const turns = await coming(world)
  if (turns.length === 0) return
  const turn = draw.one(turns)
  const owner = workerById(world, turn.staff_id)
  const colleague = colleagueOf(world, turn, draw)
  if (!owner || !colleague) return
  const back = turns.find((one) => one.staff_id === colleague.staffId && one.role === turn.role)
  const asked = askedOf(turn, colleague, back, draw)
  const { status, body } = await ask(world, owner, 'POST', '/api/rota/swaps', asked)
  if (status !== 201) return
  // Who has asked is away, and the colleague may still say no.
  if (draw.chance(0.12))
    later(world, draw.around(20, 0.5), () =>
      isAway(world, owner, daysUntil(world, turn.starts_at), draw.apart('away')),
    )
  if (draw.chance(0.05))
    later(world, draw.around(20, 1), () => act(world, owner, String(body['id']), 'withdraw'))
  answerLater(world, String(body['id']), [colleague], draw)
}

/** Of one colleague or of whoever holds the role; whole, at times for a turn in return, or in part. */
function askedOf(turn: Turn, colleague: Worker, back: Turn | undefined, draw: Draw): object {
  const isOfOne = draw.chance(0.7)
  const isPart = draw.chance(0.35)
  return {
    turnId: turn.id,
    askedOf: isOfOne ? colleague.staffId : null,
    backTurnId: isOfOne && !isPart && back && draw.chance(0.5) ? back.id : null,
    ...(isPart ? partOf(turn, draw) : {}),
  }
}

function daysUntil(world: World, at: Instant): number {
  const [today, day] = [nowOf(world), at].map((one) => one.toZonedDateTimeISO(ZONE).toPlainDate())
  return today && day ? today.until(day).days : 0
}

/** Some hours of a turn: its first, its last, or some between. */
function partOf({ starts_at: starts, ends_at: ends }: Turn, draw: Draw) {
  const hours = Math.floor((ends.epochMilliseconds - starts.epochMilliseconds) / 3_600_000)
  const from = draw.whole(0, Math.max(0, hours - 2))
  const until = draw.whole(from + 1, Math.max(from + 1, hours - 1))
  return {
    from: starts.add({ hours: from }).toString(),
    until: starts.add({ hours: until }).toString(),
  }
}

/** *Lo prendo io adesso*: in force at once, by one of two who press together. */
async function takeOver(world: World, draw: Draw): Promise<void> {
  const { role, level } = draw.one(world.profile.rota)
  const isContested = draw.chance(world.faults.contested)
  if (isContested) world.counts.contested += 1
  const first = draw.one(withRole(world, role))
  const takers = isContested ? [first, draw.one(withRole(world, role))] : [first]
  const replies = await Promise.all(
    takers.map(async (one) => ({
      one,
      reply: await ask(world, one, 'POST', '/api/rota/take', { role, level }),
    })),
  )
  const taken = replies.filter(({ reply }) => reply.status === 200)
  if (taken.length === 0) return
  const [row] = await world.house.books.ask<{ staff_id: string }>(
    `select staff_id from oncall.turn where removed_at is null and state = 'published' and role = $1 and level = $2
        and starts_at <= $3 and ends_at > $3 order by staff_id limit 1`,
    [role, level, nowOf(world).toString()],
  )
  if (taken.some(({ one }) => one.staffId === row?.staff_id)) return
  const promise = 'O1, who takes a turn at once has it'
  world.violations.push({ promise, line: `${role} ${String(level)}`, file: null })
}

/**
 * A turn that runs is taken out, and another one is published in its place, at once: what was worked of it stays whose it was,
 * and the rest is the other one's.
 */
async function takeOut(world: World, draw: Draw): Promise<void> {
  const { books } = world.house
  const now = nowOf(world)
  const running = await books.ask<Turn>(
    `select id, staff_id, role, level, starts_at, ends_at from oncall.turn
      where removed_at is null and state = 'published' and starts_at < $1 and ends_at > $1 order by role, level`,
    [now.toString()],
  )
  if (running.length === 0) return
  const turn = draw.one(running)
  const { role, level, staff_id } = turn
  const taker = colleagueOf(world, turn, draw)
  if (!taker) return
  const chief = draw.one(withRole(world, 'coordinator'))
  await askRota(world, chief, 'DELETE', `/api/rota/turns/${turn.id}`)
  await askRota(world, chief, 'POST', '/api/rota/turns', {
    ...{ staffId: taker.staffId, role, level, reason: 'Nessun altro può' },
    ...{ startsAt: turn.starts_at.toString(), endsAt: turn.ends_at.toString() },
  })
  const { mark } = await askRota(world, chief, 'GET', '/api/rota/draft')
  await askRota(world, chief, 'POST', '/api/rota/publish', { mark, despite: 'Nessun altro può' })
  await answerAsked(world, taker.staffId, draw)
  const parts = await books.ask<{ staff_id: string; starts_at: Instant; ends_at: Instant }>(
    `select staff_id, starts_at, ends_at from oncall.turn
      where removed_at is null and state = 'published' and role = $1 and level = $2 and starts_at < $4 and ends_at > $3
      order by starts_at`,
    [role, level, turn.starts_at.toString(), turn.ends_at.toString()],
  )
  const told = (one: (typeof parts)[number]) =>
    `${one.staff_id} ${one.starts_at.toString()} ${one.ends_at.toString()}`
  const expected = [
    told({ staff_id, starts_at: turn.starts_at, ends_at: now }),
    told({ staff_id: taker.staffId, starts_at: now, ends_at: turn.ends_at }),
  ]
  if (parts.map(told).join() === expected.join()) return
  const promise = 'O1, hours that were worked stay whose they were when a turn is taken out'
  world.violations.push({ promise, line: parts.map(told).join(', '), file: null })
}

function colleagueOf(world: World, { role, staff_id }: Turn, draw: Draw): Worker | undefined {
  const others = withRole(world, role).filter((one) => one.staffId !== staff_id)
  return others.length > 0 ? draw.one(others) : undefined
}
