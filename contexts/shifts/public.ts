// The only door to this room's server code.

export { dueKinds, dueView } from './jobs.ts'
export { envelopePage } from './pages/envelope-page.ts'
export { routes } from './routes.ts'
export { followRota } from './watching.ts'
