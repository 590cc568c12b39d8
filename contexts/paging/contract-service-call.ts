import * as z from 'zod'
import { SERVICE_CALL_STATES } from './model-service-call.ts'

const Uuid = z.uuid()
const Phone = z.string().regex(/^\+[1-9]\d{5,14}$/u, 'phone')

const Listed = z.strictObject({ kind: z.literal('listed'), phone: Phone })
const Colleague = z.strictObject({ kind: z.literal('colleague'), staffId: Uuid })
const Facility = z.strictObject({
  kind: z.literal('facility'),
  facilityId: Uuid,
  part: z.enum(['desk', 'head']).default('desk'),
})

/** `POST /api/calls`: whom to call about no file. The number is looked up, but for one that the territory publishes. */
export const ServiceCallBody = z.discriminatedUnion('kind', [Listed, Colleague, Facility])

/** `POST /api/interventions/:id/calls`: the same about a file, with those whom only the file knows. */
export const FileServiceCallBody = z.discriminatedUnion('kind', [
  Listed,
  Colleague,
  Facility,
  z.strictObject({ kind: z.literal('reporter') }),
  z.strictObject({ kind: z.literal('recipient'), handoverId: Uuid }),
  z.strictObject({ kind: z.literal('support'), supportId: Uuid }),
])
export type Wanted = z.output<typeof FileServiceCallBody>

/** `POST /api/calls/:callId/third`: who is rung into a call in which two speak. */
export const ThirdBody = z.discriminatedUnion('kind', [
  Listed,
  Colleague,
  Facility,
  z.strictObject({ kind: z.literal('reporter') }),
])
export type Third = z.output<typeof ThirdBody>

export const ServiceCallParams = z.object({ callId: Uuid })

/** How far a call has come. */
export const ServiceCallReply = z.object({ id: Uuid, state: z.enum(SERVICE_CALL_STATES) })

/**
 * `GET /api/calls/way`. `service`: the provider rings the caller first and shows the number of the service; `own`: the
 * caller's own telephone calls, with what hides its number (empty: nothing does); `plain`: a desk with its own exchange.
 */
export const WayReply = z.object({
  way: z.enum(['service', 'own', 'plain']),
  hidePrefix: z.string(),
})
export type WayReply = z.infer<typeof WayReply>
