// The only door to this room's server code.
export { type Applied, applyMunicipalities, applyTerritory } from './apply.ts'
export { routes } from './routes.ts'
export {
  bodyIdsOf,
  findMunicipalities,
  municipalityNames,
  officeIdsOf,
  readConfiguration,
  readTerritories,
  readTerritory,
  territoryIdOf,
} from './store.ts'
export { faultText, reasonText } from './texts.ts'
