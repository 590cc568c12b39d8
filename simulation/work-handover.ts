import type { Instant } from '#platform/kernel/time.ts'
import type { Standing } from './standing.ts'
import {
  ask,
  type Happening,
  later,
  nextMorning,
  nowOf,
  type Worker,
  type World,
  withRole,
} from './world.ts'

type Next = number | Instant | undefined

/** The file goes to its office, is chased there, and closes; answers when somebody looks again. */
export async function towardsClosing(
  world: World,
  of: Happening,
  file: Standing,
  worker: Worker,
): Promise<Next> {
  const handover = file.handover
  if (!handover || handover.state === 'returned' || handover.state === 'partial')
    return await sends(world, of, file, worker)
  if (['sent', 'received', 'assigned'].includes(handover.state))
    return await chases(world, of, handover, worker)
  return await closes(world, of, file, worker)
}

const RECIPIENT = { name: 'Laura Innocenzi', mailbox: 'laura.innocenzi@example.org' }

async function sends(world: World, of: Happening, file: Standing, worker: Worker): Promise<number> {
  const { id, draw } = of
  const path = `/api/interventions/${id}/handovers`
  const isOver = of.refuses || (of.needsPlace && file.place?.state !== 'arrived')
  if (isOver && draw.chance(0.5)) {
    await ask(world, worker, 'POST', `${path}/none`, { reason: 'Ha rifiutato ogni aiuto' })
    return draw.around(20, 0.5)
  }
  const order = {
    to: { officeKey: draw.one(world.profile.offices) },
    words: { whereNow: 'Accolta' },
  }
  // Of a protected file nothing leaves but to a named person, and looked at before.
  const named = { ...order, recipient: RECIPIENT }
  const seen = file.is_protected ? await ask(world, worker, 'POST', `${path}/preview`, named) : null
  await ask(world, worker, 'POST', path, seen ? { ...named, seen: seen.body['seal'] } : order)
  return draw.around(240, 0.5)
}

type Sent = NonNullable<Standing['handover']>

async function chases(world: World, of: Happening, handover: Sent, worker: Worker): Promise<Next> {
  const { id, draw } = of
  const path = `/api/interventions/${id}/handovers/${handover.id}`
  const now = nowOf(world)
  const due = handover.calls.find(
    ({ dueAt }) => Temporal.Instant.compare(Temporal.Instant.from(dueAt), now) <= 0,
  )
  const [chief] = withRole(world, 'coordinator')
  if (due && draw.chance(0.8)) {
    const result = draw.weighted({ spoke: 4, 'no-answer': 4, 'call-again': 2 })
    const again = now.add({ hours: 3 }).toString()
    await ask(world, worker, 'POST', `${path}/calls`, {
      ...{ level: due.level, result, name: 'Laura Innocenzi', role: 'assistente sociale' },
      ...(result === 'call-again' ? { again } : {}),
    })
    if (result === 'spoke' && draw.chance(0.6)) await spoken(world, of, path, worker)
    return draw.around(60, 0.5)
  }
  const isExhausted = handover.step >= 4 && handover.next_chase_at === null
  if (isExhausted && chief) {
    await ask(world, chief, 'POST', `${path}/unanswered`, { reason: 'Nessuno ha risposto' })
    return draw.around(60, 0.5)
  }
  return draw.chance(0.5) ? draw.around(150, 0.5) : nextMorning(world, draw)
}

/** What the office said on the telephone. */
async function spoken(
  world: World,
  { draw }: Happening,
  path: string,
  worker: Worker,
): Promise<void> {
  const kind = draw.weighted({ accepted: 80, 'not-needed': 8, returned: 12 })
  await ask(world, worker, 'POST', `${path}/answer`, {
    ...{ kind, name: 'Laura Innocenzi', role: 'assistente sociale', reason: 'Detto a voce' },
  })
}

async function closes(world: World, of: Happening, file: Standing, worker: Worker): Promise<Next> {
  const { id, draw } = of
  const [chief] = withRole(world, 'coordinator')
  const isTheirs = worker.roles.includes('social-worker') && file.handover?.state !== 'unanswered'
  const who = isTheirs ? worker : (chief ?? worker)
  const days = draw.whole(2, 10)
  const reviewAt = nowOf(world).add({ hours: days * 24 })
  const outcome = outcomeOf(of, file)
  const { status } = await ask(world, who, 'POST', `/api/interventions/${id}/closing`, {
    ...{ outcome, reason: 'Parole inventate della chiusura' },
    ...(outcome === 'temporary' ? { reviewAt: reviewAt.toString() } : {}),
  })
  if (status >= 300) return draw.around(120, 0.5)
  if (draw.chance(0.05)) later(world, 60, () => readAgain(world, of, who))
  return outcome === 'temporary' ? reviewAt.add({ minutes: 90 }) : undefined
}

function outcomeOf({ refuses, needsPlace, draw, visits }: Happening, { place }: Standing): string {
  if (refuses) return 'refused'
  if (needsPlace && place?.state !== 'arrived' && place?.state !== 'ended') return 'unmet'
  return draw.chance(0.1) && visits < 30
    ? 'temporary'
    : draw.chance(0.06)
      ? 'not-found'
      : 'made-safe'
}

async function readAgain(world: World, { id }: Happening, who: Worker): Promise<void> {
  await ask(world, who, 'GET', `/api/interventions/${id}`)
}
