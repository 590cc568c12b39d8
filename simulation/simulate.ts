import type { Instant } from '#platform/kernel/time.ts'
import { openAgenda } from './agenda.ts'
import { type Checked, type Found, openChecker, storyOf } from './checker.ts'
import { conduct } from './conductor.ts'
import { type Draw, drawOf } from './draw.ts'
import { FAULTS, type FaultName, timesToday } from './faults.ts'
import { type House, openHouse } from './house.ts'
import { type Killed, openExecutioner } from './killing.ts'
import { reads, rings } from './people.ts'
import { type PlantName, plant } from './plants.ts'
import { PROFILES, type ProfileName } from './profiles.ts'
import { reportsAreThereOnce } from './sent-again.ts'
import { firstRota, furnish, makeStaff, somebodyLeaves } from './staff.ts'
import { openWatch, type Watch } from './watch.ts'
import { type Counts, later, type World } from './world.ts'

/** What a run is asked for. `plant`: what is spoiled in it on purpose; the run ends when that is found. */
export type Asked = {
  readonly days: number
  readonly seed: number
  readonly profile: ProfileName
  readonly faults: FaultName
  readonly plant?: PlantName | undefined
  /** The first day. */
  readonly from?: string
  /** Told each month how far the run is. */
  readonly progress?: (line: string) => void
}

/** What came of a run. */
export type Outcome = {
  readonly found: readonly (Found & { readonly story: readonly string[] })[]
  readonly checked: Checked
  readonly counts: Counts
  readonly killed: Killed
  readonly totals: Readonly<Record<string, number>>
  /** When it was spoiled on purpose, if it was. */
  readonly plantedAt: string | undefined
}

/** A year that has both nights in which the clocks change, and every holiday. */
const FIRST_DAY = '2026-10-12'

/** Runs a service for some days on a virtual clock. */
export async function simulate(asked: Asked): Promise<Outcome> {
  const draw = drawOf(`${asked.profile}/${String(asked.seed)}`)
  const from = Temporal.PlainDate.from(asked.from ?? FIRST_DAY)
  const begins = from.toZonedDateTime('Europe/Rome').toInstant()
  const made = await makeWorld(asked, draw, begins)
  try {
    return await run(asked, made, from)
  } finally {
    made.world.executioner.close()
    await made.watch.close()
    await made.world.house.close()
  }
}

type Made = {
  readonly world: World
  readonly watch: Watch
  readonly outage: { until: Instant }
}

async function makeWorld(asked: Asked, draw: Draw, begins: Instant): Promise<Made> {
  const profile = PROFILES[asked.profile]
  const outage = { until: begins.subtract({ hours: 1 }) }
  const living: { world: World | undefined } = { world: undefined }
  const alive = () => {
    if (!living.world) throw new Error('nobody lives here yet')
    return living.world
  }
  const house: House = await openHouse(begins, {
    territories: [profile.territory, profile.neighbour],
    random: draw.apart('server').bytes,
    listener: {
      rings: (call) => rings(alive(), call, outage.until),
      reads: (mail) => reads(alive(), mail),
      carriesMail: () => undefined,
    },
  })
  const world: World = {
    ...{ house, profile, draw, agenda: openAgenda(), log: house.log },
    ...(await makeStaff(house, profile)),
    faults: FAULTS[asked.faults],
    executioner: openExecutioner(
      draw.apart('kill'),
      house.database.appUrl,
      FAULTS[asked.faults].killsPerYear > 0,
    ),
    happenings: new Map(),
    violations: [],
    emptied: [],
    reported: new Set(),
    counts: {
      sent: 0,
      commands: 0,
      keys: 0,
      refusals: {},
      deniedReads: 0,
      contested: 0,
      offline: 0,
      offlineRefused: 0,
      together: 0,
      acts: 0,
    },
    begins,
    end: begins.add({ hours: 24 * asked.days }),
  }
  living.world = world
  if (world.faults.contested > 0 || world.faults.bothTakeUp > 0) await house.addServer()
  return { world, outage, watch: await openWatch(house.database.adminUrl) }
}

async function run(
  asked: Asked,
  { world, outage, watch }: Made,
  from: Temporal.PlainDate,
): Promise<Outcome> {
  const checker = openChecker(world, watch)
  let plantedAt: string | undefined
  await furnish(world)
  await firstRota(world, from)
  await conduct(world, {
    checker,
    async midnight(day, number) {
      if (number > 0 && number % 30 === 0) {
        const violations = (await checker.found()).length
        asked.progress?.(
          `${day.toString()}: ${String(world.happenings.size)} reports, violations ${String(violations)}`,
        )
      }
      planFaults(world, outage, day, number)
    },
    async isOver() {
      if (asked.plant === undefined) return false
      if (plantedAt !== undefined) return (await checker.found()).length > 0
      if (await plant(world, asked.plant)) plantedAt = world.house.clock.now().toString()
      return false
    },
  })
  await reportsAreThereOnce(world)
  await checker.all(true)
  const found = []
  for (const one of await checker.found()) found.push({ ...one, story: await storyOf(world, one) })
  const checked = checker.checked()
  const killed = world.executioner.killed()
  return { found, checked, counts: world.counts, killed, totals: await totalsOf(world), plantedAt }
}

/** What goes wrong today, at its minutes. */
function planFaults(
  world: World,
  outage: { until: Instant },
  day: Temporal.PlainDate,
  number: number,
): void {
  const draw = world.draw.apart(`faults/${day.toString()}`)
  const isSecond = number === 1
  const times = (perYear: number) => timesToday(draw, perYear, isSecond)
  const { killsPerYear, leavesPerYear, outagesPerYear, stillPerYear } = world.faults
  for (let n = times(outagesPerYear); n > 0; n -= 1)
    later(world, draw.whole(0, 1439), async () => {
      outage.until = world.house.clock.now().add({ minutes: draw.whole(30, 180) })
    })
  for (let n = times(stillPerYear); n > 0; n -= 1)
    later(world, draw.whole(0, 1439), async () => {
      world.house.clock.advance({ minutes: draw.whole(5, 60) })
      await world.house.workNow()
    })
  for (let n = times(killsPerYear); n > 0; n -= 1)
    later(world, draw.whole(0, 1439), async () => {
      world.executioner.arm(draw.chance(0.6) ? 'due' : 'command')
    })
  for (let n = draw.count(leavesPerYear / 365); n > 0; n -= 1)
    later(world, draw.whole(0, 1439), () => somebodyLeaves(world))
}

/** What the tables say has happened in all. */
async function totalsOf({ house: { books } }: World): Promise<Readonly<Record<string, number>>> {
  const rows = await books.ask<{ type: string; count: number }>(
    'select type, count(*) from platform.event group by type',
  )
  return Object.fromEntries(rows.map(({ type, count }) => [type, count]))
}
