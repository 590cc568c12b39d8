import { NotFoundError } from '#platform/server/errors.ts'
import { type Route, route } from '#platform/server/route.ts'
import { boundariesOf } from './boundary-store.ts'
import { italianDay } from './competence.ts'
import type { Configuration, TerritoryMunicipality } from './configuration.ts'
import { TerritoryParams } from './contract.ts'
import { MapReply, StreetSearchBody, StreetSearchReply } from './contract-where.ts'
import { territoryFacts } from './policy.ts'
import { readTerritory } from './store.ts'
import { findStreets, landmarksOf } from './street-store.ts'

function municipalitiesOn(
  configuration: Configuration,
  day: string,
): readonly TerritoryMunicipality[] {
  return configuration.municipalities.filter(
    (one) => (one.from ?? day) <= day && day <= (one.to ?? day),
  )
}

const searchStreets = route({
  id: 'territory.searchStreets',
  method: 'POST',
  path: '/api/territories/:territoryId/street-search',
  summary:
    'Strade e luoghi noti del territorio che assomigliano a ciò che si scrive. Non resta traccia.',
  may: 'territory.read',
  params: TerritoryParams,
  body: StreetSearchBody,
  reply: { 200: StreetSearchReply },
  writes: 'none',
  facts: async (_tx, { params }) => territoryFacts(params.territoryId),
  async run({ tx, params, body, now }) {
    const territory = await readTerritory(tx, params.territoryId)
    if (!territory) throw new NotFoundError('territory')
    const here = municipalitiesOn(territory.configuration, italianDay(now).toString())
    const municipalities = new Map(here.map((one) => [one.code, one.name]))
    const suggestions = await findStreets(tx, {
      municipalities,
      chosen: body.municipality,
      typed: body.typed,
    })
    return { status: 200, body: { suggestions: [...suggestions] } }
  },
})

const readMap = route({
  id: 'territory.readMap',
  method: 'GET',
  path: '/api/territories/:territoryId/map',
  summary: 'I Comuni del territorio con i confini, dove ci sono, e i luoghi noti.',
  may: 'territory.read',
  params: TerritoryParams,
  reply: { 200: MapReply },
  writes: 'none',
  facts: async (_tx, { params }) => territoryFacts(params.territoryId),
  async run({ tx, params, now }) {
    const territory = await readTerritory(tx, params.territoryId)
    if (!territory) throw new NotFoundError('territory')
    const here = municipalitiesOn(territory.configuration, italianDay(now).toString())
    const codes = here.map((one) => one.code)
    const { rings, source } = await boundariesOf(tx, codes)
    const municipalities = here.map(({ code, name, lat, lon }) => {
      return { code, name, latitude: lat, longitude: lon, rings: rings.get(code) ?? [] }
    })
    return {
      status: 200,
      body: { municipalities, landmarks: await landmarksOf(tx, codes), source },
    }
  },
})

/** Where somebody may be: the streets, the landmarks and the map of a territory. */
export const whereRoutes: readonly Route[] = [searchStreets, readMap]
