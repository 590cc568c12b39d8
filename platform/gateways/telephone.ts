import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a provider is asked to do: ring and read the words, or bring them as a message. No name and no place. */
export type TelephoneMessage = {
  readonly kind: 'voice' | 'sms' | 'push'
  /** E.164. */
  readonly to: string
  readonly text: string
}

/**
 * What a provider is asked to do for a person who calls: ring `from` first and, once that is answered, ring `to`, which
 * sees the number `show`. Nothing rings after `until`. All three numbers are E.164. With `joins`, the key of such a call in
 * which two speak, only `to` rings, and whoever takes it hears both and is heard by both: a conference of three.
 */
export type ConnectOrder = {
  readonly kind: 'connect'
  readonly from: string
  readonly to: string
  readonly show: string
  /** ISO. */
  readonly until: string
  readonly joins?: string
}

/**
 * The port for calls and messages to telephones. `key` is the same at every attempt, so that a provider rings once;
 * what comes of it is reported later with the same key.
 */
export type TelephoneGateway = {
  readonly send: (message: TelephoneMessage, key: string) => Promise<void>
  /** Puts two telephones in touch. Whoever asked waits for it: it is tried once. */
  readonly connect: (order: ConnectOrder, key: string) => Promise<void>
  /** Ends the call of this key: it rings no more, and does not begin to. Of a call that is over it does nothing. */
  readonly hangUp: (key: string) => Promise<void>
  /** Shows notices on telephones as well, as those of the demo do: who has no device of their own gets one there. */
  readonly showsNotices?: true
  /** Judges that a report comes from the provider. */
  readonly isSigned: (report: TelephoneReport, signature: string) => boolean
}

/**
 * What a provider reports of a call or a message. The `own-` events and `answered`, `ended` belong to two telephones put
 * in touch: whoever asked for the call has answered or not; the one called has answered; the call is over.
 */
export const TELEPHONE_EVENTS = [
  'delivered',
  'pressed',
  'no-answer',
  'busy',
  'failed',
  'own-answered',
  'own-no-answer',
  'answered',
  'ended',
] as const
export type TelephoneReport = {
  readonly key: string
  readonly event: (typeof TELEPHONE_EVENTS)[number]
  /** The key that was pressed; empty when none was. */
  readonly digit: string
  /** When, ISO. */
  readonly at: string
}

/** Signs text with the secret that both sides know. */
export function signText(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}

/** The text of a report that is signed. */
export function reportText({ key, event, digit, at }: TelephoneReport): string {
  return [key, event, digit, at].join('\n')
}

/** True when the signature is that of the text. */
export function isSignatureOf(secret: string, text: string, signature: string): boolean {
  const expected = Buffer.from(signText(secret, text))
  const given = Buffer.from(signature)
  return expected.length === given.length && timingSafeEqual(expected, given)
}
