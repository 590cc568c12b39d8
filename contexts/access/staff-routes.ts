import { m } from '#platform/i18n/texts.ts'
import type { Role } from '#platform/kernel/actor.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { readSet } from '#platform/server/access-ports.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError } from '#platform/server/errors.ts'
import { sendMail } from '#platform/server/outbox.ts'
import { type Route, route } from '#platform/server/route.ts'
import { INSTALLATION } from '#platform/server/work.ts'
import {
  Added,
  AddStaffBody,
  ChangeStaffBody,
  Colleagues,
  Done,
  Invited,
  StaffList,
  StaffParams,
} from './contract.ts'
import { grantsOfStaff, grantsOfTerritories, leaveAdministrators } from './grant-store.ts'
import { INVITATION_HOURS, invite } from './invitation-store.ts'
import { allow } from './judge.ts'
import type { AccessNeeds } from './needs.ts'
import { endSessionsOf } from './session-store.ts'
import { administered, staffViews } from './sight.ts'
import { addStaff, changeStaff, findStaff, lockStaff, namesOf } from './staff-store.ts'

const homeOf = async (tx: Tx, { params }: { params: { id: StaffId } }) =>
  (await findStaff(tx, params.id))?.homeTerritoryId

/** The routes about people: the administrator's, and the list of colleagues. */
export function staffRoutes(needs: AccessNeeds): readonly Route[] {
  return [
    route({
      id: 'access.listStaff',
      method: 'GET',
      path: '/api/staff',
      summary: 'Le persone dei territori amministrati, con i loro incarichi',
      may: 'staff.manage',
      reply: { 200: StaffList },
      writes: 'none',
      async run({ tx, actor }) {
        const names = await administered(tx, actor, needs)
        const territories = [...names].map(([id, name]) => ({ id, name }))
        const staff = await staffViews(tx, actor, names)
        return { status: 200, body: { staff: [...staff], territories } }
      },
    }),
    route({
      id: 'access.addStaff',
      method: 'POST',
      path: '/api/staff',
      summary: 'Aggiunge una persona a un territorio',
      may: 'staff.manage',
      body: AddStaffBody,
      reply: { 201: Added },
      writes: async (tx, { body }) => knownTerritory(tx, needs, body.territoryId),
      async run({ tx, body }) {
        const person = { name: body.name, email: body.email, homeTerritoryId: body.territoryId }
        return { status: 201, body: { id: await addStaff(tx, person) } }
      },
    }),
    changeRoute,
    inviteRoute(needs),
    colleaguesRoute,
  ]
}

/** The territory, when it exists: an invented id is not found. */
export async function knownTerritory(
  tx: Tx,
  needs: AccessNeeds,
  id: TerritoryId,
): Promise<TerritoryId | undefined> {
  if (id === INSTALLATION) return id
  return (await needs.territoryNames(tx, [id])).has(id) ? id : undefined
}

const changeRoute = route({
  id: 'access.changeStaff',
  method: 'PATCH',
  path: '/api/staff/:id',
  summary: 'Cambia il nome di una persona, la disattiva o la riattiva',
  may: 'staff.manage',
  params: StaffParams,
  body: ChangeStaffBody,
  reply: { 200: Done },
  writes: homeOf,
  async run({ tx, params, body }) {
    if (body.isActive === false) await leaveEverywhere(tx, params.id)
    const before = await lockStaff(tx, params.id)
    if (!before) throw new NotFoundError('staff')
    if (before.version !== body.version) throw new RefusalError('changed-meanwhile')
    const change = { name: body.name ?? before.name, isActive: body.isActive ?? before.isActive }
    if (change.name !== before.name || change.isActive !== before.isActive)
      await changeStaff(tx, before, change)
    if (!change.isActive) await endSessionsOf(tx, params.id, 'deactivated')
    return { status: 200, body: { done: true as const } }
  },
})

/** Before a person is deactivated: each territory they administer keeps somebody else, locks in one order. */
async function leaveEverywhere(tx: Tx, staffId: StaffId): Promise<void> {
  const grants = await grantsOfStaff(tx, staffId)
  const territories = grants
    .filter((one) => one.role === 'administrator')
    .map((one) => one.territoryId)
  for (const territory of territories.toSorted()) await leaveAdministrators(tx, territory, staffId)
}

function inviteRoute(needs: AccessNeeds): Route {
  return route({
    id: 'access.inviteStaff',
    method: 'POST',
    path: '/api/staff/:id/invitation',
    summary: 'Manda a una persona il collegamento per preparare il suo accesso',
    may: 'staff.manage',
    params: StaffParams,
    reply: { 201: Invited },
    writes: homeOf,
    async run({ tx, params }) {
      const staff = await lockStaff(tx, params.id)
      if (!staff) throw new NotFoundError('staff')
      if (!staff.isActive) throw new RefusalError('staff-inactive')
      const token = await invite(tx, { kind: 'invitation', staffId: staff.id })
      const link = `${needs.address()}/invito/${token}`
      const text = m.access_mail_text({ name: staff.name, link })
      await sendMail(tx, { to: staff.email, subject: m.access_mail_subject(), text })
      return { status: 201, body: { expiresInHours: INVITATION_HOURS.invitation } }
    },
  })
}

const colleaguesRoute = route({
  id: 'access.listColleagues',
  method: 'GET',
  path: '/api/colleagues',
  summary: 'Le persone a cui si può passare un intervento',
  may: 'staff.read',
  reply: { 200: Colleagues },
  writes: 'none',
  async run({ tx, actor }) {
    const territories = (actor.kind === 'person' ? readSet(actor) : []).filter(
      (territoryId) => allow(actor, 'staff.read', { territoryId }).allowed,
    )
    const grants = await grantsOfTerritories(tx, territories)
    const names = await namesOf(
      tx,
      grants.map((grant) => grant.staffId),
    )
    const seats = Map.groupBy(grants, (grant) => `${grant.staffId} ${grant.territoryId}`)
    const colleagues = [...seats.values()].flatMap((own) => {
      const first = own[0]
      const name = first && names.get(first.staffId)
      if (!first || name === undefined) return []
      const roles: Role[] = own.map((grant) => grant.role)
      return [{ staffId: first.staffId, name, territoryId: first.territoryId, roles }]
    })
    return {
      status: 200,
      body: { colleagues: colleagues.toSorted((a, b) => a.name.localeCompare(b.name, 'it')) },
    }
  },
})
