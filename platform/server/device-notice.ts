import type { PushMessage } from '#platform/gateways/push.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'

/** A notice as it waits in the outbox: to which device, on behalf of which territory, and until when it is of use. */
export type DeviceNotice = PushMessage & {
  readonly device: string
  readonly territory: TerritoryId
  /** ISO. */
  readonly until: string
}
