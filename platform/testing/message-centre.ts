import { createServer, PDU, type Pdu, type Session } from 'smpp'

// A message centre in a process of its own: it speaks SMPP, and does to each message what it is told.

/** What the centre does with the next message that it is asked to bring. */
export type CentreDoes =
  | 'takes'
  | 'throttles'
  | 'is-full'
  | 'refuses'
  | 'says-nothing'
  | 'answers-twice'
  | 'cuts'
  | 'receipt-first'

/** A message as it came. */
export type Submitted = {
  readonly id: string
  readonly to: string
  readonly from: string
  readonly fromKind: number
  readonly coding: number
  readonly kind: number
  readonly wantsReceipt: number
  /** The bytes as they came, in hexadecimal. */
  readonly header: string
  readonly text: string
}

export type ToCentre =
  | { readonly do: 'listen'; readonly port: number; readonly key?: string; readonly cert?: string }
  | { readonly do: 'next'; readonly with: readonly CentreDoes[] }
  | {
      readonly do: 'receipt'
      readonly id: string
      readonly word: string
      readonly by: 'text' | 'fields'
    }
  | { readonly do: 'write'; readonly text: string }
  | { readonly do: 'hang-up' }
  | { readonly do: 'close' }

export type FromCentre =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'bound'; readonly as: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'submitted'; readonly message: Submitted }
  | { readonly kind: 'thanked'; readonly status: number }
  | { readonly kind: 'unbound' }
  | { readonly kind: 'done' }

const PASSWORD = 'segreta'
const STATUS = { throttles: 0x58, 'is-full': 0x14, refuses: 0x0b } as const
const STATES: Readonly<Record<string, number>> = { DELIVRD: 2, UNDELIV: 5, ENROUTE: 1 }
const RECEIPT = 0x04

let next: CentreDoes[] = []
let number = 0
const bound = new Set<Session>()
let server: ReturnType<typeof createServer> | undefined

const say = (message: FromCentre): void => void process.send?.(message)

function met(session: Session): void {
  session.on('error', () => session.destroy())
  session.on('close', () => {
    if (bound.delete(session)) say({ kind: 'gone' })
  })
  session.on('bind_transceiver', (pdu: Pdu) => {
    const isKnown = pdu.password === PASSWORD
    session.send(pdu.response(isKnown ? { system_id: 'CENTRO' } : { command_status: 0x0e }))
    if (isKnown) bound.add(session)
    say(isKnown ? { kind: 'bound', as: pdu.system_id ?? '' } : { kind: 'refused' })
  })
  session.on('enquire_link', (pdu: Pdu) => session.send(pdu.response()))
  session.on('unbind', (pdu: Pdu) => {
    session.send(pdu.response())
    say({ kind: 'unbound' })
  })
  session.on('submit_sm', (pdu: Pdu) => take(session, pdu))
}

function take(session: Session, pdu: Pdu): void {
  number += 1
  const id = `m-${number}`
  say({ kind: 'submitted', message: submitted(id, pdu) })
  const does = next.shift() ?? 'takes'
  if (does === 'says-nothing') return
  if (does === 'cuts') return session.destroy()
  if (does === 'throttles' || does === 'is-full' || does === 'refuses') {
    session.send(pdu.response({ command_status: STATUS[does] }))
    return
  }
  if (does === 'receipt-first') receipt(session, id, 'DELIVRD', 'fields')
  session.send(pdu.response({ message_id: id }))
  if (does === 'answers-twice') session.send(pdu.response({ message_id: id }))
}

function submitted(id: string, pdu: Pdu): Submitted {
  const { header, text } = contentOf(pdu.short_message)
  const whole = contentOf(pdu.message_payload)
  return {
    id,
    to: pdu.destination_addr ?? '',
    from: pdu.source_addr ?? '',
    fromKind: pdu.source_addr_ton ?? -1,
    coding: pdu.data_coding ?? -1,
    kind: pdu.esm_class ?? -1,
    wantsReceipt: pdu.registered_delivery ?? -1,
    header,
    text: text || whole.text,
  }
}

function contentOf(value: unknown): { readonly header: string; readonly text: string } {
  if (typeof value !== 'object' || value === null) return { header: '', text: '' }
  const text = 'message' in value && typeof value.message === 'string' ? value.message : ''
  const parts = 'udh' in value && Array.isArray(value.udh) ? value.udh : []
  return { header: parts.map((part) => Buffer.from(part).toString('hex')).join(' '), text }
}

function receipt(session: Session, id: string, word: string, by: 'text' | 'fields'): void {
  const text = `id:${id} sub:001 dlvrd:001 submit date:2611210140 done date:2611210141 stat:${word} err:000 text:`
  const fields =
    by === 'text'
      ? { short_message: text }
      : { receipted_message_id: id, message_state: STATES[word] ?? 0 }
  bring(session, { esm_class: RECEIPT, ...fields })
}

function bring(session: Session, fields: Readonly<Record<string, unknown>>): void {
  session.send(new PDU('deliver_sm', fields), (pdu) =>
    say({ kind: 'thanked', status: pdu.command_status }),
  )
}

function obey(order: ToCentre): void {
  const [session] = bound
  if (order.do === 'next') next = [...order.with]
  if (order.do === 'receipt' && session) receipt(session, order.id, order.word, order.by)
  if (order.do === 'write' && session) bring(session, { short_message: order.text })
  if (order.do === 'hang-up') for (const one of bound) one.destroy()
  if (order.do === 'close') server?.close()
}

process.on('disconnect', () => process.exit(0))
process.on('message', (order: ToCentre) => {
  if (order.do !== 'listen') {
    obey(order)
    say({ kind: 'done' })
    return
  }
  const { key, cert } = order
  server = createServer(key && cert ? { key, cert } : {}, met)
  server.listen(order.port, '127.0.0.1', () => {
    const at = server?.address()
    say({ kind: 'listening', port: typeof at === 'object' && at !== null ? at.port : 0 })
  })
})
