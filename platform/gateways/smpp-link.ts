import { connect, PDU, type Pdu, type Session } from 'smpp'
import type { SmppOptions } from './smpp-url.ts'

const ANSWER_MS = 5000
const CONNECT_MS = 10_000
/** Who sends waits so long for a line that is on its way. */
const BOUND_MS = 2000
const ENQUIRE_MS = 30_000
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 60_000
const VERSION = 0x34

/** The answer of the centre for what it did not take, and may take when it is asked again. */
export const TEMPORARY_FAULT = 0x64

/** The line to a message centre: connected and bound, or on its way to be. */
export type SmppLink = {
  /** Asks the centre; undefined when it does not answer in time or the line breaks. */
  readonly ask: (command: string, fields: Readonly<Record<string, unknown>>) => Promise<Answer>
  /** Says goodbye and connects no more. */
  readonly close: () => Promise<void>
}

/** `away`: there is no line, so the centre was not asked. */
export type Answer = Pdu | undefined | 'away'

type Wire = { readonly session: Session; isBound: boolean; readonly ends: Set<() => void> }

/**
 * Keeps one line to the centre: binds, looks every half minute whether it still lives, and connects again after a wait
 * that grows. `met` is given each message of the centre and answers the status of the reply.
 */
export function openLink(options: SmppOptions, met: (pdu: Pdu) => Promise<number>): SmppLink {
  let wire: Wire | undefined
  let timer: NodeJS.Timeout | undefined
  let wait = FIRST_WAIT_MS
  let isClosed = false
  let bound = Promise.withResolvers<void>()

  const open = (): void => {
    const { host, port, tls } = options
    // A name is sent only where it is one: the protocol knows none for addresses.
    const name = tls && !/^[\d.]+$|:/u.test(host) ? { servername: host } : {}
    const session = connect({ host, port, tls, ...name })
    const fresh: Wire = { session, isBound: false, ends: new Set() }
    wire = fresh
    session.socket.setTimeout(CONNECT_MS)
    // One listener for both silences: a second one would leave the first in force, which ends the line.
    session.socket.on('timeout', () => {
      if (fresh.isBound) void enquire(fresh)
      else session.destroy()
    })
    session.on(tls ? 'secureConnect' : 'connect', () => void bind(fresh))
    // After it the socket closes, and that is seen below.
    session.on('error', () => session.destroy())
    session.on('close', () => lost(fresh))
    session.on('pdu', (pdu: Pdu) => void answer(fresh, pdu))
  }

  const bind = async (own: Wire): Promise<void> => {
    const { systemId: system_id, password, systemType: system_type } = options
    const version = { interface_version: VERSION }
    const reply = await askOn(own, 'bind_transceiver', {
      system_id,
      password,
      system_type,
      ...version,
    })
    if (reply?.command_status !== 0) {
      own.session.destroy()
      return
    }
    own.isBound = true
    own.session.socket.setTimeout(ENQUIRE_MS)
    wait = FIRST_WAIT_MS
    bound.resolve()
  }

  const enquire = async (own: Wire): Promise<void> => {
    if ((await askOn(own, 'enquire_link', {})) === undefined) own.session.destroy()
  }

  const lost = (own: Wire): void => {
    for (const end of own.ends) end()
    if (own.isBound) bound = Promise.withResolvers<void>()
    own.isBound = false
    if (isClosed || wire !== own) return
    wire = undefined
    timer = setTimeout(open, wait)
    wait = Math.min(2 * wait, LONGEST_WAIT_MS)
  }

  const answer = async (own: Wire, pdu: Pdu): Promise<void> => {
    const { command, session } = { command: pdu.command, session: own.session }
    if (command.endsWith('_resp') || command === 'generic_nack') return
    const isMessage = command === 'deliver_sm' || command === 'data_sm'
    const command_status = isMessage ? await met(pdu) : 0
    session.send(pdu.response(command === 'unknown' ? {} : { command_status }))
    if (command === 'unbind') session.destroy()
  }

  open()
  return {
    async ask(command, fields) {
      await Promise.race([bound.promise, after(BOUND_MS)])
      return wire?.isBound ? await askOn(wire, command, fields) : 'away'
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      const own = wire
      if (own?.isBound) await askOn(own, 'unbind', {})
      own?.session.destroy()
    },
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms).unref())
}

function askOn(
  { session, ends }: Wire,
  command: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<Pdu | undefined> {
  return new Promise((resolve) => {
    const end = (pdu?: Pdu): void => {
      clearTimeout(timer)
      ends.delete(gone)
      resolve(pdu)
    }
    const gone = (): void => end()
    const timer = setTimeout(gone, ANSWER_MS)
    ends.add(gone)
    if (!session.send(new PDU(command, fields), end)) gone()
  })
}
