import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { sessionOf } from '#platform/server/http.ts'
import type { ServeTools } from '#platform/server/serve.ts'

const DIST = fileURLToPath(new URL('../console/dist', import.meta.url))

/** Addresses that the console answers in the browser: a deep link must work. */
const SCREENS = [
  '/sala',
  '/interventi',
  '/segnalazioni',
  '/uscite',
  '/reperibilita',
  '/turno',
  '/inizio',
  '/passaggi',
  '/parete',
  '/posti',
  '/ratifiche',
  '/struttura',
  '/configurazione',
  '/amministrazione',
]

/** Answers for the page of the emergency envelope while the server does not. */
const ENVELOPE_WORKER = '/envelope-worker.js'

/** What a telephone needs to put the console on its first screen: an iPhone shows notices only to a page put there. */
const ON_FIRST_SCREEN = {
  name: 'Approdo',
  lang: 'it',
  start_url: '/',
  scope: '/',
  display: 'standalone',
}

/** The built console: hashed assets kept for a year, its one page only for who has signed in. */
export async function registerConsole(app: FastifyInstance, tools: ServeTools): Promise<void> {
  if (existsSync(DIST)) {
    await app.register(fastifyStatic, {
      root: `${DIST}/assets`,
      prefix: '/assets/',
      cacheControl: false,
      preCompressed: true,
      setHeaders: (reply, path) => {
        const hashed = /-[\w-]{8,}\.\w+$/u.test(path)
        reply.header(
          'cache-control',
          hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
        )
        // It lies beside the others, also in its compressed forms, and answers for one page only.
        if (path.includes(ENVELOPE_WORKER)) reply.header('service-worker-allowed', '/busta')
      },
    })
  }
  // Pages without a picture of their own: an answer, so that browsers do not ask again.
  app.get('/favicon.ico', { schema: { hide: true } }, (_request, reply) =>
    reply.status(204).header('cache-control', 'public, max-age=86400').send(),
  )
  app.get('/app.webmanifest', { schema: { hide: true } }, (_request, reply) =>
    reply
      .type('application/manifest+json')
      .header('cache-control', 'public, max-age=86400')
      .send(JSON.stringify(ON_FIRST_SCREEN)),
  )
  app.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/sala', 303))
  for (const screen of SCREENS) {
    for (const path of [screen, `${screen}/*`]) {
      app.get(path, { schema: { hide: true } }, async (request, reply) => {
        if (!(await sessionOf(tools, request))) {
          const next = encodeURIComponent(request.url)
          return reply.redirect(`/accedi?next=${next}`, 303)
        }
        return reply.type('text/html; charset=utf-8').send(indexPage())
      })
    }
  }
}

function indexPage(): string {
  const path = `${DIST}/index.html`
  if (!existsSync(path)) throw new Error('la console non è costruita: npm start la costruisce')
  return readFileSync(path, 'utf8')
}
