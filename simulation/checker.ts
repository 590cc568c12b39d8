import { notAfter } from '#platform/kernel/time.ts'
import type { Look, Violation } from './books.ts'
import { nowOf, type World } from './world.ts'

/** How often what was asked. */
export type Checked = { events: number; files: number; whole: number }

/** Asks the promises, and keeps what is broken: each line once, with its instant. */
export type Checker = {
  readonly checked: Checked
  readonly found: readonly Found[]
  /** After something happened: the files it touched, and all that time alone can break. */
  readonly look: () => Promise<Look>
  /** All files, at midnight. */
  readonly all: () => Promise<void>
}

export type Found = Violation & { readonly at: string }

export function openChecker(world: World): Checker {
  const { books } = world.house
  const checked: Checked = { events: 0, files: 0, whole: 0 }
  const found: Found[] = []
  const known = new Set<string>()
  const keep = (violations: readonly Violation[]) => {
    for (const one of violations) {
      const key = `${one.promise}: ${one.line}`
      if (known.has(key)) continue
      known.add(key)
      found.push({ ...one, at: nowOf(world).toString() })
    }
  }
  const heard = () => {
    keep(world.violations.splice(0))
    for (const line of world.house.takeFaults())
      keep([{ promise: 'no server meets a fault', line, file: null }])
  }
  return {
    checked,
    found,
    async look() {
      const seen = await books.sinceLast(nowOf(world).toString())
      checked.events += 1
      checked.files += seen.touched
      // What is due in this very instant is still to be worked: time has broken nothing yet.
      const isQuiet = seen.dueAt === undefined || !notAfter(seen.dueAt, nowOf(world))
      keep(seen.violations.filter(({ isOfTime }) => isQuiet || !isOfTime))
      heard()
      return seen
    },
    async all() {
      checked.whole += 1
      keep(await books.whole(nowOf(world).toString()))
      keep(await brokenLog(world))
      heard()
    },
  }
}

/** I6: the log is gapless, and each event stands on it once. */
async function brokenLog({ house: { books } }: World): Promise<readonly Violation[]> {
  return await books.ask<Violation>(`
    select 'I6, the log has no gap' as promise, count(*)::text || ' of ' || max(position)::text as line,
           null::uuid as file
      from platform.journal having count(*) <> coalesce(max(position), 0)
    union all select 'I6, each event stands on the log or waits for it', e.id::text, e.intervention_id
      from platform.event e
     where not exists (select from platform.journal j where j.event_id = e.id)
       and not exists (select from platform.unsealed u where u.event_id = e.id)`)
}

type Told = { at: Temporal.Instant; type: string; actor: string; data: unknown }

/** What happened to the file of a violation, in its order: the shortest story that leads to it. */
export async function storyOf(world: World, { file }: Violation): Promise<readonly string[]> {
  if (file === null) return []
  const rows = await world.house.books.ask<Told>(
    `select recorded_at as at, type, actor, data from platform.event where intervention_id = $1
      order by recorded_at, id`,
    [file],
  )
  return rows.map(({ at, type, actor, data }) => {
    const who = world.staff.find(({ staffId }) => actor === `staff:${staffId}`)?.name ?? actor
    return `${at.toString()} ${type} ${who} ${JSON.stringify(data).slice(0, 200)}`
  })
}
