import * as z from 'zod'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import type { Tx } from './db.ts'

/** The channel between servers: who looks at what is said there and kept nowhere. */
export const PRESENCE_CHANNEL = 'approdo_presence'

/** What a room says of presence: who may be told about a file, and what colleagues are called. */
export type PresenceView = {
  /** Of these files, those that this person may read. */
  readonly open: (
    tx: Tx,
    actor: PersonActor,
    interventionIds: readonly string[],
  ) => Promise<readonly string[]>
  /** Those who may read these files otherwise than their class of sight does, such as their owners. */
  readonly apart: (tx: Tx, interventionIds: readonly string[]) => Promise<readonly StaffId[]>
  readonly names: (tx: Tx, ids: readonly StaffId[]) => Promise<ReadonlyMap<StaffId, string>>
}

const Sign = z.object({
  fileId: z.uuid(),
  desk: z.uuid(),
  staffId: z.uuid(),
  where: z.string().nullable(),
  stays: z.boolean(),
})
/** One window of one person says which file it shows, and where in it they write. */
export type Sign = z.infer<typeof Sign>

type Held = Sign & { readonly until: number }

/** Longer than two signs of a window: one that is lost makes nobody vanish. */
const LASTS_MS = 40_000
/** Windows of one person that are kept: more are a mistake, or malice. */
const MOST_WINDOWS = 6

/** Who looks at which file just now. Nothing of it is written down; a window that falls silent is forgotten. */
export class PresenceBook {
  readonly #held = new Map<string, Held>()

  /** Takes a sign at a moment of the machine; true when what others see has changed. */
  take(payload: string, at: number): boolean {
    const sign = readSign(payload)
    if (sign === undefined) return false
    const key = `${sign.staffId} ${sign.desk}`
    const before = this.#held.get(key)
    this.#held.delete(key)
    if (!sign.stays) return before !== undefined
    this.#held.set(key, { ...sign, until: at + LASTS_MS })
    const more = [...this.#held].filter(([, one]) => one.staffId === sign.staffId)
    for (const [old] of more.slice(0, -MOST_WINDOWS)) this.#held.delete(old)
    return before?.fileId !== sign.fileId || before.where !== sign.where
  }

  /** Forgets who fell silent; true when there was somebody. */
  prune(at: number): boolean {
    const gone = [...this.#held].filter(([, one]) => one.until <= at)
    for (const [key] of gone) this.#held.delete(key)
    return gone.length > 0
  }

  /** Who is there now. */
  all(): readonly Sign[] {
    return [...this.#held.values()]
  }
}

function readSign(payload: string): Sign | undefined {
  try {
    return Sign.safeParse(JSON.parse(payload)).data
  } catch {
    return undefined
  }
}

/** A colleague at a file, as a board is told. */
export type Present = { readonly id: string; readonly name: string; readonly where: string | null }

/** Who is at which file, for one person: of what they may not read not even that somebody reads it. */
export async function presenceFor(
  tx: Tx,
  view: PresenceView,
  actor: PersonActor,
  signs: readonly Sign[],
): Promise<Readonly<Record<string, readonly Present[]>>> {
  if (signs.length === 0) return {}
  const open = new Set(await view.open(tx, actor, [...new Set(signs.map((one) => one.fileId))]))
  const shown = signs.filter((one) => open.has(one.fileId))
  const names = await view.names(tx, [...new Set(shown.map((one) => one.staffId as StaffId))])
  const files = Object.entries(Object.groupBy(shown, (one) => one.fileId))
  return Object.fromEntries(files.map(([id, there]) => [id, peopleIn(there ?? [], names)]))
}

/** Each person once; a window in which they write speaks for them. */
function peopleIn(there: readonly Sign[], names: ReadonlyMap<StaffId, string>): Present[] {
  const people = Map.groupBy(there, (one) => one.staffId)
  return [...people].map(([id, windows]) => ({
    id,
    name: names.get(id as StaffId) ?? '',
    where: windows.find((one) => one.where !== null)?.where ?? null,
  }))
}
