// The only door to this room's server code.
export {
  recordCall,
  recordConfirmation,
  recordDecision,
  recordLapse,
  recordRejection,
} from './commands.ts'
export { classViewOf, classViews, evaluationOf, proposalFor } from './evaluate.ts'
export { factsKnown, keepFacts } from './known.ts'
export { routes } from './routes.ts'
export { sheetView } from './sheet-view.ts'
export { emergencyCalls, readSheet } from './store.ts'
