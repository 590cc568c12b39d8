import type { Words } from '#contexts/documents/model.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Recipient } from './sealing.ts'

/** Where a handover goes: an office of the territory by its key, or one outside by name and mailbox. */
export type Destination =
  | { readonly officeKey: string }
  | { readonly outsideName: string; readonly mailbox: string }

export type SendOrder = {
  readonly interventionId: InterventionId
  readonly to: Destination
  readonly recipient: Recipient | null
  readonly words: Words
  /** Documents of the file that go with it, beside page one. */
  readonly documentIds: readonly string[]
  /** False: it stands beside the service that leads already (Q54). Alone it leads in any case. */
  readonly leads?: boolean
  /** The seal of the preview that was read before; null where none was. */
  readonly seen?: string | null
}
