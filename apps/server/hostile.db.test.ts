import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES } from '#platform/kernel/actor.ts'
import { addressesOf, type Operation, operationsOf, type Schema } from './testing/operations.ts'
import { type Running, startRunning } from './testing/running.ts'

/** What somebody may send instead of words. */
const HOSTILE: Readonly<Record<string, unknown>> = {
  'a very long text': 'a'.repeat(200_000),
  'a text with NUL': 'a\u0000b',
  'text written from the right': '\u202eotseuq\u202c \u2067abc',
  SQL: `'; drop table intake.report; --`,
  HTML: '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'a formula': '=CMD|calc!A0',
  'half a surrogate': '\ud800',
  'an address out of the folder': '../../etc/passwd',
  'a number': 9_007_199_254_740_991,
  'a negative number': -1,
  'a list': [[[]]],
  'an object': { $ne: null, constructor: { prototype: {} } },
  nothing: null,
  true: true,
  'an impossible day': '2026-02-30T25:61:00Z',
}
const REAL_UUID = '0198b5d2-0000-7000-8000-000000000001'

let running: Running
let cookies: readonly string[] = []
let fileId = ''
/** How many bodies were taken: the corpus reaches what is behind the gate. */
let taken = 0

beforeAll(async () => {
  running = await startRunning('2026-11-21T01:40:00Z', ['s1-'])
  const [territory] = running.territories.values()
  if (territory === undefined) throw new Error('no territory')
  const people = []
  for (const role of ROLES) people.push(await running.person(territory, role))
  cookies = people.map((one) => one.cookie)
  const reply = await running.server.app.inject({
    method: 'POST',
    url: '/api/reports',
    headers: { cookie: cookies[0] ?? '' },
    payload: { startedAt: '2026-11-21T01:39:00Z', content: { placeText: 'Via Inventata 1' } },
  })
  fileId = reply.json<{ interventionId: string }>().interventionId
}, 60_000)

afterAll(() => running.close())

/** A body of the right shape with the hostile value in every leaf; `keep`: well-formed ids and choices stay. */
function bodyOf(schema: Schema, hostile: unknown, keep: boolean): unknown {
  if (schema.properties) {
    const all = Object.entries(schema.properties)
    const fields = keep ? all.filter(([key, one]) => !isPicky(key, one)) : all
    return Object.fromEntries(fields.map(([key, one]) => [key, bodyOf(one, hostile, keep)]))
  }
  if (schema.anyOf?.[0]) return bodyOf(schema.anyOf[0], hostile, keep)
  if (schema.type === 'array' && schema.items) return [bodyOf(schema.items, hostile, keep)]
  return keep ? wellFormed(schema, hostile) : hostile
}

const BY_FORMAT: Readonly<Record<string, unknown>> = {
  uuid: REAL_UUID,
  'date-time': '2026-11-21T01:39:00Z',
}
const BY_TYPE: Readonly<Record<string, unknown>> = { boolean: true, integer: 1, number: 1 }

/** A value that passes the gate, where only the words are hostile. */
function wellFormed(schema: Schema, hostile: unknown): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  return BY_FORMAT[schema.format ?? ''] ?? BY_TYPE[String(schema.type)] ?? hostile
}

/** A field that would refuse the body before its words are looked at; without a territory it is the desk's. */
function isPicky(key: string, schema: Schema): boolean {
  const own = schema.anyOf?.[0] ?? schema
  return key === 'territoryId' || (own.pattern !== undefined && own.format === undefined)
}

const isWrite = (operation: Operation) => operation.method !== 'GET'

/**
 * Sends a body as somebody who may not, and as each who may; answers what must not have happened. The shape of a body is
 * looked at before anybody's right: what has no shape is sent on only while it is not refused for that.
 */
async function faultsOf(
  operation: Operation,
  payload: string,
  type: string,
  hasShape = false,
): Promise<string[]> {
  const faults: string[] = []
  for (const url of addressesOf(operation, [REAL_UUID, fileId])) {
    for (const cookie of ['', ...cookies]) {
      const reply = await running.server.app.inject({
        method: operation.method as 'POST',
        url,
        payload,
        headers: { cookie, 'content-type': type },
      })
      if (reply.statusCode < 400) {
        taken += 1
        continue
      }
      const where = `${operation.method} ${operation.path} ${reply.statusCode}`
      if (reply.statusCode >= 500) faults.push(`${where}: ${reply.payload.slice(0, 200)}`)
      if (!`${reply.headers['content-type']}`.startsWith('application/problem+json'))
        faults.push(`${where}: ${reply.headers['content-type']}`)
      else if (!isItalian(reply.json<Problem>())) faults.push(`${where}: ${reply.payload}`)
      // Signed out or locked by this very request: nothing more is learnt with this cookie.
      if (reply.statusCode === 401 && cookie !== '') break
      if (!hasShape && reply.statusCode === 400) break
    }
  }
  return faults
}

type Problem = { readonly title?: string; readonly detail?: string }

/** A sentence for a person, with no English left and nothing of what was sent. */
function isItalian({ title = '', detail = '' }: Problem): boolean {
  const text = `${title} ${detail}`
  const english = /\b(?:invalid|expected|required|must|error|not found|string|unauthorized|bad)\b/iu
  return title !== '' && !english.test(text) && !/drop table|<script|calc!/u.test(text)
}

const safe = (operation: Operation) => !/session/u.test(operation.path)

/** What takes a body, but for what would sign the people of the test out. */
const commands = () => operationsOf(running.server.app).filter(isWrite).filter(safe)
const commandsOf = (room: string) => commands().filter((operation) => operation.room === room)

/** One test for each room, so that each is short; the last test sees that none is missing. */
const ROOMS = [
  'access',
  'documents',
  'handover',
  'intake',
  'interventions',
  'oncall',
  'paging',
  'people',
  'places',
  'shifts',
  'switchboard',
  'territory',
  'triage',
]

describe.each(ROOMS)('hostile input to %s', (room) => {
  it.each(Object.keys(HOSTILE))(
    '%s in every field is refused clearly or taken as text, never a fault',
    async (name) => {
      const faults: string[] = []
      for (const operation of commandsOf(room)) {
        for (const keep of [true, false]) {
          const body = bodyOf(operation.body ?? {}, HOSTILE[name], keep)
          faults.push(
            ...(await faultsOf(operation, JSON.stringify(body), 'application/json', keep)),
          )
        }
      }
      expect(faults).toEqual([])
    },
  )

  it.each([
    ['half a JSON', '{"a":', 'application/json'],
    ['no JSON', 'segnalazione', 'application/json'],
    ['nothing', '', 'application/json'],
    ['a form', 'a=b', 'application/x-www-form-urlencoded'],
    ['XML', '<a/>', 'application/xml'],
    ['a poisoned prototype', '{"__proto__":{"admin":true}}', 'application/json'],
  ])('%s as a body is refused clearly', async (_name, payload, type) => {
    const faults: string[] = []
    for (const operation of commandsOf(room))
      faults.push(...(await faultsOf(operation, payload, type)))
    expect(faults).toEqual([])
  })
})

describe('hostile input to all rooms', () => {
  it('left none out', () => {
    const rooms = new Set(commands().map((operation) => operation.room))
    expect([...rooms].toSorted()).toEqual(ROOMS)
  })

  it('was taken as text where text is asked for', () => {
    expect(taken).toBeGreaterThan(100)
  })
})
