// The only door to this room's server code.

export { contactPage } from './pages/contact-page.ts'
export { type DeskNeeds, openSearchDesk } from './proposal-desk.ts'
export { dueView, searchDueKind } from './proposal-jobs.ts'
export { proposalRoutes } from './proposal-routes.ts'
export { publishRoutes } from './publish-routes.ts'
export { reachesOf, reachOf, setReach } from './reach-store.ts'
export { routes } from './routes.ts'
export { staffRoutes } from './staff-routes.ts'
export { setRecord } from './staff-store.ts'
export { addTurn, dutyAt, type OnDuty, onDuty } from './store.ts'
