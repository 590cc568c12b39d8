import type { Role } from '#platform/kernel/actor.ts'
import { ZONE } from '#platform/kernel/time.ts'
import type { Draw } from './draw.ts'
import { answerLater } from './work-swaps.ts'
import { ask, later, nowOf, type Worker, type World, withRole } from './world.ts'

// People are away: longer than they thought, without knowing until when, twice for the same days, or not at all. All of it
// is assumed.

/** Somebody of the rota is away for some days: each turn of theirs asks for a substitute, who is found or not. */
export async function beAway(world: World, draw: Draw): Promise<void> {
  const roles = world.profile.rota.map(({ role }) => role)
  const who = draw.one(world.staff.filter((one) => one.roles.some((role) => roles.includes(role))))
  await isAway(world, who, draw.whole(0, 4), draw)
}

/** This person is away from a day on; what becomes of it comes later. */
export async function isAway(world: World, who: Worker, inDays: number, draw: Draw): Promise<void> {
  const from = todayOf(world).add({ days: inDays })
  const until = from.add({ days: draw.whole(0, 6) })
  const does = draw.weighted({ ends: 45, open: 20, extended: 20, mistake: 15 })
  const id = await writes(world, who, from, does === 'open' ? null : until, draw)
  if (id === undefined) return
  const after = draw.whole(60, 4 * 24 * 60)
  // It goes on: a second absence, whose days are partly those of the first; the first one is taken back at times.
  if (does === 'extended') {
    // Soon, before anybody has answered for the first one, or days later.
    const soon = draw.chance(0.5) ? draw.whole(5, 60) : after
    later(world, soon, async () => {
      const today = todayOf(world)
      const first = Temporal.PlainDate.compare(until, today) < 0 ? today : from
      const last = laterOf(until, today).add({ days: draw.whole(1, 4) })
      await writes(world, who, first, last, draw)
      if (draw.chance(0.5)) await ends(world, who, id, null, draw)
    })
  }
  if (does === 'open' || does === 'mistake')
    later(world, after, () => {
      const last = laterOf(from, todayOf(world).add({ days: 1 }))
      return ends(world, who, id, does === 'open' ? last : null, draw)
    })
}

function laterOf(one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(one, other) < 0 ? other : one
}

function todayOf(world: World): Temporal.PlainDate {
  return nowOf(world).toZonedDateTimeISO(ZONE).toPlainDate()
}

async function writes(
  world: World,
  who: Worker,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate | null,
  draw: Draw,
): Promise<string | undefined> {
  const chief = draw.one(withRole(world, 'coordinator'))
  const url = `/api/rota/staff/${who.staffId}/absences`
  const days = { from: from.toString(), until: until?.toString() ?? null }
  await ask(world, chief, 'POST', url, { kind: 'absent', ...days })
  await answerAsked(world, who.staffId, draw)
  const [absence] = await world.house.books.ask<{ id: string }>(
    'select id from oncall.absence where staff_id = $1 order by id desc limit 1',
    [who.staffId],
  )
  return absence?.id
}

async function ends(
  world: World,
  who: Worker,
  id: string,
  until: Temporal.PlainDate | null,
  draw: Draw,
): Promise<void> {
  const chief = draw.one(withRole(world, 'coordinator'))
  await ask(world, chief, 'POST', `/api/rota/absences/${id}/end`, {
    until: until?.toString() ?? null,
  })
  await answerAsked(world, who.staffId, draw)
}

/** Whoever was asked in this instant for hours of this person answers, in hours, if ever. */
export async function answerAsked(world: World, staffId: string, draw: Draw): Promise<void> {
  const asked = await world.house.books.ask<{ id: string; role: Role }>(
    `select s.id, t.role from oncall.swap s join oncall.turn t on t.id = s.turn_id
      where s.staff_id = $1 and s.asked_at = $2 and s.asked_of is null and s.state = 'asked' order by s.from_at, s.id`,
    [staffId, nowOf(world).toString()],
  )
  for (const [n, { id, role }] of asked.entries()) {
    const own = draw.apart(`substitute/${String(n)}`)
    const others = withRole(world, role).filter((one) => one.staffId !== staffId)
    const isContested = own.chance(world.faults.contested)
    if (isContested) world.counts.contested += 1
    if (others.length > 0)
      answerLater(world, id, isContested ? others.slice(0, 2) : [own.one(others)], own)
  }
}
