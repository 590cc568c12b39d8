import { type Instant } from '#platform/kernel/time.ts'
import { passOn } from './handing.ts'
import { type Standing, standingOf } from './standing.ts'
import { towardsClosing } from './work-handover.ts'
import { lookForPlace } from './work-place.ts'
import {
  ask,
  type Happening,
  later,
  nextMorning,
  onCall,
  type Worker,
  type World,
  withRole,
  workerById,
} from './world.ts'

/** After so many visits somebody has forgotten the file for good: what the product owes it then is checked all the same. */
const MOST_VISITS = 80

/** Somebody looks at the file so many minutes from now. */
export function visitLater(world: World, of: Happening, minutes: number): void {
  later(world, minutes, () => visit(world, of))
}

function visitAt(world: World, of: Happening, at: Instant): void {
  world.agenda.add(at, () => visit(world, of))
}

async function visit(world: World, of: Happening): Promise<void> {
  of.visits += 1
  if (of.visits > MOST_VISITS) return
  const file = await standingOf(world, of.id)
  if (file.state === 'closed') return
  const next = await does(world, of, file)
  if (typeof next === 'number') visitLater(world, of, next)
  else if (next) visitAt(world, of, next)
}

/** What happens to the file now; answers in how many minutes, or when, somebody looks again. */
async function does(
  world: World,
  of: Happening,
  file: Standing,
): Promise<number | Instant | undefined> {
  if (file.state === 'to-confirm') return await confirmed(world, of, file)
  if (file.answered_by === null) return await unanswered(world, of, file)
  if (file.class_key === null) return 15
  const worker = workerById(world, file.answered_by)
  if (!worker) return 60
  if (worker.roles[0] === 'operator') return await followed(world, of, file, worker)
  if (worker.roles[0] === 'crew') return await passOn(world, of, worker)
  return await worked(world, of, file, worker)
}

/** A: a social worker confirms two in three that nothing is due, finds one in ten pertinent, and forgets the rest. */
async function confirmed(world: World, { id, draw }: Happening, { owner_id }: Standing) {
  const worker =
    (await onCall(world, 'social-worker')) ?? draw.one(withRole(world, 'social-worker'))
  const does = draw.weighted({ confirms: 67, rejects: 10, forgets: 23 })
  const path = `/api/interventions/${id}/not-pertinent`
  if (does === 'forgets') return draw.around(180, 0.5)
  const who = draw.chance(0.3) ? (workerById(world, owner_id) ?? worker) : worker
  if (does === 'rejects')
    await ask(world, worker, 'POST', `${path}/rejection`, { reason: 'Non ha dove dormire' })
  // Whoever is not qualified tries it too, and is refused; two may say the opposite at once.
  else if (!draw.chance(world.faults.contested))
    await ask(world, who, 'POST', `${path}/confirmation`)
  else {
    world.counts.contested += 1
    const reason = 'Non ha dove dormire'
    await Promise.all([
      ask(world, worker, 'POST', `${path}/confirmation`),
      ask(world, draw.one(withRole(world, 'social-worker')), 'POST', `${path}/rejection`, {
        reason,
      }),
    ])
  }
  return draw.around(60, 0.5)
}

async function unanswered(world: World, of: Happening, file: Standing): Promise<number | Instant> {
  const { id, draw } = of
  if (!file.is_called) return await quiet(world, of, file)
  const [operator] = withRole(world, 'operator')
  const does = draw.weighted({ waits: 80, 'by-hand': 9, next: 3, answers: 8 })
  const path = `/api/interventions/${id}`
  if (does === 'by-hand' && operator && file.rung_id) {
    const result = draw.weighted({ answers: 5, cannot: 2, 'no-answer': 3 })
    await ask(world, operator, 'POST', `${path}/page/calls`, { staffId: file.rung_id, result })
  }
  if (does === 'next' && operator) {
    const skip = { pageId: file.page_id, round: file.round }
    await twice(world, of, [operator, operator], `${path}/page/next`, skip)
  }
  if (does === 'answers') await answer(world, of)
  return draw.around(25, 0.7)
}

/** Back for what rings nobody: its owner answers in a while, if ever. */
async function quiet(
  world: World,
  of: Happening,
  { owner_id }: Standing,
): Promise<number | Instant> {
  const { id, draw } = of
  const owner = workerById(world, owner_id)
  if (owner && draw.chance(0.6)) {
    await ask(world, owner, 'POST', `/api/interventions/${id}/answer`)
    return draw.around(15, 0.6)
  }
  return draw.chance(0.5) ? draw.around(120, 0.8) : nextMorning(world, draw)
}

/** *Rispondo io*: whoever sits at a screen, at times two at the same instant. */
async function answer(world: World, of: Happening): Promise<void> {
  const first = of.draw.one(withRole(world, 'social-worker'))
  const second = of.draw.one(withRole(world, 'operator').concat(first))
  await twice(world, of, [first, second], `/api/interventions/${of.id}/answer`)
}

/** Sends a command, and where people do so at once, another's in the same instant. */
export async function twice(
  world: World,
  of: Happening,
  [first, second]: readonly [Worker, Worker],
  url: string,
  body?: object,
): Promise<void> {
  const isContested = of.draw.chance(world.faults.contested)
  if (isContested) world.counts.contested += 1
  const both = isContested ? [first, second] : [first]
  await Promise.all(both.map((who) => ask(world, who, 'POST', url, body)))
}

/** An operator can only follow it: while whoever is on call is called, they wait; else they pass it on. */
async function followed(
  world: World,
  of: Happening,
  file: Standing,
  worker: Worker,
): Promise<number> {
  if (file.is_called) return of.draw.around(25, 0.6)
  return await passOn(world, of, worker)
}

const SERVICES = ['112', '118', '1522', 'antitratta', '116000']

async function worked(world: World, of: Happening, file: Standing, worker: Worker) {
  const { id, draw } = of
  const path = `/api/interventions/${id}`
  const due = file.authorities_due.find((one) => SERVICES.includes(one))
  if (due !== undefined) {
    await ask(world, worker, 'POST', `${path}/emergency-calls`, { service: due })
    return draw.around(4, 0.5)
  }
  if (draw.chance(0.15)) await ask(world, worker, 'GET', path)
  const isSigning = worker.roles.includes('social-worker')
  if (file.needs_place === null && !isSigning && draw.chance(0.5))
    return await passOn(world, of, worker)
  if (file.needs_place === null && isSigning) {
    await ask(world, worker, 'POST', `${path}/assessments`, {
      ...{ version: 0, needsPlace: of.needsPlace, network: 'no', danger: 'no' },
      ...{ need: 'Un letto per stanotte', risk: '', resources: '', safeContact: '' },
    })
    if (draw.chance(0.1)) await task(world, of, worker)
    return draw.around(20, 0.6)
  }
  return (
    (await lookForPlace(world, of, file, worker)) ?? (await towardsClosing(world, of, file, worker))
  )
}

/** Something to do within hours, that is done, done late or forgotten. */
async function task(world: World, { id, draw }: Happening, worker: Worker): Promise<void> {
  const path = `/api/interventions/${id}/tasks`
  const dueAt = world.house.clock
    .now()
    .add({ minutes: draw.whole(30, 600) })
    .toString()
  const { body } = await ask(world, worker, 'POST', path, {
    ...{ what: 'Richiamare il Comune', staffId: worker.staffId, dueAt },
  })
  if (!draw.chance(0.8)) return
  const done = `${path}/${String(body['id'])}/done`
  later(world, draw.around(240, 0.9), async () => void (await ask(world, worker, 'POST', done)))
}
