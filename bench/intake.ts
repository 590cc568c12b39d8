import { Agent, request } from 'node:http'
import { captureRows, openBare } from './bare.ts'
import type { Figure } from './figure.ts'
import { openBenchWorld, percentile } from './world.ts'

const CLIENTS = 16
/** The two are measured in turns: what else the machine does in between falls on both. */
const TURNS = 5

function body(n: number) {
  return {
    content: {
      placeText: `Via delle Prove Inventate ${n % 400}, davanti al bar`,
      happening:
        'Uomo di circa cinquant’anni sotto un portico, due borse, infreddolito, risponde a fatica.',
      involved: ['man', 'homeless'],
      peopleCount: 1,
      answers: { immediateDanger: 'no', hypothermiaRisk: 'yes', homeless: 'yes' },
      network: 'no',
      category: 'citizen',
    },
  }
}

const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })

/** One report over a kept connection; answers how many milliseconds it took. */
function report(origin: string, cookie: string, n: number): Promise<number> {
  const start = performance.now()
  const text = JSON.stringify(body(n))
  const headers = {
    cookie,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'idempotency-key': crypto.randomUUID(),
  }
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}/api/reports`, { method: 'POST', headers, agent }, (reply) => {
      reply.resume()
      reply.on('end', () => {
        if (reply.statusCode === 201) resolve(performance.now() - start)
        else reject(new Error(`report refused: ${reply.statusCode}`))
      })
    })
    sent.on('error', reject)
    sent.end(text)
  })
}

/** Reports accepted and committed per second at 16 clients, against the same rows by a bare prepared transaction. */
export async function intake(seconds: number): Promise<readonly Figure[]> {
  const world = await openBenchWorld('s1-anzio-nettuno', 'operator')
  try {
    const cookies = await world.cookies(CLIENTS)
    for (let n = 0; n < 50; n += 1) await report(world.origin, cookies[n % CLIENTS] ?? '', n)
    const rows = await captureRows(world.adminUrl, () => report(world.origin, cookies[0] ?? '', 51))
    const took: number[] = []
    const peer = await openBare(world.adminUrl, rows, CLIENTS)
    const turns: { readonly product: number; readonly bare: number }[] = []
    for (let turn = 0; turn < TURNS; turn += 1) {
      const product = await perSecond(seconds / TURNS, async (client, n) => {
        took.push(await report(world.origin, cookies[client] ?? '', n))
      })
      turns.push({
        product,
        bare: await perSecond(seconds / TURNS, (client) => peer.write(client)),
      })
    }
    await peer.close()
    const middle = (pick: (turn: (typeof turns)[number]) => number) =>
      percentile(turns.map(pick), 0.5)
    const product = middle((turn) => turn.product)
    const bare = middle((turn) => turn.bare)
    const ratio = middle((turn) => turn.product / turn.bare)
    return [
      figure('reports a second, 16 clients', product, '/s', 'informative', true),
      figure(`bare transaction of the same ${rows.length} rows`, bare, '/s', 'peer', true),
      figure(
        `ratio, median of ${TURNS} turns`,
        ratio,
        'x',
        '>= 0.5 of the bare transaction',
        ratio >= 0.5,
      ),
      figure('report, p99', percentile(took, 0.99), 'ms', 'informative', true),
    ]
  } finally {
    await world.close()
  }
}

function figure(what: string, value: number, unit: string, limit: string, holds: boolean): Figure {
  return { what, value, unit, limit, holds }
}

/** Runs `once` from `CLIENTS` loops for some seconds and answers how many ended per second. */
export async function perSecond(
  seconds: number,
  once: (client: number, n: number) => Promise<void>,
): Promise<number> {
  const start = performance.now()
  const end = start + seconds * 1000
  let done = 0
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      while (performance.now() < end) {
        await once(client, done)
        done += 1
      }
    }),
  )
  return done / ((performance.now() - start) / 1000)
}
