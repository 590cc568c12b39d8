/** How a demo telephone is answered: by hand on `/dev/telefoni`, late, twice, or never. */
export const BEHAVIOURS = ['ask', 'late', 'twice', 'never'] as const
export type Behaviour = (typeof BEHAVIOURS)[number]

/** A call or a message that has come to a demo telephone. */
export type Call = {
  readonly key: string
  readonly kind: 'voice' | 'sms' | 'push' | 'connect'
  readonly to: string
  readonly text: string
  readonly state: 'ringing' | 'answered' | 'unanswered' | 'hung-up' | 'over' | 'arrived'
  readonly at: string
  /** What was said to whoever answered. */
  readonly said: string | null
}

export type FromTelephones = { readonly kind: 'ready'; readonly port: number }
/** Where reports go. */
export type ToTelephones = { readonly address: string }
