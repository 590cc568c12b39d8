import type * as z from 'zod'
import type { CallBody, NeedBody } from '#contexts/places/contract.ts'
import type { FacilityBody } from '#contexts/places/contract-facility.ts'

/** What somebody does to find a place. `facility`: by the word everybody reads. */
export type PlaceDeed =
  | { readonly does: 'need'; readonly need: z.input<typeof NeedBody> }
  | ({ readonly does: 'ring'; readonly facility: string } & Omit<
      z.input<typeof CallBody>,
      'facilityId'
    >)
  | { readonly does: 'place'; readonly verb: string; readonly body?: object }
  | { readonly does: 'unmet'; readonly note: string; readonly againIn: number | null }

/** A facility of the demo. `declaredAgo`: minutes since its free beds were checked; `body`: who runs it, by name. */
export type DemoFacility = Omit<z.input<typeof FacilityBody>, 'bodyId'> & {
  readonly declaredAgo?: number
  readonly body?: string
}
