// The only door to this room's server code.
export { handoverSections, issueDocument, pageOneKnown, readDocument } from './commands.ts'
export type { DocumentFacts, Said } from './facts.ts'
export { downloadPage, pdfPage } from './pages/download-page.ts'
export type { DocumentNeeds } from './papers.ts'
export { documentsRoutes } from './routes.ts'
export { documentsOf } from './store.ts'
export { sweepFiles } from './sweep.ts'
export { openTypesetter, type Typesetter } from './typesetter.ts'
