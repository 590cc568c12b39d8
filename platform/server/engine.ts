import type { Instant } from '#platform/kernel/time.ts'
import type { Clock } from './clock.ts'
import type { Database } from './db.ts'

/** What a server does besides answering: without it nobody is called, nothing leaves, no board moves. */
export const ENGINE_PARTS = ['sealer', 'due', 'outbox', 'follower'] as const
export type EnginePart = (typeof ENGINE_PARTS)[number]

/** A part of which no server has finished a round for so long stands still: every board says so. */
export const STILL_SECONDS = 30

/** A part that stands still, and since when, in machine time. */
export type Still = { readonly part: EnginePart; readonly since: Instant }

/** When each part of a server last went round, in machine time; null: this server does not have it. */
export type Rounds = Readonly<Record<EnginePart, Instant | null>>

/** Keeps in memory when each part of one server last went round. */
export type Pulse = {
  /** A sender of its own, or the whole part, went round. `of` tells senders of one part apart. */
  readonly beat: (part: EnginePart, of?: number) => void
  /** The part of which one sender stands still is as old as that one. */
  readonly rounds: () => Rounds
}

/** A server's pulse: `senders` of its outbox go round one by one. */
export function openPulse(clock: Pick<Clock, 'machine'>, senders: number): Pulse {
  const startedAt = clock.machine()
  const last = new Map<EnginePart, Instant[]>(
    ENGINE_PARTS.map((part) => [
      part,
      Array.from({ length: part === 'outbox' ? senders : 1 }, () => startedAt),
    ]),
  )
  const oldest = (part: EnginePart) =>
    last.get(part)?.toSorted((a, b) => Temporal.Instant.compare(a, b))[0] ?? null
  return {
    beat(part, of = 0) {
      const times = last.get(part)
      if (times) times[of] = clock.machine()
    },
    rounds: () => ({
      sealer: oldest('sealer'),
      due: oldest('due'),
      outbox: oldest('outbox'),
      follower: oldest('follower'),
    }),
  }
}

/** The parts that stand still: of each, the server that went round last counts. */
export function stillAmong(servers: readonly Rounds[], machine: Instant): readonly Still[] {
  return ENGINE_PARTS.flatMap((part) => {
    const newest = servers
      .flatMap((rounds) => rounds[part] ?? [])
      .toSorted((a, b) => Temporal.Instant.compare(a, b))
      .at(-1)
    if (newest === undefined) return []
    const seconds = newest.until(machine).total('seconds')
    return seconds > STILL_SECONDS ? [{ part, since: newest }] : []
  })
}

/**
 * The parts that stand still. `startedAt`: this server answers since then; where no server has ever worked, all but the
 * outbox, which not every server has, are counted from it.
 */
export async function stillParts(
  db: Database,
  machine: Instant,
  startedAt: Instant | undefined,
): Promise<readonly Still[]> {
  const rows = await db
    .selectFrom('platform.process')
    .select([
      'sealer_at as sealer',
      'due_at as due',
      'outbox_at as outbox',
      'follower_at as follower',
    ])
    .execute()
  const known = rows.filter((rounds) => rounds.due !== null)
  if (known.length > 0 || startedAt === undefined) return stillAmong(known, machine)
  const since = { sealer: startedAt, due: startedAt, outbox: null, follower: startedAt }
  return stillAmong([since], machine)
}
