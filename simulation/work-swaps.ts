import type { Draw } from './draw.ts'
import { ask, later, nowOf, type Worker, type World, withRole } from './world.ts'

// What becomes of an exchange that was asked. All of it is assumed.

/** Whoever was asked answers in hours, if ever; where many were asked, at times two at the same instant. */
export function answerLater(world: World, id: string, asked: readonly Worker[], draw: Draw): void {
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

export async function act(world: World, who: Worker, id: string, does: string): Promise<void> {
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
