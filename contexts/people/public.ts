// The only door to this room's server code.
export { peopleRoutes } from './routes.ts'
export { householdOf, peopleOf } from './store.ts'
