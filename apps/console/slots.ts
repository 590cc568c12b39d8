import { slots as access } from '#contexts/access/web/public.ts'
import { slots as documents } from '#contexts/documents/web/public.ts'
import { slots as handover } from '#contexts/handover/web/public.ts'
import { slots as intake } from '#contexts/intake/web/public.ts'
import { slots as interventions } from '#contexts/interventions/web/public.ts'
import { slots as oncall } from '#contexts/oncall/web/public.ts'
import { slots as paging } from '#contexts/paging/web/public.ts'
import { slots as people } from '#contexts/people/web/public.ts'
import { slots as places } from '#contexts/places/web/public.ts'
import { slots as shifts } from '#contexts/shifts/web/public.ts'
import { slots as territory } from '#contexts/territory/web/public.ts'
import { collectSlots, type SlotEntry, type Slots } from '#platform/web/slots.ts'

/** What every room offers to the console. Add a room's `slots` here. */
export const offers: readonly (readonly SlotEntry[])[] = [
  access,
  interventions,
  intake,
  oncall,
  paging,
  people,
  documents,
  handover,
  places,
  shifts,
  territory,
]

/** The same, by slot. */
export const slots: Slots = collectSlots(offers)
