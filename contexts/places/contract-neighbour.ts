import * as z from 'zod'
import { InstantText, line, Uuid } from './contract-parts.ts'
import { NEIGHBOUR_RESULTS } from './model-words.ts'

/** A call to a service of another territory; `not-asked`: nobody is asked, and the note says why. */
export const NeighbourBody = z.strictObject({
  service: line(0, 200).default(''),
  result: z.enum(NEIGHBOUR_RESULTS),
  name: line(0, 120).default(''),
  note: line(0, 500).default(''),
})
export type NeighbourInput = z.output<typeof NeighbourBody>

/** Whom to ring outside the territory, and what was answered. */
export const NeighboursView = z.object({
  services: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      phone: z.string(),
      checkedOn: z.string().nullable(),
    }),
  ),
  calls: z.array(
    z.object({
      id: Uuid,
      service: z.string(),
      result: z.enum(NEIGHBOUR_RESULTS),
      name: z.string(),
      note: z.string(),
      calledAt: InstantText,
      by: z.string(),
    }),
  ),
})
export type NeighboursView = z.infer<typeof NeighboursView>
