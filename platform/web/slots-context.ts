import { createContext, useContext } from 'react'
import { collectSlots, type Slots } from './slots.ts'

/** What the rooms offer, for screens that lay out the pieces of others: tabs, next steps, marks. */
export const SlotsContext = createContext<Slots>(collectSlots([]))

/** What the rooms offer. */
export function useSlots(): Slots {
  return useContext(SlotsContext)
}
