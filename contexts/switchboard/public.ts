// The only door to this room's server code.
export { hearLost, settleCall, type Tries, triesOfLost, tryLost } from './calls.ts'
export { dueView, switchboardDueKinds } from './jobs.ts'
export type { LostCall, SwitchboardNeeds } from './ports.ts'
export { switchboardRoutes } from './routes.ts'
