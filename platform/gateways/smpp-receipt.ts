import type { Pdu } from 'smpp'
import type { HeardEvent, NamedReport } from './messenger.ts'

/** The bits that say what a message to us is, and their value for a receipt of the message centre. */
const KIND_BITS = 0x3c
const RECEIPT = 0x04

const BY_STATE: Readonly<Record<number, HeardEvent>> = {
  2: 'delivered',
  3: 'failed',
  4: 'failed',
  5: 'failed',
  8: 'failed',
}

const BY_WORD: Readonly<Record<string, HeardEvent>> = {
  DELIVRD: 'delivered',
  EXPIRED: 'failed',
  DELETED: 'failed',
  UNDELIV: 'failed',
  REJECTD: 'failed',
}

/**
 * What a message of the centre says of one of ours, by its fields or else by its text. Undefined of what is no receipt:
 * anybody can write an SMS that looks like one, so only the kind that the centre gives counts. `heard: undefined`: a
 * receipt that says nothing final.
 */
export function receiptOf(pdu: Pdu): { readonly report: NamedReport | undefined } | undefined {
  if (((pdu.esm_class ?? 0) & KIND_BITS) !== RECEIPT) return undefined
  const text = textOf(pdu.short_message) || textOf(pdu.message_payload)
  const name = (pdu.receipted_message_id ?? /\bid:\s*(\S+)/iu.exec(text)?.[1] ?? '').trim()
  const word = /\bstat:\s*([a-z]+)/iu.exec(text)?.[1] ?? ''
  const event =
    pdu.message_state === undefined ? BY_WORD[word.toUpperCase()] : BY_STATE[pdu.message_state]
  const report = name !== '' && event !== undefined ? { name, event, digit: '' } : undefined
  return { report }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (Buffer.isBuffer(value)) return value.toString('latin1')
  return typeof value === 'object' && value !== null && 'message' in value
    ? textOf(value.message)
    : ''
}
