// The only door to this room's server code.
export { inOrder, type Known } from './model.ts'
export { peopleSaid } from './model-said.ts'
export { peopleRoutes } from './routes.ts'
export { householdOf, peopleOf } from './store.ts'
