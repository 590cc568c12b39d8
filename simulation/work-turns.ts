import type { Role } from '#platform/kernel/actor.ts'
import { ZONE } from '#platform/kernel/time.ts'
import type { Draw } from './draw.ts'
import { ask, later, nowOf, type Worker, type World, withRole, workerById } from './world.ts'

// The rota does not stay as it was published: people exchange turns, are away, take over at once. All of it is assumed.

/** How often in a day. */
const EXCHANGES = 0.35
const TAKEN_AT_ONCE = 0.4
const AWAY = 0.12

type Turn = { id: string; staff_id: string; role: Role; level: number }

/** What becomes of the turns on this day. Called at midnight. */
export function turnsOf(world: World, day: Temporal.PlainDate): void {
  const draw = world.draw.apart(`turns/${day.toString()}`)
  const todo = [
    { mean: EXCHANGES, run: exchange },
    { mean: TAKEN_AT_ONCE, run: takeOver },
    { mean: AWAY, run: beAway },
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
    `select id, staff_id, role, level
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
  const isOfOne = draw.chance(0.7)
  const { status, body } = await ask(world, owner, 'POST', '/api/rota/swaps', {
    turnId: turn.id,
    askedOf: isOfOne ? colleague.staffId : null,
    backTurnId: isOfOne && back && draw.chance(0.5) ? back.id : null,
  })
  if (status !== 201) return
  if (draw.chance(0.05))
    later(world, draw.around(20, 1), () => act(world, owner, String(body['id']), 'withdraw'))
  answerLater(world, String(body['id']), [colleague], draw)
}

/** Whoever was asked answers in hours, if ever; where many were asked, at times two at the same instant. */
function answerLater(world: World, id: string, asked: readonly Worker[], draw: Draw): void {
  later(world, draw.around(120, 1), async () => {
    const does = draw.weighted({ accept: 70, decline: 15, nothing: 15 })
    if (does === 'nothing') return
    await Promise.all(asked.map((one) => act(world, one, id, does)))
    if (does === 'accept') later(world, draw.around(180, 1), () => decide(world, id, draw))
  })
}

/** Who makes the rota approves, knowing what it breaks or not; refuses; or forgets. Two at once, at times. */
async function decide(world: World, id: string, draw: Draw): Promise<void> {
  const chiefs = withRole(world, 'coordinator')
  const does = draw.weighted({ approve: 75, refuse: 12, nothing: 13 })
  if (does === 'nothing') return
  const isContested = draw.chance(world.faults.contested)
  if (isContested) world.counts.contested += 1
  const deciding = isContested ? chiefs.slice(0, 2) : [draw.one(chiefs)]
  await Promise.all(deciding.map((chief) => act(world, chief, id, does)))
  if (does === 'approve') await isInForce(world, id)
}

async function act(world: World, who: Worker, id: string, does: string): Promise<void> {
  const url = `/api/rota/swaps/${id}`
  const { status } = await ask(world, who, 'POST', url, { act: does })
  if (does !== 'approve' || status !== 409) return
  // It breaks a rule: who approves it all the same says why. What is refused for another reason stays refused.
  await ask(world, who, 'POST', url, { act: does, reason: 'Nessun altro può' })
}

/** What was approved is in force at once: the taker has those hours, and who is taken in return has the other's. */
async function isInForce(world: World, id: string): Promise<void> {
  const broken = await world.house.books.ask<{ line: string }>(
    `select s.id::text as line from oncall.swap s join oncall.turn t on t.id = s.turn_id
      where s.id = $1 and s.state = 'approved' and s.decided_at = $2 and not exists (
        select from oncall.turn n
         where n.territory_id = s.territory_id and n.staff_id = s.taker_id and n.role = t.role and n.level = t.level
           and n.removed_at is null and n.state = 'published'
           and n.starts_at <= greatest(s.from_at, s.decided_at) and n.ends_at >= s.until_at)`,
    [id, nowOf(world).toString()],
  )
  const promise = 'O1, an exchange that was approved is in force'
  for (const { line } of broken) world.violations.push({ promise, line, file: null })
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

/** Somebody is away for some days: each turn of theirs asks for a substitute, who is found or not. */
async function beAway(world: World, draw: Draw): Promise<void> {
  const roles = world.profile.rota.map(({ role }) => role)
  const who = draw.one(world.staff.filter((one) => one.roles.some((role) => roles.includes(role))))
  const chief = draw.one(withRole(world, 'coordinator'))
  const today = nowOf(world).toZonedDateTimeISO(ZONE).toPlainDate()
  const from = today.add({ days: draw.whole(0, 4) })
  const until = from.add({ days: draw.whole(0, 6) })
  const url = `/api/rota/staff/${who.staffId}/absences`
  const days = { from: from.toString(), until: until.toString() }
  await ask(world, chief, 'POST', url, { kind: 'absent', ...days })
  const asked = await world.house.books.ask<{ id: string; role: Role }>(
    `select s.id, t.role from oncall.swap s join oncall.turn t on t.id = s.turn_id
      where s.staff_id = $1 and s.asked_at = $2 and s.absence_id is not null order by s.from_at, s.id`,
    [who.staffId, nowOf(world).toString()],
  )
  for (const [n, { id, role }] of asked.entries()) {
    const own = draw.apart(`substitute/${String(n)}`)
    const others = withRole(world, role).filter((one) => one.staffId !== who.staffId)
    const isContested = own.chance(world.faults.contested)
    if (isContested) world.counts.contested += 1
    if (others.length > 0)
      answerLater(world, id, isContested ? others.slice(0, 2) : [own.one(others)], own)
  }
}

function colleagueOf(world: World, { role, staff_id }: Turn, draw: Draw): Worker | undefined {
  const others = withRole(world, role).filter((one) => one.staffId !== staff_id)
  return others.length > 0 ? draw.one(others) : undefined
}
