// The only door to this room's server code.
export { type Applied, applyMunicipalities, applyTerritory } from './apply.ts'
export { applyBoundaries, applyStreets } from './apply-where.ts'
export { routes } from './routes.ts'
export {
  bodyIdsOf,
  municipalityName,
  readConfiguration,
  readTerritories,
  readTerritory,
} from './store.ts'
export { faultText } from './texts.ts'
