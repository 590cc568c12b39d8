// The only door to this room's server code.

export { dueKinds, dueView } from './jobs.ts'
export { routes } from './routes.ts'
export { followRota } from './watching.ts'
