// The only door to this room's server code.
export { aliasing } from './aliases.ts'
export { dueKinds, dueView } from './jobs.ts'
export { readNeed } from './need.ts'
export { facilityPhone } from './numbers.ts'
export { confirmPage } from './pages/confirm-page.ts'
export { facilityBook } from './phone-book.ts'
export { placesRoutes } from './routes.ts'
export { openUnmet } from './unmet.ts'
