import type { Subscription } from '#platform/gateways/push.ts'

/** How the push service of a test treats a device. */
export type Manner =
  | { readonly kind: 'takes' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'late'; readonly ms: number }
  /** Takes the next one and closes the line before it says so. */
  | { readonly kind: 'loses-answer' }
  | {
      readonly kind: 'refuses'
      readonly status: number
      /** The `retry-after` it asks for. */
      readonly after?: string
      /** Where a redirect leads. */
      readonly to?: string
    }

/** A notice as the device reads it, with what the service was told of it. */
export type Received = {
  readonly device: string
  readonly payload: string
  readonly contact: string
  readonly bytes: number
  readonly ttl: number
  readonly urgency: string
  readonly topic: string
}

/** What a test asks of the service. */
export type Asked =
  | { readonly kind: 'device'; readonly publicKey: string }
  | { readonly kind: 'behave'; readonly device: string; readonly manner: Manner }
  | { readonly kind: 'received' }

/** What it answers. */
export type Told =
  | { readonly kind: 'ready'; readonly port: number }
  | { readonly kind: 'made'; readonly subscription: Subscription }
  | { readonly kind: 'done' }
  | { readonly kind: 'received'; readonly received: readonly Received[] }
