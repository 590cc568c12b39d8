import { sweepFiles } from '#contexts/documents/public.ts'
import { endDevice } from '#contexts/oncall/public.ts'
import type { FileStore } from '#platform/gateways/files.ts'
import { forgetNames } from '#platform/server/carried.ts'
import { mailCarrier } from '#platform/server/carriers.ts'
import type { DeviceNotice } from '#platform/server/device-notice.ts'
import { startDue, sweepDue } from '#platform/server/due.ts'
import { openPulse } from '#platform/server/engine.ts'
import { startFollower } from '#platform/server/follow.ts'
import { type Loop, startLoop } from '#platform/server/loop.ts'
import { type Carrier, startOutbox } from '#platform/server/outbox.ts'
import { pushCarrier } from '#platform/server/push-carrier.ts'
import { startSealer } from '#platform/server/sealer.ts'
import type { ServeTools } from '#platform/server/serve.ts'
import { inTransaction } from '#platform/server/work.ts'
import { startMessengers, telephoneCarriers } from './messengers.ts'
import { shieldOverlooked } from './overlooked.ts'
import type { Parts } from './parts.ts'
import { allTerritories } from './ports.ts'
import type { Room } from './rooms.ts'
import type { Metrics } from './status.ts'
import { type Standing, signOfLife, watch } from './watch.ts'
import { afterCommitReactions } from './wiring.ts'

const SWEEP_MS = 60_000
const HEALTH_MS = 5000
/** How often a monitor outside hears that all goes. */
const SIGN_MS = 60_000
/** How often files that no document names, and handovers that should be shut, are looked for. */
const FILES_MS = 3_600_000
/** Hours for which the reply to a command is kept with its key. */
const REPLY_HOURS = 24

type LoopParts = {
  readonly parts: Parts
  readonly tools: ServeTools
  readonly rooms: readonly Room[]
  readonly files: FileStore
  readonly metrics: Metrics
  readonly standing: Standing
}

/** Starts what a server does besides answering: sealing, due work, outbox, reactions, sweeping, watching itself. */
export function startLoops({ parts, tools, rooms, files, metrics, standing }: LoopParts): {
  /** To be woken after each commit. */
  readonly woken: readonly Loop[]
  readonly timed: readonly Loop[]
} {
  const { db } = tools
  const { clock, log } = parts
  const kinds = rooms.flatMap((room) => room.dueKinds ?? [])
  const carriers = carriersOf(parts, tools)
  const pulse = openPulse(clock, carriers)
  const woken = [
    startSealer(db, log, () => pulse.beat('sealer')),
    startDue(
      tools,
      kinds,
      clock,
      log,
      () => standing.mayWork,
      () => pulse.beat('due'),
    ),
    ...carriers.map((carrier, n) =>
      startOutbox(db, parts.vault, carrier, clock, log, () => pulse.sent(n)),
    ),
    startFollower(tools, afterCommitReactions, clock, log, () => pulse.beat('follower')),
  ]
  const timed = [
    startLoop('sweeper', SWEEP_MS, log, () => sweep(tools, rooms, metrics)),
    startLoop('files', FILES_MS, log, () => removeOrphans(tools, files)),
    startLoop('overlooked', FILES_MS, log, () => shutOverlooked(tools)),
    ...startMessengers(parts.messengers ?? [], tools, log),
    startLoop('watch', HEALTH_MS, log, watch(tools, standing, pulse)),
    startLoop('sign-of-life', SIGN_MS, log, signOfLife(parts, tools, standing)),
  ]
  return { woken, timed }
}

/** Notices go by the push services of many browsers: one that does not answer holds up one of so many senders. */
const NOTICE_SENDERS = 3

function carriersOf(
  { mail, telephone, messengers = [], push }: Parts,
  tools: ServeTools,
): readonly Carrier[] {
  const notices = push ? pushCarrier(push, tools.clock, (notice) => deviceGone(tools, notice)) : []
  return [
    ...(mail ? [mailCarrier(mail)] : []),
    ...telephoneCarriers({ telephone, messengers }, tools),
    ...Array.from({ length: NOTICE_SENDERS }, () => notices).flat(),
  ]
}

/** The push service says that a device is there no more: nothing is sent to it again, and its person sees it. */
async function deviceGone(tools: ServeTools, { device, territory }: DeviceNotice): Promise<void> {
  const actor = { kind: 'system', name: 'system:push' } as const
  const scope = { actor, now: tools.clock.now(), read: [territory], write: territory }
  await inTransaction(tools, scope, (tx) => endDevice(tx, device, 'gone'))
  tools.afterCommit()
}

async function sweep(
  tools: ServeTools,
  rooms: readonly Room[],
  metrics: Metrics,
): Promise<undefined> {
  const now = tools.clock.now()
  const views = rooms.flatMap((room) => (room.dueView ? [room.dueView] : []))
  metrics.mended.inc(await sweepDue(tools, views, await allTerritories(tools.db), now))
  await tools.db
    .deleteFrom('platform.idempotency')
    .where('created_at', '<', now.subtract({ hours: REPLY_HOURS }))
    .execute()
  await forgetNames(tools.db, tools.clock.machine())
  return undefined
}

async function removeOrphans(tools: ServeTools, files: FileStore): Promise<undefined> {
  const { db, clock } = tools
  await sweepFiles(tools, files, await allTerritories(db), clock.now(), clock.machine())
  return undefined
}

async function shutOverlooked(tools: ServeTools): Promise<undefined> {
  const { db, clock } = tools
  if ((await shieldOverlooked(tools, await allTerritories(db), clock.now())) > 0)
    tools.afterCommit()
  return undefined
}
