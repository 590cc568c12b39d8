import type * as z from 'zod'
import type { RegisterBody } from '#contexts/intake/contract.ts'
import type {
  DisclosureBody,
  LogContactBody,
  VerificationBody,
} from '#contexts/intake/contract-contact.ts'
import type { CloseBody } from '#contexts/interventions/contract.ts'
import type { EmergencyCallInput } from '#contexts/triage/contract.ts'
import type { FileDeed } from './file-deed.ts'
import type { PaperDeed } from './paper-deed.ts'
import type { DemoFacility, PlaceDeed } from './place-deed.ts'

type Registration = z.input<typeof RegisterBody>

/** What was said on the telephone. */
export type Told = Registration['content']
/** A class with why and what was offered instead. */
export type Decided = {
  readonly classKey: string
  readonly reason?: string
  readonly offered?: string
}
type Service = EmergencyCallInput['service']
type Verified = Omit<z.input<typeof VerificationBody>, 'contactId'>

/** What somebody does. */
export type Deed =
  | { readonly does: 'answer' | 'confirm' | 'release' }
  | { readonly does: 'note'; readonly text: string }
  | { readonly does: 'hand-on'; readonly to: string; readonly reason: string }
  | { readonly does: 'reject'; readonly reason: string }
  | ({ readonly does: 'decide' } & Decided)
  | { readonly does: 'call'; readonly service: Service; readonly reference?: string }
  | {
      readonly does: 'close'
      readonly outcome: z.input<typeof CloseBody>['outcome']
      readonly reason: string
    }
  | { readonly does: 'complete'; readonly fields: Told }
  | ({ readonly does: 'verify' } & Verified)
  | FileDeed
  | PaperDeed
  | PlaceDeed

/** A deed `after` so many minutes from the report; `by`: the mailbox of a demo person, before the @. */
export type Step = { readonly after: number; readonly by: string } & Deed

/** One report of the night and what became of it. */
export type Story = {
  readonly name: string
  readonly by: string
  /** Minutes before the moment of start at which the call began. */
  readonly ago: number
  /** Minutes until it was saved: 3 when not said. */
  readonly lasts?: number
  readonly channel?: Registration['channel']
  readonly isDropped?: boolean
  readonly told: Told
  readonly decided?: Decided
  readonly called?: readonly { readonly service: Service; readonly reference?: string }[]
  readonly next?: readonly Step[]
}

/** A call that was no report. */
export type PlainCall = {
  readonly name: string
  readonly by: string
  readonly ago: number
  readonly contact: Omit<z.input<typeof LogContactBody>, 'startedAt' | 'territoryId'>
}

/** Somebody wanted to be told something. */
export type Asking = {
  readonly name: string
  readonly by: string
  readonly ago: number
  readonly request: Omit<z.input<typeof DisclosureBody>, 'contactId' | 'territoryId'>
  readonly verified?: Verified & { readonly after: number }
}

/** What is being written at this moment, for its writer alone. */
export type Unfinished = {
  readonly name: string
  readonly by: string
  readonly ago: number
  readonly content: Readonly<Record<string, unknown>>
}

/** Who hands the desk on, and to whom. `isRead`: who came has confirmed. */
export type DemoDesk = { readonly leaves: string; readonly comes: string; readonly isRead: boolean }

/** The night of one territory. `duringClosing`: nobody of it works while offices are open. */
export type Night = {
  readonly duringClosing: boolean
  readonly stories: readonly Story[]
  readonly calls: readonly PlainCall[]
  readonly askings: readonly Asking[]
  readonly unfinished: readonly Unfinished[]
  /** The coordinator who keeps the facilities, and what they are. */
  readonly keeper: string
  /** Whose consegne are there; unset where nobody sits at a desk. */
  readonly desk?: DemoDesk
  readonly facilities: readonly DemoFacility[]
}
