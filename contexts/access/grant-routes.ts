import { NotFoundError, RefusalError } from '#platform/server/errors.ts'
import { type Route, route } from '#platform/server/route.ts'
import { INSTALLATION } from '#platform/server/work.ts'
import { Added, Done, GiveGrantBody, GrantList, GrantParams } from './contract.ts'
import { endGrant, findGrant, giveGrant, grantsOfTerritories } from './grant-store.ts'
import type { AccessNeeds } from './needs.ts'
import { administered, grantView, isWithinSight } from './sight.ts'
import { knownTerritory } from './staff-routes.ts'

/** The routes about grants: who has which role where. */
export function grantRoutes(needs: AccessNeeds): readonly Route[] {
  return [
    route({
      id: 'access.listGrants',
      method: 'GET',
      path: '/api/grants',
      summary: 'Gli incarichi dei territori amministrati',
      may: 'grant.manage',
      reply: { 200: GrantList },
      writes: 'none',
      async run({ tx, actor }) {
        const names = await administered(tx, actor, needs)
        const grants = await grantsOfTerritories(tx, [...names.keys()])
        const views = grants.map((grant) => grantView(actor, names, grant))
        return { status: 200, body: { grants: views } }
      },
    }),
    route({
      id: 'access.giveGrant',
      method: 'POST',
      path: '/api/grants',
      summary: 'Dà un incarico a una persona in un territorio',
      may: 'grant.manage',
      body: GiveGrantBody,
      reply: { 201: Added },
      writes: async (tx, { body }) => knownTerritory(tx, needs, body.territoryId),
      async run({ tx, actor, body }) {
        // Four eyes: who gives grants takes none, so administering does not lead to the files.
        if (actor.kind === 'person' && actor.staffId === body.staffId)
          throw new RefusalError('own-grant')
        if (body.territoryId === INSTALLATION && body.role !== 'administrator')
          throw new RefusalError('installation-administrators-only')
        const names = await administered(tx, actor, needs)
        if (!(await isWithinSight(tx, names, body.staffId))) throw new NotFoundError('staff')
        return { status: 201, body: { id: await giveGrant(tx, body) } }
      },
    }),
    endRoute,
  ]
}

const endRoute = route({
  id: 'access.endGrant',
  method: 'DELETE',
  path: '/api/grants/:id',
  summary: 'Chiude un incarico',
  may: 'grant.manage',
  params: GrantParams,
  reply: { 200: Done },
  writes: async (tx, { params }) => (await findGrant(tx, params.id))?.territoryId,
  async run({ tx, params }) {
    await endGrant(tx, params.id)
    return { status: 200, body: { done: true as const } }
  },
})
