import { type Instant, notAfter, ZONE } from '#platform/kernel/time.ts'
import { runDue, sweepDue } from '#platform/server/due.ts'
import { sealOnce } from '#platform/server/sealer.ts'
import type { Checker } from './checker.ts'
import { carry, firstOf, kindsOf } from './house.ts'
import { streetOf } from './offline.ts'
import { reportsOf } from './reports.ts'
import { rotaStands } from './rota-stands.ts'
import { reportsAreThereOnce } from './sent-again.ts'
import type { Look } from './watch.ts'
import { shiftsOf } from './work-shift.ts'
import { turnsOf } from './work-turns.ts'
import { killOne, nowOf, type World } from './world.ts'

/** Events that may wait before they are sealed: the sealer is awake, and not after each. */
const SEAL_AFTER = 100
/** The database plans by what it counted: it is told to count again, as it would by itself on a server that is not in a hurry. */
const DAYS_OF_STATISTICS = 10

/** What a run is told beside its world. */
type Hooks = {
  readonly checker: Checker
  /** Called at each midnight, before the reports of the day. */
  readonly midnight: (day: Temporal.PlainDate, dayNumber: number) => Promise<void>
  /** Called after each event; true ends the run. */
  readonly isOver: () => Promise<boolean>
}

/**
 * Lets time pass until the end of the run: does what is due at this instant, and when all is quiet jumps to the next
 * instant at which anything happens. The promises are asked after each thing that happened.
 */
export async function conduct(world: World, hooks: Hooks): Promise<void> {
  await startDay(world, hooks, 0)
  let look = await hooks.checker.look()
  for (;;) {
    if (look.unsealed > SEAL_AFTER) await seal(world)
    const { sent, acts } = world.counts
    if (await happens(world, look)) {
      // Somebody who only looked and went on has changed nothing.
      if (world.counts.sent === sent && world.counts.acts === acts) continue
      look = await hooks.checker.look()
      if (await hooks.isOver()) return
      continue
    }
    const next = nextOf(world, look)
    if (next === undefined || !notAfter(next, world.end)) return
    world.house.clock.moveTo(next)
  }
}

/** Does one thing that is due at this instant; false when all is quiet. */
async function happens(world: World, { dueAt, leavesAt }: Look): Promise<boolean> {
  const now = nowOf(world)
  if (dueAt && notAfter(dueAt, now)) return await workDue(world)
  if (leavesAt && notAfter(leavesAt, now)) return await carryOut(world)
  if (isDue(world.house.telephones.nextReportAt(), now)) return await hear(world)
  return await world.agenda.doNext(now)
}

const isDue = (at: Instant | undefined, now: Instant) => at !== undefined && notAfter(at, now)

/** What falls due now, worked by one of the servers, at times by all of them at the same instant. */
async function workDue(world: World): Promise<true> {
  world.counts.acts += 1
  // What it had begun is taken up below, in the same instant, by who is still there.
  if (world.executioner.isArmed('due')) await killOne(world)
  const { servers, clock } = world.house
  const draw = world.draw.apart(`due/${clock.now().toString()}`)
  const isTogether = servers.length > 1 && draw.chance(world.faults.bothTakeUp)
  if (isTogether) world.counts.together += 1
  const working = isTogether ? servers : [firstOf(servers)]
  await Promise.all(working.map((one) => runDue(one.tools, kindsOf(one), clock.now(), world.log)))
  return true
}

async function carryOut(world: World): Promise<true> {
  world.counts.acts += 1
  const { clock, telephones, servers } = world.house
  await carry(firstOf(servers), clock, telephones)
  return true
}

/** Providers report what became of their calls. */
async function hear(world: World): Promise<true> {
  world.counts.acts += 1
  const { servers, telephones } = world.house
  for (const { body } of telephones.takeReports()) {
    const url = '/api/gateways/telephone'
    const reply = await firstOf(servers).app.inject({ method: 'POST', url, payload: body })
    if (reply.statusCode === 200) continue
    const line = `${String(reply.statusCode)} ${reply.payload}`
    world.violations.push({ promise: 'providers are heard', line, file: null })
  }
  return true
}

function nextOf(world: World, { dueAt, leavesAt }: Look): Instant | undefined {
  return [dueAt, leavesAt, world.house.telephones.nextReportAt(), world.agenda.nextAt()]
    .filter((one) => one !== undefined)
    .toSorted(Temporal.Instant.compare)[0]
}

async function seal({ house }: World): Promise<void> {
  while ((await sealOnce(firstOf(house.servers).tools.db)) > 0);
}

/** A day begins: its reports, its faults, and the whole of the promises; then the next one is put in mind. */
async function startDay(world: World, hooks: Hooks, dayNumber: number): Promise<void> {
  const today = nowOf(world).toZonedDateTimeISO(ZONE).toPlainDate()
  await seal(world)
  await sweep(world)
  await rotaStands(world)
  await reportsAreThereOnce(world)
  await hooks.checker.all()
  if (dayNumber % DAYS_OF_STATISTICS === 1) await world.house.books.ask('analyze')
  world.counts.acts += 1
  await hooks.midnight(today, dayNumber)
  reportsOf(world, today)
  turnsOf(world, today)
  streetOf(world, today)
  shiftsOf(world, today)
  const tomorrow = today.add({ days: 1 }).toZonedDateTime(ZONE).toInstant()
  world.agenda.add(tomorrow, () => startDay(world, hooks, dayNumber + 1))
}

/** Whatever a room says falls due has its alarm, in each of the territories: nothing is ever to be mended. */
async function sweep(world: World): Promise<void> {
  const server = firstOf(world.house.servers)
  const views = server.rooms.flatMap((room) => (room.dueView ? [room.dueView] : []))
  const { territoryId, neighbours } = world.house
  const mended = await sweepDue(server.tools, views, [territoryId, ...neighbours], nowOf(world))
  if (mended === 0) return
  const line = `${String(mended)} at ${nowOf(world).toString()}`
  world.violations.push({ promise: 'no alarm is lost', line, file: null })
}
