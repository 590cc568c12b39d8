import { m } from '#platform/i18n/texts.ts'
import { type Actor, type PersonActor, rolesIn, territoriesOf } from '#platform/kernel/actor.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError, SignedOutError } from '#platform/server/errors.ts'
import { problemOf } from '#platform/server/problem.ts'
import { type Route, route } from '#platform/server/route.ts'
import { INSTALLATION } from '#platform/server/work.ts'
import { DeskBody, Done, Refused, SessionView, UnlockBody } from './contract.ts'
import { homeOf, UNLOCK_ATTEMPTS } from './model.ts'
import type { AccessNeeds } from './needs.ts'
import { passwordFits } from './passwords.ts'
import {
  chooseDesk,
  countWrongPassword,
  endSession,
  lockDesk,
  lockSession,
  NO_SESSION_COOKIE,
  type OpenSession,
  unlockDesk,
} from './session-store.ts'
import { accountOf, personalOf } from './staff-store.ts'

const DONE = { status: 200, body: { done: true } } as const

function person(actor: Actor): PersonActor {
  if (actor.kind !== 'person') throw new SignedOutError()
  return actor
}

/** What a session does is on the log of its desk, else of the installation. */
async function ownLog(tx: Tx): Promise<TerritoryId> {
  return person(tx.work.actor).desk ?? INSTALLATION
}

async function ownSession(tx: Tx): Promise<OpenSession> {
  const session = await lockSession(tx, person(tx.work.actor).sessionId)
  if (!session) throw new SignedOutError()
  return session
}

/** The routes of one's own session; `locked` ones work at a locked desk too. */
export function sessionRoutes(needs: AccessNeeds): readonly Route[] {
  return [
    route({
      id: 'access.readSession',
      method: 'GET',
      path: '/api/session',
      summary: 'Chi lavora a questa postazione, con quali incarichi',
      may: 'locked',
      reply: { 200: SessionView },
      writes: 'none',
      async run({ tx, actor, now }) {
        return { status: 200, body: await viewOf(tx, person(actor), needs, now.toString()) }
      },
    }),
    route({
      id: 'access.lockDesk',
      method: 'POST',
      path: '/api/session/lock',
      summary: 'Blocca la postazione',
      may: 'locked',
      reply: { 200: Done },
      writes: ownLog,
      async run({ tx }) {
        await lockDesk(tx, await ownSession(tx))
        return DONE
      },
    }),
    unlockRoute,
    route({
      id: 'access.chooseDesk',
      method: 'POST',
      path: '/api/session/desk',
      summary: 'Sceglie il territorio per cui lavora la postazione',
      may: 'signed-in',
      body: DeskBody,
      reply: { 200: Done },
      writes: async (tx, { body }) =>
        territoriesOf(tx.work.actor).find((id) => id === body.territoryId) ?? INSTALLATION,
      async run({ tx, actor, body }) {
        const { territoryId } = body
        if (territoryId !== null && !territoriesOf(actor).includes(territoryId))
          throw new RefusalError('not-allowed', { reason: 'no-grant' }, 403)
        await chooseDesk(tx, await ownSession(tx), territoryId)
        return DONE
      },
    }),
    route({
      id: 'access.signOut',
      method: 'POST',
      path: '/api/session/sign-out',
      summary: "Chiude l'accesso",
      may: 'locked',
      reply: { 200: Done },
      writes: ownLog,
      async run({ tx }) {
        await endSession(tx, await ownSession(tx), 'person')
        return { ...DONE, cookies: [NO_SESSION_COOKIE] }
      },
    }),
  ]
}

// A wrong password is answered, not thrown: the count must be kept. After five the desk is signed out.
const unlockRoute = route({
  id: 'access.unlockDesk',
  method: 'POST',
  path: '/api/session/unlock',
  summary: 'Sblocca la postazione con la password',
  may: 'locked',
  body: UnlockBody,
  reply: { 200: Done, 401: Refused, 422: Refused },
  writes: ownLog,
  async run({ tx, body, request }) {
    const session = await ownSession(tx)
    if (!session.isLocked) return DONE
    const account = await accountOf(tx, tx.work.vault, { staffId: session.staffId })
    if (await passwordFits(body.password, account?.passwordHash)) {
      await unlockDesk(tx, session)
      return DONE
    }
    const left = UNLOCK_ATTEMPTS - session.wrongPasswords - 1
    if (left > 0) {
      await countWrongPassword(tx, session)
      const refusal = new RefusalError('wrong-password', { attemptsLeft: left }, 422)
      return { status: 422, body: problemOf(refusal, request.id) }
    }
    await endSession(tx, session, 'wrong-passwords')
    const body401 = problemOf(new SignedOutError(), request.id)
    return { status: 401, body: body401, cookies: [NO_SESSION_COOKIE] }
  },
})

async function viewOf(tx: Tx, actor: PersonActor, needs: AccessNeeds, now: string) {
  const session = await lockedStateOf(tx, actor)
  const territories = territoriesOf(actor)
  const names = await needs.territoryNames(tx, territories)
  const place = (id: TerritoryId) => ({
    id,
    name: id === INSTALLATION ? m.access_installation() : (names.get(id) ?? id),
  })
  const own = session.locked ? undefined : await personalOf(tx, actor.staffId)
  const roles = actor.desk ? rolesIn(actor, actor.desk) : actor.grants.map((grant) => grant.role)
  return {
    staffId: actor.staffId,
    name: actor.name,
    roles: [...new Set(roles)],
    grants: actor.grants.map(({ territoryId, role, bodyId }) => ({ territoryId, role, bodyId })),
    desk: actor.desk ? place(actor.desk) : null,
    home: homeOf(roles),
    territories: territories.map(place),
    shift: null,
    locked: session.locked,
    draftKey: own?.draftKey ?? null,
    now,
  }
}

async function lockedStateOf(tx: Tx, actor: PersonActor): Promise<{ locked: boolean }> {
  const row = await tx
    .selectFrom('access.session')
    .select('locked_at')
    .where('id', '=', actor.sessionId)
    .executeTakeFirst()
  return { locked: row !== undefined && row.locked_at !== null }
}
