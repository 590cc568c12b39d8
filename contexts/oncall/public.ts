// The only door to this room's server code.
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
