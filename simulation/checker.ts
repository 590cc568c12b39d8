import type { Instant } from '#platform/kernel/time.ts'
import type { Violation } from './books.ts'
import { openLogChain } from './log-chain.ts'
import type { Look, Watch } from './watch.ts'
import { nowOf, type World } from './world.ts'

/** How often what was asked. */
export type Checked = { events: number; files: number; whole: number; entries: number }

/** Asks the promises, and keeps what is broken: each line once, with its instant. */
export type Checker = {
  readonly checked: () => Checked
  /** What was found until now; what is asked at this moment is waited for. */
  readonly found: () => Promise<readonly Found[]>
  /** After something happened: the files it touched, and all that time alone can break. */
  readonly look: () => Promise<Look>
  /** All files, at midnight; of the log what is new, at times and at the end all of it. */
  readonly all: (isEnd?: boolean) => Promise<void>
}

/** The whole log is recomputed at each midnight of the first days, then so often. */
const WHOLE_LOG = { firstDays: 8, everyDays: 30 }

export type Found = Violation & { readonly at: string }

export function openChecker(world: World, watch: Watch): Checker {
  const { books } = world.house
  const chain = openLogChain(books)
  let events = 0
  let whole = 0
  const found: Found[] = []
  const known = new Set<string>()
  const keep = (violations: readonly (Violation & { readonly at?: string })[]) => {
    for (const one of violations) {
      const key = `${one.promise}: ${one.line}`
      if (known.has(key)) continue
      known.add(key)
      found.push({ ...one, at: one.at ?? nowOf(world).toString() })
    }
  }
  const hear = async () => {
    keep(await watch.settle())
    keep(world.violations.splice(0))
    for (const line of world.house.takeFaults())
      keep([{ promise: 'no server meets a fault', line, file: null }])
  }
  return {
    checked: () => ({ events, files: watch.files(), whole, entries: chain.entries() }),
    async found() {
      await hear()
      return found
    },
    async look() {
      events += 1
      return await watch.look(nowOf(world))
    },
    async all(isEnd = false) {
      whole += 1
      const isWhole = isEnd || whole <= WHOLE_LOG.firstDays || whole % WHOLE_LOG.everyDays === 0
      await hear()
      keep(await books.whole(nowOf(world).toString()))
      keep(await unloggedEvents(world))
      keep(await (isWhole ? chain.whole() : chain.since()))
    },
  }
}

/** I6: each event stands on the log or waits for it. */
async function unloggedEvents({ house: { books } }: World): Promise<readonly Violation[]> {
  return await books.ask<Violation>(`
    select 'I6, each event stands on the log or waits for it' as promise, e.id::text as line, e.intervention_id as file
      from platform.event e
     where not exists (select from platform.journal j where j.event_id = e.id)
       and not exists (select from platform.unsealed u where u.event_id = e.id)`)
}

type Told = { at: Instant; type: string; actor: string; data: unknown }
const MOST_WORDS = 160

/** What happened to the file of a violation until then, in its order: the shortest story that leads to it. */
export async function storyOf(world: World, { file, at }: Found): Promise<readonly string[]> {
  if (file === null) return []
  const rows = await world.house.books.ask<Told>(
    `select e.recorded_at as at, e.type, e.actor, e.data from platform.event e
       left join platform.journal j on j.event_id = e.id left join platform.unsealed u on u.event_id = e.id
      where e.intervention_id = $1 and e.recorded_at <= $2 order by e.recorded_at, j.position, u.seq`,
    [file, at],
  )
  return rows.map(({ at: when, type, actor, data }) => {
    const who = world.staff.find(({ staffId }) => actor === `staff:${staffId}`)?.name ?? actor
    return `${when.toString()} ${type} ${who} ${plain(data).slice(0, MOST_WORDS)}`
  })
}

/** What an event says, without what is sealed in it. */
function plain(data: unknown): string {
  return JSON.stringify(data, (key, value: unknown) =>
    key.startsWith('sealed') || key === 'steps' || key === 'words' ? undefined : value,
  )
}
