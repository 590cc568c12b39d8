// The only door to this room's server code.
export { routes } from './routes.ts'
export { dueKinds } from './jobs.ts'
export { forgetClosed, stopForgetting } from './forgetting.ts'
export type { IntakeEvent } from './model-events.ts'
export { registerReport } from './register.ts'
export { logCallEnding } from './contact-commands.ts'
export { keepDraft } from './draft-store.ts'

/** The view that the sweeper compares with the alarms. */
export const dueView = 'intake.v_due'
