// The only door to this room's server code.

export { forgetClosed } from './forgetting.ts'
export { dueKinds } from './jobs.ts'
export { reportLostCall } from './lost-call.ts'
export { reporterPhone } from './read-back.ts'
export { reportsSaid } from './report-said.ts'
export { routes } from './routes.ts'

/** The view that the sweeper compares with the alarms. */
export const dueView = 'intake.v_due'
