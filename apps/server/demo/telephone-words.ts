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
/** Where reports go; which of the service's numbers the exchange brings calls to. */
export type ToTelephones = { readonly address?: string; readonly lines?: readonly Line[] }

/** A number of the service: the territory's name, and the token by which the exchange is known there. */
export type Line = { readonly name: string; readonly token: string }

/** Somebody who calls a number of the service. */
export type Caller = {
  readonly key: string
  readonly line: string
  /** As it was typed; empty: it does not show. */
  readonly number: string
  readonly at: string
  readonly state: 'calling' | 'speaking' | 'over'
  /** What the caller hears. */
  readonly heard: string
}
