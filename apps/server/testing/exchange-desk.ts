import { addTurn } from '#contexts/oncall/public.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { inTransaction } from '#platform/server/work.ts'
import { type Running, startRunning } from './running.ts'

const NIGHT = '2026-11-21T01:40:00Z'
const TURN = ['2026-11-20T20:00:00Z', '2026-11-21T08:00:00Z'] as const
const ROLE = 'social-worker'

/** The telephones of those who are on call, in the order in which they ring. */
export const PHONES = {
  first: '+393000000901',
  second: '+393000000902',
  boss: '+393000000903',
} as const

export type Person = Awaited<ReturnType<Running['person']>>

/** A night without an operations room: three people on call, the exchange's token, and two other territories. */
export async function openExchangeDesk() {
  const running = await startRunning(NIGHT, ['s1-', 's3-', 's4-'])
  const { tools, app } = running.server
  const of = (key: string): TerritoryId => {
    const found = [...running.territories].find(([one]) => one.startsWith(key))
    if (!found) throw new Error(key)
    return found[1]
  }
  const [room, here, elsewhere] = [of('s1'), of('s3'), of('s4')]

  const sent = async (
    who: Person,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    url: string,
    payload?: object,
  ) => {
    const reply = await app.inject({
      ...{ method, url, headers: { cookie: who.cookie } },
      ...(payload ? { payload } : {}),
    })
    if (reply.statusCode >= 300) throw new Error(`${url} ${reply.statusCode} ${reply.body}`)
    return reply.json()
  }
  const inHere = async <T>(run: (tx: Tx) => Promise<T>): Promise<T> => {
    const actor = { kind: 'system', name: 'system:test' } as const
    const scope = { actor, now: tools.clock.now(), read: [here, elsewhere], write: here }
    return await inTransaction(tools, scope, run)
  }
  const tokenOf = async (who: Person): Promise<string> =>
    (await sent(who, 'POST', '/api/rota/feeds', { kind: 'exchange' })).secret

  const boss = await running.person(here, 'coordinator')
  const first = await running.person(here, ROLE)
  const second = await running.person(here, ROLE)
  const people = { first, second, boss }
  for (const name of ['first', 'second', 'boss'] as const) {
    const reach = { phone: PHONES[name], email: '' }
    await sent(boss, 'PUT', `/api/rota/people/${people[name].staffId}`, reach)
  }
  const [startsAt, endsAt] = [instant(TURN[0]), instant(TURN[1])]
  await inHere(async (tx) => {
    await addTurn(tx, { staffId: first.staffId, role: ROLE, level: 1, startsAt, endsAt })
    await addTurn(tx, { staffId: second.staffId, role: ROLE, level: 2, startsAt, endsAt })
  })
  const token = await tokenOf(boss)
  return { running, room, here, elsewhere, ...people, token, sent, inHere, tokenOf }
}
