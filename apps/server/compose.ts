import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { accessPorts } from '#contexts/access/public.ts'
import { openTypesetter } from '#contexts/documents/public.ts'
import { presenceView } from '#contexts/interventions/public.ts'
import { folderStore } from '#platform/gateways/files.ts'
import { openDatabase } from '#platform/server/db.ts'
import { buildHttp } from '#platform/server/http.ts'
import { LiveHub } from '#platform/server/live.ts'
import type { Loop } from '#platform/server/loop.ts'
import type { ServeTools } from '#platform/server/serve.ts'
import { registerApiPages } from './api-page.ts'
import { registerConsole } from './console.ts'
import { startLoops } from './loops.ts'
import { registerReports, telephonyOf } from './messengers.ts'
import type { Parts } from './parts.ts'
import { territoryNames } from './ports.ts'
import { type Room, roomsOf } from './rooms.ts'
import { openMetrics, registerStatus } from './status.ts'
import { openStanding, toldOf } from './watch.ts'
import { sameTransactionReactions } from './wiring.ts'

/** A server that has been put together and does not run yet. */
export type Server = {
  readonly app: FastifyInstance
  readonly tools: ServeTools
  readonly rooms: readonly Room[]
  /** Starts sealer, due work, outbox, follower and live stream. */
  readonly startWork: () => Promise<void>
  /** Drains and stops all that was started; the pool last. */
  readonly stop: () => Promise<void>
}

/** Puts the rooms together: the only place that knows them all. */
export async function compose(parts: Parts): Promise<Server> {
  const { db } = openDatabase(parts.databaseUrl, parts.poolSize)
  const files = folderStore(parts.filesFolder ?? filesBeside(parts.databaseUrl))
  const rooms = roomsOf({
    territoryNames,
    address: parts.address,
    telephone: telephonyOf(parts),
    push: parts.push,
    machine: parts.clock.machine,
    work: () => tools,
    typesetter: openTypesetter(),
    files,
  })
  const wakers: (() => void)[] = []
  const tools: ServeTools = {
    db,
    random: parts.random,
    vault: parts.vault,
    reactions: sameTransactionReactions,
    clock: parts.clock,
    access: accessPorts({ db, vault: parts.vault }),
    afterCommit: () => {
      for (const wake of wakers) wake()
    },
    checkReplies: true,
  }
  const metrics = openMetrics()
  const standing = openStanding(parts.clock)
  const hub = new LiveHub(
    tools,
    rooms.flatMap((room) => room.liveViews ?? []),
    parts.log,
    () => toldOf(standing, parts.clock),
    presenceView,
    rooms.flatMap((room) => room.liveNudge ?? []),
  )
  const app = await buildHttp(
    {
      tools,
      log: parts.log,
      version: parts.version,
      publicOrigin: parts.publicOrigin,
      trustedProxies: parts.trustedProxies,
    },
    rooms.flatMap((room) => room.routes),
    [...rooms.flatMap((room) => room.pages ?? []), ...parts.extraPages],
  )
  hub.register(app)
  registerStatus(app, tools, hub, metrics, standing.startedAt)
  registerApiPages(app)
  await registerReports(app, tools, parts.messengers ?? [], rooms)
  await registerConsole(app, tools)

  const loops: Loop[] = []
  const startWork = async () => {
    const { woken, timed } = startLoops({ parts, tools, rooms, files, metrics, standing })
    loops.push(...woken, ...timed)
    wakers.push(...woken.map((loop) => loop.wake))
    await hub.start(parts.databaseUrl)
  }
  const stop = async () => {
    await hub.stop()
    await app.close()
    await Promise.all(loops.map((loop) => loop.stop()))
    for (const messenger of parts.messengers ?? []) await messenger.stop?.()
    for (const room of rooms) await room.stop?.()
    await db.destroy()
  }
  return { app, tools, rooms, startWork, stop }
}

/** The folder of a database that nobody gave one: tests leave nothing beside the code. */
function filesBeside(databaseUrl: string): string {
  const name = new URL(databaseUrl).pathname.replaceAll(/\W/gu, '')
  return join(tmpdir(), `approdo-files-${name}`)
}
