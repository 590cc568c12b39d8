import type { FastifyInstance, FastifyReply } from 'fastify'
import pg from 'pg'
import type { Logger } from 'pino'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { SessionId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { classOfSight, readSet } from './access-ports.ts'
import type { Tx } from './db.ts'
import { RefusalError } from './errors.ts'
import { sessionOf } from './http.ts'
import { type HealthTelling, healthTelling, type LiveHealth, WELL } from './live-health.ts'
import {
  closingReason,
  type Entry,
  entriesAfter,
  idsIn,
  lastEventId,
  message,
  newestOf,
  nudgesIn,
  tell,
} from './live-messages.ts'
import { LivePresence } from './live-presence.ts'
import type { LiveNudge, LiveView } from './live-view.ts'
import { faultOf } from './loop.ts'
import { PRESENCE_CHANNEL, type PresenceView } from './presence.ts'
import { gate, type ServeTools } from './serve.ts'
import { inTransaction } from './work.ts'

export type { LiveNudge, LiveView } from './live-view.ts'

const REPLAY_LIMIT = 1000
const HEARTBEAT_MS = 10_000
const POLL_MS = 1000

type Connection = {
  actor: PersonActor
  readonly sessionId: SessionId
  readonly reply: FastifyReply
  position: number
}

/** The hub of one process: follows the journal and sends each board what its list would show now. */
export class LiveHub {
  readonly #tools: ServeTools
  readonly #views: readonly LiveView[]
  readonly #log: Logger
  readonly #health: HealthTelling
  readonly #presence: LivePresence
  readonly #nudges: readonly LiveNudge[]
  readonly #connections = new Set<Connection>()
  #position = 0
  #queue: Promise<void> = Promise.resolve()
  #advancing = false
  #timers: NodeJS.Timeout[] = []
  #listener: pg.Client | undefined
  #stopped = false

  constructor(
    tools: ServeTools,
    views: readonly LiveView[],
    log: Logger,
    told: () => LiveHealth = () => WELL,
    presence?: PresenceView,
    nudges: readonly LiveNudge[] = [],
  ) {
    this.#tools = tools
    this.#views = views
    this.#log = log
    this.#health = healthTelling(told)
    this.#presence = new LivePresence(tools, presence)
    this.#nudges = nudges
  }

  /** Starts listening on a connection of its own (not through a pooler). */
  async start(databaseUrl: string): Promise<void> {
    this.#position = await newestOf(this.#tools.db)
    await this.#listen(databaseUrl)
    this.#timers = [
      setInterval(() => {
        this.advance()
        if (this.#presence.prune()) this.#tellPresence()
        // Without asking the database: it may be what stands still.
        this.#tellAll(this.#health.changes())
      }, POLL_MS),
      setInterval(() => this.#enqueue(() => this.#heartbeat()), HEARTBEAT_MS),
    ]
  }

  /** Ends every stream; the clients reconnect elsewhere. */
  async stop(): Promise<void> {
    this.#stopped = true
    for (const timer of this.#timers) clearInterval(timer)
    await this.#queue
    for (const connection of this.#connections) connection.reply.raw.end()
    this.#connections.clear()
    await this.#listener?.end().catch(() => undefined)
  }

  /** How many boards are connected to this process. */
  get size(): number {
    return this.#connections.size
  }

  /** Looks at the journal soon; many calls make one look. */
  advance(): void {
    if (this.#advancing || this.#stopped) return
    this.#advancing = true
    this.#enqueue(async () => {
      this.#advancing = false
      await this.#deliver()
    })
  }

  /** Registers `GET /api/live`. */
  register(app: FastifyInstance): void {
    app.get('/api/live', { schema: { hide: true } }, async (request, reply) => {
      const session = await sessionOf(this.#tools, request)
      const actor = gate('signed-in', session)
      // While draining no new stream is taken: it would keep the server from stopping.
      if (this.#stopped) return reply.status(503).header('retry-after', '2').send()
      if (actor.kind !== 'person') throw new RefusalError('not-allowed', {}, 403)
      reply.hijack()
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      const connection = { actor, sessionId: actor.sessionId, reply, position: 0 }
      request.raw.on('close', () => this.#connections.delete(connection))
      const after = lastEventId(request)
      this.#enqueue(() => this.#join(connection, after))
    })
  }

  async #listen(databaseUrl: string): Promise<void> {
    if (this.#stopped) return
    const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true })
    this.#listener = client
    client.on('notification', ({ channel, payload = '' }) => {
      if (channel !== PRESENCE_CHANNEL) this.advance()
      else if (this.#presence.take(payload)) this.#tellPresence()
    })
    // A broken listener only means that the one-second poll carries on alone until it is back.
    client.on('error', () => this.#relisten(client, databaseUrl))
    client.on('end', () => this.#relisten(client, databaseUrl))
    try {
      await client.connect()
      await client.query(`listen approdo_sealed; listen ${PRESENCE_CHANNEL}`)
    } catch (error) {
      this.#log.warn({ err: faultOf(error) }, 'live listener not connected')
      this.#relisten(client, databaseUrl)
    }
  }

  #relisten(client: pg.Client, databaseUrl: string): void {
    if (this.#stopped || this.#listener !== client) return
    this.#listener = undefined
    setTimeout(() => void this.#listen(databaseUrl), POLL_MS).unref()
  }

  #enqueue(task: () => Promise<void>): void {
    this.#queue = this.#queue.then(task).catch((error: unknown) => {
      this.#log.error({ err: faultOf(error) }, 'live delivery failed')
    })
  }

  async #deliver(): Promise<void> {
    for (;;) {
      const entries = await entriesAfter(this.#tools.db, this.#position, REPLAY_LIMIT)
      const last = entries.at(-1)
      if (!last) return
      if (entries.some((entry) => entry.room === 'access')) await this.#recheck()
      await this.#send(entries, [...this.#connections], last.position)
      this.#position = last.position
    }
  }

  /** Renders once per class of sight, then writes the same text to each of its boards. */
  async #send(entries: readonly Entry[], to: readonly Connection[], position: number) {
    const classes = Map.groupBy(to, (connection) => classOfSight(connection.actor))
    for (const members of classes.values()) {
      const texts = await this.#render(members, entries, position)
      for (const member of members) {
        member.position = position
        const text = texts.get(member)
        if (text !== undefined) tell(member.reply.raw, text)
      }
    }
  }

  /** The text for each of the members of one class: the same for all but those whose sight is their own. */
  async #render(
    members: readonly Connection[],
    entries: readonly Entry[],
    position: number,
  ): Promise<Map<Connection, string>> {
    const texts = new Map<Connection, string>()
    const actor = members[0]?.actor
    if (!actor) return texts
    const read = readSet(actor)
    const followed = read.filter((territoryId) => this.#mayFollow(actor, territoryId))
    const ids = idsIn(entries, followed)
    const nudge = nudgesIn(entries, { read, followed }, this.#nudges, position)
    if (nudge !== '') for (const member of members) texts.set(member, nudge)
    if (ids.length === 0) return texts
    const scope = { actor, now: this.#tools.clock.now(), read, write: null }
    await inTransaction(this.#tools, scope, async (tx) => {
      for (const view of this.#views) {
        const apart = new Set<StaffId>((await view.apart?.(tx, ids)) ?? [])
        const alike = Map.groupBy(members, ({ actor: { staffId } }) =>
          apart.has(staffId) ? staffId : undefined,
        )
        for (const group of alike.values()) {
          const seen = await this.#message(tx, view, group, ids, position)
          for (const member of group) texts.set(member, (texts.get(member) ?? '') + seen)
        }
      }
    })
    return texts
  }

  /** Whose role follows no list here is not even told that a file moved: ids and their rhythm say something too. */
  #mayFollow(actor: PersonActor, territoryId: TerritoryId): boolean {
    const best = { territoryId, ownerId: actor.staffId, isProtected: false }
    return this.#tools.access.authorize(actor, 'live.follow', best).allowed
  }

  async #message(
    tx: Tx,
    view: LiveView,
    group: readonly Connection[],
    ids: readonly string[],
    position: number,
  ): Promise<string> {
    const actor = group[0]?.actor
    if (!actor) return ''
    const rows = await view.rows(tx, actor, ids)
    const seen = new Set(rows.map((row) => row.id))
    const gone = ids.filter((id) => !seen.has(id))
    return message(view.topic, { position, upserts: rows, gone }, position)
  }

  async #join(connection: Connection, after: number | undefined): Promise<void> {
    if (connection.reply.raw.destroyed) return
    if (this.#stopped) {
      connection.reply.raw.end()
      return
    }
    const now = this.#tools.clock.now().toString()
    const hello = message('hello', { position: this.#position, now })
    tell(connection.reply.raw, hello + this.#health.text())
    if (after !== undefined && after !== this.#position) await this.#replay(connection, after)
    // Gone while it was told what it missed: kept, it would hold its session open until the end of the shift.
    if (connection.reply.raw.destroyed) return
    connection.position = this.#position
    this.#connections.add(connection)
    await this.#presence.tell([connection])
  }

  /** Says soon who is where; many signs make one telling. */
  #tellPresence(): void {
    this.#enqueue(() => this.#presence.tellSoon(this.#connections))
  }

  async #replay(connection: Connection, after: number): Promise<void> {
    const gap = this.#position - after
    if (gap < 0 || gap > REPLAY_LIMIT) {
      tell(connection.reply.raw, message('reset', { position: this.#position }, this.#position))
      return
    }
    const entries = await entriesAfter(this.#tools.db, after, gap)
    await this.#send(entries, [connection], this.#position)
  }

  /** Closes the streams whose session has ended, is locked, or sees something else than before. */
  async #recheck(): Promise<void> {
    const all = [...this.#connections]
    if (all.length === 0) return
    const ids = all.map((connection) => connection.sessionId)
    const machine = this.#tools.clock.machine()
    const standing = await this.#tools.access.recheck(ids, machine)
    for (const connection of all) {
      const session = standing.get(connection.sessionId)
      const reason = closingReason(connection.actor, session)
      if (reason === undefined) continue
      connection.reply.raw.end(message('closed', { reason }))
      this.#connections.delete(connection)
    }
  }

  #tellAll(text: string): void {
    for (const { reply } of this.#connections) tell(reply.raw, text)
  }

  async #heartbeat(): Promise<void> {
    await this.#recheck()
    this.#tellAll(`${this.#health.text()}: ${this.#tools.clock.now().toString()}\n\n`)
  }
}
