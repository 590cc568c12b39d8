import type { z } from 'zod'
import type { Actor, PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId, TerritoryId } from '#platform/kernel/ids.ts'
import { type AccessPorts, type Facts, readSet, type Session } from './access-ports.ts'
import type { Clock } from './clock.ts'
import type { Tx } from './db.ts'
import { BadInputError, NotFoundError, RefusalError, SignedOutError } from './errors.ts'
import { type CommandKey, claimKey, commandKey, keepReply } from './idempotency.ts'
import { inputErrors } from './problem.ts'
import type { RequestFacts, Route } from './route.ts'
import { INSTALLATION, inTransaction, type WorkTools, writeIn } from './work.ts'

/** What serving a route needs beside the request. */
export type ServeTools = WorkTools & {
  readonly clock: Clock
  readonly access: AccessPorts
  /** Called after each commit of a command: wakes sealer and due work. */
  readonly afterCommit: () => void
  /** Replies are checked against their schema (always; costs little). */
  readonly checkReplies: boolean
}

/** The request as the platform sees it, free of the HTTP library. */
export type Incoming = {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
  readonly session: Session | undefined
  readonly idempotencyKey: string | string[] | undefined
  readonly facts: RequestFacts
}

export type Outgoing = {
  readonly status: number
  readonly body: unknown
  readonly cookies: readonly string[]
}

const GUEST: Actor = { kind: 'guest' }

/** Who asks, or the refusal: 401 without a session, 423 at a locked desk. */
export function gate(may: string, session: Session | undefined): Actor {
  if (may === 'public') return session?.actor ?? GUEST
  if (!session) throw new SignedOutError()
  if (session.locked && may !== 'locked') throw new RefusalError('desk-locked', {}, 423)
  return session.actor
}

type Input = { params: unknown; query: unknown; body: unknown }

/** How deep a body may be: deeper is an attack, on which recursive readers of JSON run out of stack. */
const MOST_DEPTH = 40

function refuseDeep(body: unknown): void {
  let level: unknown[] = [body]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MOST_DEPTH) throw new BadInputError([{ path: '', code: 'invalid' }])
    level = level.flatMap((one) =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    )
  }
}

function checked(route: Route, incoming: Incoming): Input {
  refuseDeep(incoming.body)
  return {
    params: parse(route.params, incoming.params),
    query: parse(route.query, incoming.query),
    body: parse(route.body, incoming.body),
  }
}

function parse(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined
  const result = schema.safeParse(value ?? {})
  if (!result.success) throw inputErrors(result.error)
  return result.data
}

/** The territory for new work: named by the body, else the desk's, else the only one. */
function deskTerritory(actor: Actor, body: unknown): TerritoryId | null {
  if (actor.kind !== 'person') return null
  const named =
    typeof body === 'object' && body !== null && 'territoryId' in body
      ? body.territoryId
      : undefined
  const readable = readSet(actor)
  if (typeof named === 'string') {
    const found = readable.find((id) => id === named)
    if (!found) throw new RefusalError('not-allowed', { reason: 'no-grant' }, 403)
    return found
  }
  if (actor.desk) return actor.desk
  if (readable.length === 1) return readable[0] ?? null
  throw new RefusalError('choose-territory', {}, 422)
}

function scopeOf(route: Route, actor: Actor, input: Input) {
  const read = actor.kind === 'person' ? readSet(actor) : []
  const write = route.writes === 'desk' ? deskTerritory(actor, input.body) : null
  return { actor, read, write }
}

/** Serves one request through all of the house: session, input, transaction, key, permission, decision, reply. */
export async function serve(
  tools: ServeTools,
  route: Route,
  incoming: Incoming,
): Promise<Outgoing> {
  const actor = gate(route.may, incoming.session)
  const trace: Trace = { territory: null, interventionId: null }
  try {
    const input = checked(route, incoming)
    const scope = { ...scopeOf(route, actor, input), now: tools.clock.now() }
    trace.territory = scope.write
    // A reading happens as often as it is asked: nothing of it is kept.
    const isReading = route.writes === 'none'
    const key = isReading ? undefined : commandKey(incoming.idempotencyKey, route.id, input)
    const reply = await inTransaction(tools, scope, (tx) =>
      command(tools, route, tx, { input, scope, key, trace, facts: incoming.facts }),
    )
    if (route.method !== 'GET') tools.afterCommit()
    return reply
  } catch (error) {
    await recordRefusal(tools, route, actor, trace, incoming, error)
    throw error
  }
}

