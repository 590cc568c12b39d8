import type { TelephoneMessage } from './telephone.ts'

/** What a provider can say of a message or a call. `delivered` is neither seen nor answered. */
export const HEARD_EVENTS = ['delivered', 'pressed', 'no-answer', 'busy', 'failed'] as const
export type HeardEvent = (typeof HEARD_EVENTS)[number]

/** What came of a message or a call; `digit`: the key that was pressed, empty when none was. */
export type Heard = { readonly event: HeardEvent; readonly digit: string }

/** The same of what the provider knows by a name of its own. */
export type NamedReport = Heard & { readonly name: string }

/** What a messenger can carry. */
export type MessengerChannel = 'voice' | 'sms'

/**
 * A provider that carries messages or calls by a protocol of its own. What it says later of one of them comes under the
 * names it gave when it took it: one for each part of a long message.
 */
export type Messenger = {
  /** Keeps its names apart from those of others; lasts as long as the installation. */
  readonly id: string
  readonly channel: MessengerChannel
  /** Hands it over and answers the provider's names of it; none where it gives none. */
  readonly send: (message: TelephoneMessage, key: string) => Promise<readonly string[]>
  /** Ends a call that may still ring; where it is absent the call rings to its end. */
  readonly hangUp?: (names: readonly string[]) => Promise<void>
  /** Begins to listen; what is heard has to be kept before the provider is thanked for it. */
  readonly start?: (hear: (report: NamedReport) => Promise<void>) => void
  /** Asks the provider what came of it, where it does not report by itself. */
  readonly asking?: Asking
  /** Reads what the provider reports over HTTP. */
  readonly reports?: Reports
  /** Waits for what is being handed over, and says goodbye. */
  readonly stop?: () => Promise<void>
}

/** How a provider is asked what came of a message. */
export type Asking = {
  readonly everySeconds: number
  /** For so long after the message has left. */
  readonly forMinutes: number
  readonly ask: (name: string) => Promise<Heard | undefined>
}

/** A report over HTTP as it came. */
export type ReportRequest = {
  readonly header: (name: string) => string
  readonly body: Uint8Array
}

/** A report that was read: of which message, by its key or by the provider's name of it; without `heard`, nothing new. */
export type ReadReport = {
  readonly about: { readonly key: string } | { readonly name: string }
  readonly heard: Heard | undefined
}

export type Reports = {
  /** True where each message has an address of its own to report to, which is the proof. */
  readonly isByLink: boolean
  /** Undefined when it does not come from the provider; `key`: the message whose address it came to. */
  readonly read: (request: ReportRequest, key: string | undefined) => ReadReport | undefined
  /** What is answered: what is to be said to whoever is on the line, in the provider's own form. */
  readonly reply: (say: string | null) => { readonly type: string; readonly body: string }
}
