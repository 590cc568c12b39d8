// The only door to this room's server code.
export { firstCalled } from './calling.ts'
export { type ClassPage, callNewOwner, pageForClass, settlePages } from './commands.ts'
export { dueView, pagingDueKinds } from './jobs.ts'
export { stepsOf, USUAL_STEPS } from './model.ts'
export { answerLinkPage } from './pages/answer-page.ts'
export type { Brief, PagingNeeds } from './ports.ts'
export { pagingRoutes } from './routes.ts'
export { type PageMark, pageMarks } from './views.ts'
