import type { Instant } from '#platform/kernel/time.ts'
import type { Clock } from './clock.ts'
import type { Database } from './db.ts'

/** What a server does besides answering: without it nobody is called, nothing leaves, no board moves. */
export const ENGINE_PARTS = ['sealer', 'due', 'mail', 'voice', 'sms', 'push', 'follower'] as const
export type EnginePart = (typeof ENGINE_PARTS)[number]

/** By which part each channel of the outbox leaves. */
const PART_OF: Readonly<Record<string, EnginePart>> = {
  mail: 'mail',
  voice: 'voice',
  connect: 'voice',
  'hang-up': 'voice',
  sms: 'sms',
  push: 'push',
  device: 'push',
}
/** Without these nobody is called. */
const CALLING: readonly EnginePart[] = ['due', 'voice', 'sms', 'push']

/** True of a part without which nobody is called. Mail is one only where neither calls nor texts leave from here. */
function isCalling(part: EnginePart, servers: readonly Rounds[]): boolean {
  const carries = servers.some(({ voice, sms }) => voice !== null || sms !== null)
  return CALLING.includes(part) || (part === 'mail' && !carries)
}

/** A part of which no server has finished a round for so long stands still: every board says so. */
export const STILL_SECONDS = 30

/** A part that stands still, since when, in machine time, and whether nobody is called for it. */
export type Still = {
  readonly part: EnginePart
  readonly since: Instant
  readonly callsNobody: boolean
}

/** When each part of a server last went round, in machine time; null: this server does not have it. */
export type Rounds = Readonly<Record<EnginePart, Instant | null>>

const NO_SENDERS = { mail: null, voice: null, sms: null, push: null } as const

/** Keeps in memory when each part of one server last went round. */
export type Pulse = {
  readonly beat: (part: 'sealer' | 'due' | 'follower') => void
  /** One of the senders went round, and with it all its channels. */
  readonly sent: (sender: number) => void
  /** The part of which one sender stands still is as old as that one. */
  readonly rounds: () => Rounds
}

/** A server's pulse: its senders, each with its channels, go round one by one. */
export function openPulse(
  clock: Pick<Clock, 'machine'>,
  senders: readonly { readonly channels: readonly string[] }[],
): Pulse {
  const startedAt = clock.machine()
  const last = { sealer: startedAt, due: startedAt, follower: startedAt }
  const sent = senders.map(() => startedAt)
  const partsOf = senders.map(({ channels }) => new Set(channels.map((one) => PART_OF[one])))
  const oldest = (part: EnginePart) =>
    sent
      .filter((_, sender) => partsOf[sender]?.has(part))
      .toSorted((a, b) => Temporal.Instant.compare(a, b))[0] ?? null
  return {
    beat(part) {
      last[part] = clock.machine()
    },
    sent(sender) {
      sent[sender] = clock.machine()
    },
    rounds: () => ({
      ...last,
      mail: oldest('mail'),
      voice: oldest('voice'),
      sms: oldest('sms'),
      push: oldest('push'),
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
    if (seconds <= STILL_SECONDS) return []
    return [{ part, since: newest, callsNobody: isCalling(part, servers) }]
  })
}

/**
 * The parts that stand still. `startedAt`: this server answers since then; where no server has ever worked, all but the
 * senders, which not every server has, are counted from it.
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
      'mail_at as mail',
      'voice_at as voice',
      'sms_at as sms',
      'push_at as push',
      'follower_at as follower',
    ])
    .execute()
  const known = rows.filter((rounds) => rounds.due !== null)
  if (known.length > 0 || startedAt === undefined) return stillAmong(known, machine)
  const since = { sealer: startedAt, due: startedAt, follower: startedAt, ...NO_SENDERS }
  return stillAmong([since], machine)
}