/** Where a command has come, for the record of its refusal after the rollback. */
type Trace = { territory: TerritoryId | null; interventionId: InterventionId | null }

type CommandContext = {
  input: Input
  scope: { actor: Actor; read: readonly TerritoryId[]; write: TerritoryId | null }
  key: CommandKey | undefined
  trace: Trace
  facts: RequestFacts
}

async function command(
  tools: ServeTools,
  route: Route,
  opened: Tx,
  ctx: CommandContext,
): Promise<Outgoing> {
  const known = ctx.key ? await claimKey(opened, ctx.key) : undefined
  if (known) return { ...known, cookies: [] }
  const tx = await enterTerritory(route, opened, ctx)
  await permit(tools, route, tx, ctx)
  const reply = await route.run({
    tx,
    actor: ctx.scope.actor,
    now: tx.work.now,
    params: ctx.input.params,
    query: ctx.input.query,
    body: ctx.input.body,
    may: (action: string, facts: Facts) => tools.access.authorize(ctx.scope.actor, action, facts),
    request: ctx.facts,
  })
  const body = tools.checkReplies ? declared(route, reply.status, reply.body) : reply.body
  if (ctx.key) await keepReply(tx, ctx.key, reply.status, body)
  return { status: reply.status, body, cookies: reply.cookies ?? [] }
}

async function enterTerritory(route: Route, tx: Tx, ctx: CommandContext): Promise<Tx> {
  if (typeof route.writes !== 'function') return tx
  const territory = await route.writes(tx, ctx.input)
  if (!territory) throw new NotFoundError(route.id)
  ctx.trace.territory = territory
  return await writeIn(tx, ctx.scope.read, territory)
}

const NO_PERMISSION_ASKED = new Set(['public', 'signed-in', 'locked'])

async function permit(tools: ServeTools, route: Route, tx: Tx, ctx: CommandContext): Promise<void> {
  if (NO_PERMISSION_ASKED.has(route.may)) return
  const facts = await factsOf(route, tx, ctx)
  const verdicts = facts.map((one) => tools.access.authorize(ctx.scope.actor, route.may, one))
  // A list is allowed where any of the readable territories allows it; its own `where` narrows the rows.
  if (verdicts.some((verdict) => verdict.allowed)) return
  const denied = verdicts.find((verdict) => !verdict.allowed)
  const reason = denied && !denied.allowed ? denied.reason : 'no-grant'
  throw new RefusalError('not-allowed', { reason }, 403)
}

async function factsOf(route: Route, tx: Tx, ctx: CommandContext): Promise<Facts[]> {
  if (route.facts) {
    const facts = await route.facts(tx, ctx.input)
    if (!facts) throw new NotFoundError(route.id)
    ctx.trace.interventionId = facts.interventionId ?? null
    return [facts]
  }
  if (tx.work.territoryId) return [{ territoryId: tx.work.territoryId }]
  return ctx.scope.read.map((territoryId) => ({ territoryId }))
}

function declared(route: Route, status: number, body: unknown): unknown {
  const schema = route.reply[status]
  if (!schema) throw new Error(`${route.id}: reply ${status} is not declared`)
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const paths = result.error.issues.map((issue) => `${issue.path.join('.')}:${issue.code}`)
  throw new Error(`${route.id}: reply ${status} differs from its schema at ${paths.join(' ')}`)
}

async function recordRefusal(
  tools: ServeTools,
  route: Route,
  actor: Actor,
  trace: Trace,
  incoming: Incoming,
  error: unknown,
): Promise<void> {
  if (!(error instanceof RefusalError) || actor.kind !== 'person') return
  if (route.method === 'GET' && error.status !== 403) return
  const write = trace.territory ?? homeOf(actor)
  const about = route.about && route.params?.safeParse(incoming.params)
  const interventionId: InterventionId | null =
    about?.success && route.about ? route.about(about.data) : trace.interventionId
  const scope = { actor, now: tools.clock.now(), read: [write], write }
  await inTransaction(tools, scope, (tx) =>
    tools.access.recordRefusal(tx, { operation: route.id, code: error.code, interventionId }),
  )
  tools.afterCommit()
}

function homeOf(actor: PersonActor): TerritoryId {
  return actor.desk ?? actor.grants[0]?.territoryId ?? INSTALLATION
}
