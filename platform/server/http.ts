import cookie from '@fastify/cookie'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import type { Session } from './access-ports.ts'
import { NotFoundError, RefusalError } from './errors.ts'
import { faultOf } from './loop.ts'
import type { Page, PageReply } from './page.ts'
import { peerOf } from './peer.ts'
import { type Problem, ProblemReply, problemOf } from './problem.ts'
import { problemPage } from './problem-page.ts'
import type { RequestFacts, Route } from './route.ts'
import { type ServeTools, serve } from './serve.ts'
import type { Vault } from './vault.ts'
import { INSTALLATION } from './work.ts'

/** The session cookie. `__Host-` binds it to this host, to HTTPS (or localhost) and to the whole site. */
export const SESSION_COOKIE = '__Host-approdo'

const BODY_LIMIT = 256 * 1024

/** No inline script or style, no other host, no frame: from the first page on. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

export type HttpOptions = {
  readonly tools: ServeTools
  readonly log: Logger
  readonly version: string
  /** Origins that may send commands beside the one of the request itself. */
  readonly publicOrigin: string | undefined
  /** Proxies in front: without them every person would be one peer, and share its limit of attempts. */
  readonly trustedProxies?: string | undefined
}

/** The HTTP application: every route and page through the same door. */
export async function buildHttp(
  options: HttpOptions,
  routes: readonly Route[],
  pages: readonly Page[],
): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    logger: false,
    trustProxy: options.trustedProxies ?? false,
    genReqId: () => crypto.randomUUID(),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  })
  await app.register(cookie)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Approdo',
        version: options.version,
        description: 'Pronto intervento sociale',
      },
    },
    transform: jsonSchemaTransform,
  })
  // Input and replies are checked by `serve`, in the order of the house; Fastify only describes them.
  app.setValidatorCompiler(() => (value) => ({ value }))
  app.setSerializerCompiler(() => (value) => JSON.stringify(value))
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(String(text)))),
  )
  headers(app, options)
  logging(app, options.log)
  app.setErrorHandler((error, request, reply) => fail(error, request, reply, options.log))
  app.setNotFoundHandler((request, reply) => notFound(request, reply))
  for (const route of routes) registerRoute(app, options, route)
  for (const page of pages) registerPage(app, options, page)
  return app
}

function headers(app: FastifyInstance, options: HttpOptions): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
      'cache-control': 'no-store',
      'approdo-now': options.tools.clock.now().toString(),
      'approdo-request': request.id,
    })
    if (!['GET', 'HEAD'].includes(request.method)) sameOrigin(request, options.publicOrigin)
  })
}

/**
 * A command from another site is refused, beside the strict cookie: two walls. Browsers say where a request
 * comes from in `Sec-Fetch-Site`; `Origin` decides only where that is absent (`no-referrer` makes it null on forms).
 */
function sameOrigin(request: FastifyRequest, publicOrigin: string | undefined): void {
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  const isOurs =
    site === undefined
      ? origin === undefined || [`http://${host}`, `https://${host}`, publicOrigin].includes(origin)
      : site === 'same-origin' || site === 'none'
  if (!isOurs) throw new RefusalError('foreign-origin', {}, 403)
}

function logging(app: FastifyInstance, log: Logger): void {
  app.addHook('onResponse', async (request, reply) => {
    log.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    )
  })
}

function fail(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Logger) {
  const problem = problemOf(error, request.id)
  if (problem.status >= 500) log.error({ requestId: request.id, err: faultOf(error) }, 'fault')
  if (problem.status === 503) reply.header('retry-after', '2')
  if (wantsPage(request)) return sendProblemPage(reply, problem)
  return reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}

function notFound(request: FastifyRequest, reply: FastifyReply) {
  const problem = problemOf(new NotFoundError('path'), request.id)
  if (wantsPage(request)) return sendProblemPage(reply, problem)
  return reply.status(404).type('application/problem+json').send(JSON.stringify(problem))
}

/** A browser that asked for a page gets one, also when it goes wrong. */
function wantsPage(request: FastifyRequest): boolean {
  return (
    !request.url.startsWith('/api/') && String(request.headers.accept ?? '').includes('text/html')
  )
}

function sendProblemPage(reply: FastifyReply, problem: Problem) {
  const page = problemPage(problem)
  return reply.status(problem.status).type('text/html; charset=utf-8').send(page)
}

/** What of a request handlers may see: the peer only as a keyed fingerprint, since a bare hash of so few addresses can be guessed. */
function requestFacts(request: FastifyRequest, vault: Vault): RequestFacts {
  return {
    id: request.id,
    cookies: request.cookies,
    peer: vault
      .fingerprint(INSTALLATION, 'peer', peerOf(request.ip))
      .toString('base64url')
      .slice(0, 16),
    userAgent: String(request.headers['user-agent'] ?? '').slice(0, 200),
  }
}

/** The session of a request, if its cookie holds. */
export async function sessionOf(
  tools: ServeTools,
  request: FastifyRequest,
): Promise<Session | undefined> {
  const token = request.cookies[SESSION_COOKIE]
  return token ? await tools.access.authenticate(token, tools.clock.machine()) : undefined
}

function registerRoute(app: FastifyInstance, options: HttpOptions, route: Route): void {
  app.route({
    method: route.method,
    url: route.path,
    schema: {
      operationId: route.id,
      summary: route.summary,
      tags: [route.id.split('.')[0] ?? 'platform'],
      response: { ...route.reply, '4xx': ProblemReply, '5xx': ProblemReply },
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { querystring: route.query } : {}),
      ...(route.body ? { body: route.body } : {}),
    },
    handler: async (request, reply) => {
      const outgoing = await serve(options.tools, route, {
        params: request.params,
        query: request.query,
        body: request.body,
        session: await sessionOf(options.tools, request),
        idempotencyKey: request.headers['idempotency-key'],
        facts: requestFacts(request, options.tools.vault),
      })
      for (const one of outgoing.cookies) reply.header('set-cookie', one)
      reply.status(outgoing.status).type('application/json; charset=utf-8')
      return JSON.stringify(outgoing.body ?? null)
    },
  })
}

function registerPage(app: FastifyInstance, options: HttpOptions, page: Page): void {
  const answer = (run: Page['get']) => async (request: FastifyRequest, reply: FastifyReply) => {
    const result = await run({
      tools: options.tools,
      session: await sessionOf(options.tools, request),
      params: fields(request.params),
      query: fields(request.query),
      form: fields(request.body),
      request: requestFacts(request, options.tools.vault),
    })
    return send(reply, result)
  }
  app.get(page.path, { schema: { hide: true } }, answer(page.get))
  if (page.post) app.post(page.path, { schema: { hide: true } }, answer(page.post))
}

function send(reply: FastifyReply, result: PageReply) {
  for (const one of result.cookies ?? []) reply.header('set-cookie', one)
  const { retryAfterSeconds } = result
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds))
  if ('redirect' in result) return reply.redirect(result.redirect, 303)
  if ('file' in result) {
    const { name, type, bytes } = result.file
    return reply
      .type(type)
      .header('content-disposition', `inline; filename="${name.replaceAll(/[^\w.-]/gu, '_')}"`)
      .send(Buffer.from(bytes))
  }
  return reply
    .status(result.status ?? 200)
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>${result.html.text}`)
}

function fields(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (typeof one === 'string' ? [[key, one]] : [])),
  )
}
