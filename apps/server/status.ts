import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { z } from 'zod'
import type { Instant } from '#platform/kernel/time.ts'
import { ENGINE_PARTS } from '#platform/server/engine.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { type Health, healthOf } from '#platform/server/health.ts'
import type { LiveHub } from '#platform/server/live.ts'
import { problemOf } from '#platform/server/problem.ts'
import type { ServeTools } from '#platform/server/serve.ts'

/** Three beats of a server (`loops.ts`): one late beat makes nobody vanish. */
const ALIVE_SECONDS = 15

const StillPart = z
  .object({ part: z.enum(ENGINE_PARTS), since: z.iso.datetime() })
  .meta({ id: 'StillPart' })

const StatusReply = z
  .object({
    status: z.literal('ok'),
    sealerDelayMs: z.int(),
    dueDelayMs: z.int(),
    clockSkewMs: z.int(),
    /** Alarms that have failed three times in a row or more. */
    dueFailing: z.int(),
    /** Messages given up within the last day. */
    mailFailed: z.int(),
    boards: z.int(),
    /** Parts of the engine that stand still on every server: none while the status is ok. */
    still: z.array(StillPart),
    /** Servers that have beaten within the last 15 seconds: one that was killed drops out by then. */
    servers: z.int(),
  })
  .meta({ id: 'Status' })

const StatusProblem = z
  .object({ type: z.string(), title: z.string(), status: z.int(), code: z.string() })
  .meta({ id: 'StatusProblem' })

/** Counters that the server keeps beside the default ones. */
export type Metrics = { readonly registry: Registry; readonly mended: Counter }

/** A registry of its own per server, so that two servers in one process do not collide. */
export function openMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const mended = new Counter({
    name: 'approdo_due_mended_total',
    help: 'Alarms that the sweeper had to set: expected 0',
    registers: [registry],
  })
  return { registry, mended }
}

/** `/status` for third parties and monitors, `/healthz` for the machine, `/metrics` on the loopback only. */
export function registerStatus(
  app: FastifyInstance,
  tools: ServeTools,
  hub: LiveHub,
  metrics: Metrics,
  /** Since when this server answers, in machine time. */
  startedAt: Instant,
): void {
  const boards = new Gauge({
    name: 'approdo_boards',
    help: 'Boards connected to this process',
    registers: [metrics.registry],
    collect() {
      boards.set(hub.size)
    },
  })
  measureHealth(tools, metrics.registry, startedAt)
  app.get(
    '/status',
    {
      schema: {
        operationId: 'platform.status',
        summary: 'Dice se il servizio funziona.',
        tags: ['platform'],
        response: { 200: StatusReply, 503: StatusProblem },
      },
    },
    async (request, reply) => {
      const health = await healthOf(tools.db, tools.clock, startedAt)
      if (health.ok) {
        const servers = await serversAlive(tools)
        return { status: 'ok', ...factsOf(health), boards: hub.size, servers }
      }
      const code = codeOf(health)
      const problem = {
        ...problemOf(new RefusalError(code, {}, 409), request.id),
        status: 503,
        facts: factsOf(health),
      }
      reply.header('retry-after', '5')
      return reply.status(503).type('application/problem+json').send(JSON.stringify(problem))
    },
  )
  app.get('/healthz', { schema: { hide: true } }, async () => ({ alive: true }))
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    // A proxy on this machine also comes from the loopback: whom it speaks for does not.
    const isForwarded = request.headers['x-forwarded-for'] !== undefined
    if (isForwarded || !['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip))
      throw new RefusalError('not-allowed', {}, 403)
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}

function codeOf({ database, still }: Health): string {
  if (!database) return 'database-away'
  if (still.length === 0) return 'service-late'
  // Mail that waits is no reason to call anybody by voice.
  return still.every(({ part, callsNobody }) => part === 'mail' && !callsNobody)
    ? 'mail-still'
    : 'engine-still'
}

function factsOf({ ok: _ok, database: _database, still, ...facts }: Health) {
  return {
    ...facts,
    still: still.map(({ part, since }) => ({ part, since: since.toString() })),
  }
}

function measureHealth(tools: ServeTools, registry: Registry, startedAt: Instant): void {
  const still = new Gauge({
    name: 'approdo_engine_still',
    help: 'Parts of the engine that no server has worked for half a minute',
    registers: [registry],
    async collect() {
      still.set((await healthOf(tools.db, tools.clock, startedAt)).still.length)
    },
  })
  const measures = [
    ['approdo_due_failing', 'Alarms that failed three times in a row', 'dueFailing'],
    ['approdo_mail_failed', 'Messages given up within the last day', 'mailFailed'],
  ] as const
  for (const [name, help, fact] of measures) {
    const gauge = new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        gauge.set((await healthOf(tools.db, tools.clock))[fact])
      },
    })
  }
}

async function serversAlive(tools: ServeTools): Promise<number> {
  const row = await tools.db
    .selectFrom('platform.process')
    .select((e) => e.fn.countAll().as('count'))
    .where('beat_at', '>', tools.clock.machine().subtract({ seconds: ALIVE_SECONDS }))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
