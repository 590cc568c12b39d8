import type { FastifyInstance } from 'fastify'
import { namesOf, openSession, sessionCookie } from '#contexts/access/public.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { ServeTools } from '#platform/server/serve.ts'
import { INSTALLATION, inTransaction } from '#platform/server/work.ts'
import { allTerritories } from '../ports.ts'
import type { DemoSecrets } from './people.ts'

/** A demo person at work, with the cookie of their session. */
export type Desk = { readonly staffId: StaffId; readonly cookie: string }
/** Desks by the mailbox of their person, before the @. */
export type Desks = ReadonlyMap<string, Desk>

/** Opens a session for each of these people. Throws when one of them is not in the demo. */
export async function signInAll(
  tools: ServeTools,
  secrets: DemoSecrets,
  wanted: ReadonlySet<string>,
): Promise<Desks> {
  const known = await staffByName(tools)
  const desks = new Map<string, Desk>()
  for (const mailbox of wanted) {
    const person = secrets.people.find((one) => one.email.startsWith(`${mailbox}@`))
    const staff = person && known.get(person.name)
    if (!staff) throw new Error(`demo: nobody is called ${mailbox}`)
    desks.set(mailbox, await signIn(tools, staff))
  }
  return desks
}

type Known = { readonly staffId: StaffId; readonly territoryId: TerritoryId }

async function staffByName(tools: ServeTools): Promise<ReadonlyMap<string, Known>> {
  const read = [...(await allTerritories(tools.db)), INSTALLATION]
  const actor = { kind: 'system', name: 'system:demo' } as const
  return await inTransaction(
    tools,
    { actor, now: tools.clock.now(), read, write: null },
    async (tx) => {
      const grants = await tx
        .selectFrom('access.v_grant')
        .select(['staff_id', 'territory_id'])
        .execute()
      const names = await namesOf(
        tx,
        grants.flatMap((grant) => grant.staff_id ?? []),
      )
      return new Map(
        grants.map((grant) => {
          const staffId = grant.staff_id as StaffId
          const known = { staffId, territoryId: grant.territory_id as TerritoryId }
          return [names.get(staffId) ?? '', known] as const
        }),
      )
    },
  )
}

async function signIn(tools: ServeTools, { staffId, territoryId }: Known): Promise<Desk> {
  const actor = { kind: 'system', name: 'system:demo' } as const
  const scope = { actor, now: tools.clock.now(), read: [territoryId], write: territoryId }
  const machine = tools.clock.machine()
  const { token } = await inTransaction(tools, scope, (tx) =>
    openSession(tx, { staffId, machine, deskId: territoryId }),
  )
  return { staffId, cookie: sessionCookie(token).split(';')[0] ?? '' }
}

/** Ends the sessions of the story: nobody stays signed in who did not sign in. */
export async function signOutAll(app: FastifyInstance, desks: Desks): Promise<void> {
  for (const { cookie } of desks.values())
    await app.inject({ method: 'POST', url: '/api/session/sign-out', headers: { cookie } })
}
