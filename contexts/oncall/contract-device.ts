import * as z from 'zod'
import { DEVICE_KEYS } from './model-device.ts'

const Uuid = z.uuid()
const InstantText = z.iso.datetime({ offset: false })

/** One's own device: never where its notices are sent. */
export const DeviceView = z.object({
  id: Uuid,
  name: z.string(),
  since: InstantText,
  /** When a notice to try it was last shown there. */
  provenAt: InstantText.nullable(),
  /** The push service has ended it: it has to be turned on again. */
  isGone: z.boolean(),
})
export type DeviceView = z.infer<typeof DeviceView>

/** `GET /api/own/devices`. */
export const DevicesReply = z.object({
  /** With which the browser makes its subscription; null where no notice leaves from this server. */
  publicKey: z.string().nullable(),
  devices: z.array(DeviceView),
})
export type DevicesReply = z.infer<typeof DevicesReply>

/** `POST /api/own/devices`: what the browser of this device has given out. */
export const DeviceBody = z.strictObject({
  endpoint: z.string().min(1).max(1000),
  keys: z.strictObject({
    p256dh: z.string().regex(DEVICE_KEYS.p256dh),
    auth: z.string().regex(DEVICE_KEYS.auth),
  }),
})

export const DeviceAddedReply = z.object({ id: Uuid })
export const DeviceParams = z.object({ deviceId: Uuid })

/** `POST /api/own/devices/:deviceId/end`. */
export const DeviceEndBody = z.strictObject({ why: z.enum(['turned-off', 'signed-out']) })
export const DeviceDoneReply = z.object({ done: z.literal(true) })
