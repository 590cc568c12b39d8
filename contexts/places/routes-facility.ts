import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { type Route, route } from '#platform/server/route.ts'
import { Done, FacilityParams } from './contract.ts'
import { FacilityBody, FacilityEditView, OwnView, Saved, TonightView } from './contract-facility.ts'
import { addFacility, changeFacility, declareAvailability, openFacility } from './facilities.ts'
import { facilityFacts } from './facility-store.ts'
import { facilityPolicy } from './policy.ts'
import { endingStays, type StaysNeeds } from './stays-view.ts'
import { ownView, tonightView } from './views-facility.ts'
import { territoryOf } from './written-in.ts'

type Input = { readonly params: { readonly facilityId: string } }

const ofFacility = {
  writes: async (tx: Tx, { params }: Input): Promise<TerritoryId | undefined> =>
    (await facilityFacts(tx, params.facilityId))?.territory_id as TerritoryId | undefined,
  facts: async (tx: Tx, { params }: Input) => {
    const row = await facilityFacts(tx, params.facilityId)
    return row && facilityPolicy.facts(row)
  },
}

/** The routes about facilities themselves: tonight's list, their keeping, their own page. */
export function facilityRoutes(needs: StaysNeeds): readonly Route[] {
  const { subjectOf } = needs
  return [
    route({
      id: 'places.tonight',
      method: 'GET',
      path: '/api/facilities',
      summary: 'Posti stanotte: le strutture del territorio e che cosa hanno libero',
      may: 'facility.list',
      writes: 'desk',
      reply: { 200: TonightView },
      async run({ tx, actor }) {
        const view = await tonightView(tx, actor, territoryOf(tx))
        return { status: 200, body: { ...view, stays: await endingStays(tx, actor, needs) } }
      },
    }),
    route({
      id: 'places.own',
      method: 'GET',
      path: '/api/facilities/own',
      summary: 'La propria struttura: chi c’è e chi è atteso, senza nomi',
      may: 'signed-in',
      writes: 'none',
      reply: { 200: OwnView },
      async run({ tx, actor }) {
        return { status: 200, body: await ownView(tx, actor, subjectOf) }
      },
    }),
    route({
      id: 'places.addFacility',
      method: 'POST',
      path: '/api/facilities',
      summary: 'Aggiunge una struttura con le sue stanze',
      may: 'facility.manage',
      writes: 'desk',
      body: FacilityBody,
      reply: { 201: Saved },
      async run({ tx, body }) {
        return { status: 201, body: { id: await addFacility(tx, body) } }
      },
    }),
    route({
      id: 'places.openFacility',
      method: 'POST',
      path: '/api/facilities/:facilityId/opening',
      summary: 'Tutto di una struttura, per cambiarla; di una protetta resta sul registro',
      may: 'facility.manage',
      params: FacilityParams,
      reply: { 200: FacilityEditView },
      ...ofFacility,
      async run({ tx, params }) {
        return { status: 200, body: await openFacility(tx, params.facilityId) }
      },
    }),
    route({
      id: 'places.changeFacility',
      method: 'PUT',
      path: '/api/facilities/:facilityId',
      summary: 'Cambia una struttura e le sue stanze',
      may: 'facility.manage',
      params: FacilityParams,
      body: FacilityBody,
      reply: { 200: Saved },
      ...ofFacility,
      async run({ tx, params, body }) {
        await changeFacility(tx, params.facilityId, body)
        return { status: 200, body: { id: params.facilityId } }
      },
    }),
    declaration(
      'places.declare',
      'availability',
      'facility.list',
      'La disponibilità è stata verificata ora',
    ),
    declaration(
      'places.declareOwn',
      'own-availability',
      'facility.own',
      'La struttura aggiorna la propria disponibilità',
    ),
  ]
}

function declaration(id: string, verb: string, may: string, summary: string): Route {
  return route({
    id,
    method: 'POST',
    path: `/api/facilities/:facilityId/${verb}`,
    summary,
    may,
    params: FacilityParams,
    reply: { 200: Done },
    ...ofFacility,
    async run({ tx, params }) {
      await declareAvailability(tx, params.facilityId)
      return { status: 200, body: { done: true as const } }
    },
  })
}
