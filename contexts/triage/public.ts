// The only door to this room's server code.
export {
  personActing,
  recordCall,
  recordConfirmation,
  recordDecision,
  recordLapse,
  recordRejection,
} from './commands.ts'
export { classViewOf, classViews, proposalFor } from './evaluate.ts'
export { routes } from './routes.ts'
export { sheetView } from './sheet-view.ts'
export { emergencyCalls, readSheet } from './store.ts'
