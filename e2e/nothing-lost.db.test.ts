import { afterAll, beforeAll, expect, test } from 'vitest'
import { allTerritories } from '#apps/server/ports.ts'
import { createStaff, openSession, sessionCookie } from '#contexts/access/public.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { INSTALLATION, inTransaction } from '#platform/server/work.ts'
import { testTools } from '#platform/testing/tools.ts'
import { type Served, serve } from './served.ts'

const NIGHT = '2026-11-21T01:40:00Z'
const STARTED = '2026-11-21T01:39:00Z'
const ROUNDS = 20
const WRITERS = 4
/** The blow falls at another moment in each round: after so many acknowledgements, with the next on their way. */
const blowAfter = (round: number) => 6 + ((round * 7) % 24)

let server: Served
let cookie = ''
/** Drafts with the last version that the server said it has. */
const drafts = new Map<string, number>()
/** Files that the server said it has opened. */
const files = new Set<string>()
let acknowledged = 0
let onAcknowledged: () => void = () => undefined

/** Waits for so many acknowledgements from now. */
function moreAcknowledged(count: number): Promise<void> {
  const enough = acknowledged + count
  return new Promise((resolve) => {
    onAcknowledged = () => {
      if (acknowledged >= enough) resolve()
    }
  })
}

beforeAll(async () => {
  server = await serve(NIGHT)
  cookie = await signedIn(server.database.appUrl)
}, 60_000)

afterAll(() => server.close())

/** Somebody at work: the sign-in itself is tried elsewhere. */
async function signedIn(appUrl: string): Promise<string> {
  const tools = testTools(appUrl)
  const [territory] = await allTerritories(tools.db)
  if (territory === undefined) throw new Error('no territory')
  const machine = Temporal.Now.instant()
  const actor = { kind: 'system', name: 'system:test' } as const
  const read: readonly TerritoryId[] = [territory, INSTALLATION]
  const token = await inTransaction(
    tools,
    { actor, now: machine, read, write: territory },
    async (tx) => {
      const staffId = await createStaff(tx, {
        name: 'Persona Inventata',
        email: 'persona@esempio.example',
        homeTerritoryId: territory,
        grants: [{ territoryId: territory, role: 'operator', bodyId: null }],
      })
      return (await openSession(tx, { staffId, machine, deskId: territory })).token
    },
  )
  await tools.close()
  return sessionCookie(token).split(';')[0] ?? ''
}

async function send(method: string, path: string, body: object): Promise<Record<string, unknown>> {
  const reply = await fetch(`${server.origin}${path}`, {
    method,
    headers: { cookie, 'content-type': 'application/json', origin: server.origin },
    body: JSON.stringify(body),
  })
  const text = await reply.text()
  if (!reply.ok) throw new Error(`${reply.status} ${text}`)
  acknowledged += 1
  onAcknowledged()
  return JSON.parse(text) as Record<string, unknown>
}

const get = async (path: string) =>
  await fetch(`${server.origin}${path}`, {
    headers: { cookie },
    signal: AbortSignal.timeout(10_000),
  })

/** Writes one draft over and over, then sends it as a report, until the server is gone. */
async function write(round: number, writer: number): Promise<void> {
  for (let report = 0; ; report += 1) {
    const id = crypto.randomUUID()
    let isSending = false
    const words = `giro ${round}, scrivente ${writer}, segnalazione ${report}`
    try {
      for (let version = 0; version < 3; version += 1) {
        const content = { happening: `${words}, battuta ${version}` }
        await send('PUT', `/api/drafts/${id}`, { version, startedAt: STARTED, content })
        drafts.set(id, version + 1)
      }
      if (report % 2 === 1) continue
      const content = { happening: words, placeText: 'Via Inventata 1' }
      isSending = true
      const taken = await send('POST', '/api/reports', { draftId: id, startedAt: STARTED, content })
      files.add(String(taken['interventionId']))
      drafts.delete(id)
    } catch (error) {
      if (error instanceof Error && /^[45]\d\d /u.test(error.message)) throw error
      // Taken or not when the blow fell: its draft went with it, or stays. Either is right.
      if (isSending) drafts.delete(id)
      return
    }
  }
}

async function missing(): Promise<readonly string[]> {
  const reply = await get('/api/drafts')
  if (reply.status !== 200) return [`drafts: ${reply.status} ${await reply.text()}`]
  const kept = (await reply.json()) as { drafts: { id: string; version: number }[] }
  const versions = new Map(kept.drafts.map((draft) => [draft.id, draft.version]))
  const lost = [...drafts].filter(([id, version]) => (versions.get(id) ?? 0) < version)
  const gone: string[] = []
  for (const id of files) {
    const file = await get(`/api/interventions/${id}`)
    await file.text()
    if (file.status !== 200) gone.push(`file ${id}: ${file.status}`)
  }
  return [...lost.map(([id, version]) => `draft ${id} version ${version}`), ...gone]
}

test('the server is killed in the middle of writing, again and again: nothing it acknowledged is lost', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const writing = Promise.all(
      Array.from({ length: WRITERS }, (_, writer) => write(round, writer)),
    )
    await Promise.race([moreAcknowledged(blowAfter(round)), writing])
    await Promise.all([server.crash(), writing])
    expect(await missing(), `round ${round}`).toEqual([])
  }
  expect(files.size).toBeGreaterThan(ROUNDS)
  expect(drafts.size).toBeGreaterThan(ROUNDS)
}, 240_000)
