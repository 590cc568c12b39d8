// The only door to this room's server code.
export { type DeskNeeds, openSearchDesk } from './proposal-desk.ts'
export { dueView, searchDueKind } from './proposal-jobs.ts'
export { proposalRoutes } from './proposal-routes.ts'
export { routes } from './routes.ts'
export {
  addTurn,
  dutyAt,
  type OnDuty,
  onDuty,
  reachesOf,
  reachOf,
  setReach,
} from './store.ts'
