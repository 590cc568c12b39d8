import type { Figure } from './figure.ts'
import { openBenchWorld, percentile } from './world.ts'

const LIMIT_MS = 300
const DESKS = 8
/** The first document starts the compiler: it is shown apart. */
const KIND = 'report-sheet'

/** A document through HTTP: number, PDF/A, sealed file on disk, row and log, committed; one at a time and by eight desks. */
export async function document(seconds: number): Promise<readonly Figure[]> {
  const world = await openBenchWorld('s1-anzio-nettuno', 'operator')
  try {
    const cookies = await world.cookies(DESKS)
    const cookie = cookies[0] ?? ''
    const url = `${world.origin}/api/interventions/${await aFile(world.origin, cookie)}/documents`
    const first = await issue(url, cookie)
    const alone: number[] = []
    const until = performance.now() + seconds * 500
    while (performance.now() < until) alone.push(await issue(url, cookie))
    const together: number[] = []
    const end = performance.now() + seconds * 500
    await Promise.all(
      cookies.map(async (desk) => {
        while (performance.now() < end) together.push(await issue(url, desk))
      }),
    )
    const p95 = percentile(alone, 0.95)
    const busy = percentile(together, 0.95)
    return [
      { what: 'first document', value: first, unit: 'ms', limit: 'informative', holds: true },
      {
        what: 'a document, p50',
        value: percentile(alone, 0.5),
        unit: 'ms',
        limit: 'informative',
        holds: true,
      },
      {
        what: 'a document, p95',
        value: p95,
        unit: 'ms',
        limit: `<= ${LIMIT_MS} ms`,
        holds: p95 <= LIMIT_MS,
      },
      {
        what: `a document, p95 with ${DESKS} desks on one register`,
        value: busy,
        unit: 'ms',
        limit: `<= ${LIMIT_MS} ms`,
        holds: busy <= LIMIT_MS,
      },
      {
        what: 'documents issued',
        value: alone.length + together.length,
        unit: '',
        limit: 'informative',
        holds: true,
      },
    ]
  } finally {
    await world.close()
  }
}

async function aFile(origin: string, cookie: string): Promise<string> {
  const content = { placeText: 'Piazza di prova', happening: 'Prova '.repeat(40) }
  const reply = await post(`${origin}/api/reports`, cookie, { content })
  return String((await reply.json())['interventionId'])
}

async function issue(url: string, cookie: string): Promise<number> {
  const start = performance.now()
  const reply = await post(url, cookie, { kind: KIND })
  await reply.text()
  if (reply.status !== 201) throw new Error(`a document was refused: ${reply.status}`)
  return performance.now() - start
}

async function post(url: string, cookie: string, body: object): Promise<Response> {
  return await fetch(url, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}
