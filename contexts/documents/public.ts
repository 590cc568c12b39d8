// The only door to this room's server code.
export type { DocumentFacts, Said } from './facts.ts'
export { downloadPage } from './pages/download-page.ts'
export type { DocumentNeeds } from './papers.ts'
export { documentsRoutes } from './routes.ts'
export { sweepFiles } from './sweep.ts'
export { openTypesetter } from './typesetter.ts'
