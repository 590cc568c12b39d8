// The only door to this room's server code.
export { closable } from './commands.ts'
export { dueKinds, dueView } from './jobs.ts'
export type { Whereabouts } from './needs.ts'
export { answerPage, paperPage } from './pages/answer-page.ts'
export { handoverRoutes } from './routes.ts'
export { receivedPaperPage } from './routes-received.ts'
export { shieldFile, shieldHandovers } from './shield.ts'
export { acceptedBy, stayOfAccepted } from './stay-notice.ts'
