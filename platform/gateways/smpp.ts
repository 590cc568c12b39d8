import { createHash } from 'node:crypto'
import type { Pdu } from 'smpp'
import { GatewayError } from './mail.ts'
import type { Messenger, NamedReport } from './messenger.ts'
import { smppAddress } from './smpp-address.ts'
import { type Answer, openLink, type SmppLink, TEMPORARY_FAULT } from './smpp-link.ts'
import { receiptOf } from './smpp-receipt.ts'
import type { SmppOptions } from './smpp-url.ts'
import { smsParts, withHeader } from './sms-text.ts'

/** What the centre refuses for good (3.4, 5.1.3): asked again it would say the same, and somebody waits. */
const FINAL = new Set([
  0x01, 0x02, 0x03, 0x06, 0x07, 0x0a, 0x0b, 0x33, 0x34, 0x40, 0x42, 0x43, 0x48, 0x49, 0x50, 0x51,
  0x53, 0x54, 0x61, 0x62, 0x63, 0x65, 0x66, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4,
])
const UDH_INDICATOR = 0x40
const UCS2 = 0x08
/** A receipt is wanted whatever becomes of it. */
const FINAL_RECEIPT = 0x01

/**
 * How long the centre may take for a whole message, with all its parts and the wait for its turn: shorter than a sender has
 * it in hand, or another one would send it a second time meanwhile.
 */
export const HAND_OVER_MS = 9000

/**
 * Text messages by SMPP 3.4. What the centre has taken but could not answer for is sent again: somebody who is called
 * twice is better than somebody who is not.
 */
export function smppMessenger(options: SmppOptions): Messenger {
  let link: SmppLink | undefined
  const under = new Set<Promise<unknown>>()
  const limit = limited(options.window)

  const submit = async (fields: Fields): Promise<string> =>
    nameOf((await link?.ask('submit_sm', fields)) ?? (link ? undefined : 'away'))

  const send = async (to: string, text: string, key: string): Promise<readonly string[]> => {
    const parts = submitsOf(options, to, text, key)
    return await inTime((refuseLate) => sendAll(parts, refuseLate))
  }

  const sendAll = async (parts: readonly Fields[], refuseLate: () => void) => {
    const all = parts.map((one) =>
      limit(async () => {
        refuseLate()
        return await submit(one)
      }),
    )
    const settled = await Promise.allSettled(all)
    const faults = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    // One part that is refused for good says more than one that is not taken now.
    const fault = faults.find((one) => one instanceof GatewayError && !one.retryable) ?? faults[0]
    if (fault !== undefined) throw fault
    return await Promise.all(all)
  }

  return {
    id: 'smpp',
    channel: 'sms',
    async send({ to, text }, key) {
      const sending = send(to, text, key)
      under.add(sending)
      try {
        return (await sending).filter((name) => name !== '')
      } finally {
        under.delete(sending)
      }
    },
    start(hear) {
      link ??= openLink(options, (pdu) => heard(pdu, hear))
    },
    async stop() {
      await Promise.allSettled(under)
      await link?.close()
    },
  }
}

/** Gives the work up when its time is over; what it has not begun by then refuses to begin. */
async function inTime<T>(work: (refuseLate: () => void) => Promise<T>): Promise<T> {
  const late = new GatewayError('smpp-silent', true)
  let isLate = false
  const over = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    isLate = true
    over.reject(late)
  }, HAND_OVER_MS)
  const refuseLate = (): void => {
    if (isLate) throw late
  }
  try {
    return await Promise.race([work(refuseLate), over.promise])
  } finally {
    clearTimeout(timer)
  }
}

type Fields = Readonly<Record<string, unknown>>

/** What a text makes the centre be asked: once, or once for each part. */
function submitsOf(options: SmppOptions, to: string, text: string, key: string): readonly Fields[] {
  const source = smppAddress(options.from)
  const called = smppAddress(to)
  const { alphabet, parts } = smsParts(text)
  const common = {
    source_addr_ton: source.ton,
    source_addr_npi: source.npi,
    source_addr: source.text,
    dest_addr_ton: called.ton,
    dest_addr_npi: called.npi,
    destination_addr: called.text,
    registered_delivery: FINAL_RECEIPT,
    data_coding: alphabet === 'gsm' ? 0 : UCS2,
  }
  const [only] = parts
  if (parts.length === 1) return [{ ...common, short_message: Buffer.from(only ?? []) }]
  if (options.long === 'payload')
    return [{ ...common, message_payload: Buffer.concat(parts.map((part) => Buffer.from(part))) }]
  const total = parts.length
  const reference = createHash('sha256').update(key).digest()[0] ?? 0
  return parts.map((part, at) => ({
    ...common,
    esm_class: UDH_INDICATOR,
    short_message: Buffer.from(withHeader(part, { reference, total, number: at + 1 })),
  }))
}

function nameOf(answer: Answer): string {
  if (answer === 'away') throw new GatewayError('smpp-away', true)
  if (answer === undefined) throw new GatewayError('smpp-silent', true)
  const { command_status: status, message_id = '' } = answer
  if (status !== 0) throw new GatewayError(`smpp-${status.toString(16)}`, !FINAL.has(status))
  return message_id
}

/** The status of the reply: the centre keeps a receipt that could not be written down, and brings it again. */
async function heard(pdu: Pdu, hear: (report: NamedReport) => Promise<void>): Promise<number> {
  const receipt = receiptOf(pdu)
  if (receipt?.report === undefined) return 0
  try {
    await hear(receipt.report)
    return 0
  } catch {
    return TEMPORARY_FAULT
  }
}

/** Runs at most so many at once; the others wait in order. */
function limited(most: number) {
  let running = 0
  const waiting: (() => void)[] = []
  return async <T>(run: () => Promise<T>): Promise<T> => {
    if (running < most) running += 1
    else await new Promise<void>((go) => void waiting.push(go))
    try {
      return await run()
    } finally {
      // The place goes to who waits, if anybody does: nobody who comes now slips in between.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
