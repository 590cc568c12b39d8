// Answers for the page of the emergency envelope when the server does not. It knows that page, its scripts and its sheet,
// and nothing else: the envelopes themselves are in the machine's own tables, closed in.

/** Of the world of such a script what is used here: the types of pages do not know it. */
interface EnvelopeScope {
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install', heard: () => void): void
  addEventListener(kind: 'fetch', heard: (event: Asked) => void): void
}

interface Asked {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

const PAGES = 'approdo-busta'
/** So long a server that does not answer is waited for. */
const PATIENCE_MS = 2500

const scope: EnvelopeScope = self as unknown as EnvelopeScope

async function answer(request: Request): Promise<Response> {
  const kept = await (await caches.open(PAGES)).match(request, { ignoreSearch: true })
  if (kept === undefined) return await fetch(request)
  const { promise, resolve } = Promise.withResolvers<Response>()
  const late = setTimeout(() => resolve(kept), PATIENCE_MS)
  void fetch(request).then(
    (given) => resolve(given.ok ? given : kept),
    () => resolve(kept),
  )
  const given = await promise
  clearTimeout(late)
  return given
}

scope.addEventListener('install', () => void scope.skipWaiting())
scope.addEventListener('fetch', (event) => {
  if (event.request.method === 'GET') event.respondWith(answer(event.request))
})
