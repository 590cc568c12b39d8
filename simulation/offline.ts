import type { Instant } from '#platform/kernel/time.ts'
import type { Draw } from './draw.ts'
import {
  askAgain,
  later,
  newKey,
  nowOf,
  type Reply,
  type Worker,
  type World,
  withRole,
} from './world.ts'

// Crews, and whoever else is on the street, write down what they do where there is no network. It is kept under its key,
// and sent when there is one again. All of it is assumed.

/** Minutes until there is a network again: half of them below. The server keeps the answer of a key for a day. */
const WITHOUT = { median: 100, spread: 1, most: 20 * 60 }
/** How often it did arrive, and only the answer was lost. */
const ANSWER_LOST = 0.4
/** How often it is sent once more after it was answered. */
const SENT_ONCE_MORE = 0.3

/** One thing that was written down without a network, and how it is found on the books. */
type Kept = {
  readonly who: Worker
  readonly url: string
  readonly body: object
  /** When it happened, as it was written down. */
  readonly at: Instant
  readonly found: keyof typeof FOUND
  /** The file, or the placement, that it is about. */
  readonly about: string | null
}

/** How often it is there, at the hour at which it happened: `$1` about what, `$2` by whom, `$3` when. */
const FOUND = {
  note: `select from platform.event
    where intervention_id = $1 and type = 'NoteAdded' and actor = 'staff:' || $2::text and at = $3`,
  arrival: `select from platform.event
    where aggregate_id = $1 and type = 'PersonArrived' and actor = 'staff:' || $2::text
      and (data->>'arrivedAt')::timestamptz = $3`,
  report: `select from intake.report r join intake.contact c on c.territory_id = r.territory_id and c.id = r.contact_id
    where $1::uuid is null and c.taken_by = $2 and c.started_at = $3`,
}

/** Somebody keeps this until there is a network; `heard` is what they then do with the answer. */
export async function keptOffline(
  world: World,
  kept: Kept,
  draw: Draw,
  heard: (reply: Reply) => void = () => undefined,
): Promise<void> {
  const { who, url, body } = kept
  const key = newKey(world)
  const send = () => askAgain(world, key, who, 'POST', url, body)
  world.counts.offline += 1
  const unheard = draw.chance(ANSWER_LOST) ? await send() : undefined
  const minutes = Math.min(WITHOUT.most, draw.around(WITHOUT.median, WITHOUT.spread))
  later(world, minutes, async () => {
    const replies = unheard ? [unheard, await send()] : [await send()]
    if (draw.chance(SENT_ONCE_MORE)) replies.push(await send())
    await isThereOnce(world, kept, replies)
    const last = replies.at(-1)
    if (last) heard(last)
  })
}

const isTaken = ({ status }: Reply) => status < 300

/** I8: what was taken is there once, with its hour, and answered each time as the first; what was refused is not there. */
async function isThereOnce(world: World, kept: Kept, replies: readonly Reply[]): Promise<void> {
  const { found, about, who, at, url } = kept
  const [first] = replies.filter(isTaken)
  const rows = await world.house.books.ask(FOUND[found], [about, who.staffId, at.toString()])
  const expected = first ? 1 : 0
  const file = found === 'note' ? about : null
  if (rows.length !== expected)
    world.violations.push({
      promise: 'I8, what was written down without a network is there once, at its hour',
      line: `${url} by ${who.name}: ${String(rows.length)} times, taken ${String(expected)}`,
      file,
    })
  if (!first) world.counts.offlineRefused += 1
  // Who has left meanwhile is not told what they may not read any more.
  if (!first || !world.staff.includes(who)) return
  const since = replies.slice(replies.indexOf(first))
  if (since.every((one) => JSON.stringify(one) === JSON.stringify(first))) return
  const promise = 'I8, what is sent again is answered as it was'
  const line = `${url} by ${who.name}: ${since.map(({ status }) => status).join(', ')}`
  world.violations.push({ promise, line, file })
}

/** How many notes a day are written without a network, where as many commands as this go without one. */
const NOTES = 10

/** What is written down on the street on this day. Called at midnight. */
export function streetOf(world: World, day: Temporal.PlainDate): void {
  const draw = world.draw.apart(`street/${day.toString()}`)
  for (let n = draw.count(NOTES * world.faults.offline); n > 0; n -= 1) {
    const own = draw.apart(`note/${String(n)}`)
    later(world, own.whole(0, 1439), () => notes(world, own))
  }
}

/** A note on a file in somebody's hands: of a crew where there is one. */
async function notes(world: World, draw: Draw): Promise<void> {
  const crews = withRole(world, 'crew')
  const others = withRole(world, 'social-worker')
  const { books, territoryId } = world.house
  const ids = (people: readonly Worker[]) => people.map(({ staffId }) => staffId)
  const files = await books.ask<{ id: string; owner_id: string }>(
    `select id, owner_id from interventions.intervention
      where territory_id = $1 and state <> 'closed' and owner_id = any ($2::uuid[])
      order by owner_id = any ($3::uuid[]) desc, number desc limit 3`,
    [territoryId, ids([...crews, ...others]), ids(crews)],
  )
  if (files.length === 0) return
  const { id, owner_id } = draw.one(files)
  const who = [...crews, ...others].find(({ staffId }) => staffId === owner_id)
  if (!who) return
  const at = nowOf(world)
  const body = { text: 'Parole inventate, scritte senza rete', happenedAt: at.toString() }
  const url = `/api/interventions/${id}/notes`
  await keptOffline(world, { who, url, body, at, found: 'note', about: id }, draw)
}
