import { collectSlots, type Slots } from '#platform/web/slots.ts'

/** What every room offers to the console. Add a room's `slots` here. */
export const slots: Slots = collectSlots([])
