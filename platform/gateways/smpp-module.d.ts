/** What is used of the library `smpp`, which has no types of its own. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events'
  import type { Socket } from 'node:net'

  /** One message of the protocol; which fields it has is said by its command. */
  export type Pdu = {
    readonly command: string
    readonly command_status: number
    readonly message_id?: string
    readonly esm_class?: number
    readonly data_coding?: number
    readonly destination_addr?: string
    readonly source_addr?: string
    readonly source_addr_ton?: number
    readonly registered_delivery?: number
    readonly system_id?: string
    readonly password?: string
    readonly receipted_message_id?: string
    readonly message_state?: number
    readonly short_message?: unknown
    readonly message_payload?: unknown
    readonly response: (fields?: Readonly<Record<string, unknown>>) => Pdu
  }
  export const PDU: new (command: string, fields?: Readonly<Record<string, unknown>>) => Pdu

  export type Session = EventEmitter & {
    readonly socket: Socket
    readonly send: (pdu: Pdu, answered?: (pdu: Pdu) => void) => boolean
    readonly destroy: () => void
  }
  export function connect(options: {
    readonly host: string
    readonly port: number
    readonly tls: boolean
    readonly servername?: string
  }): Session

  export type Server = EventEmitter & {
    readonly listen: (port: number, host: string, listening: () => void) => void
    readonly address: () => { readonly port: number } | string | null
    readonly close: () => void
  }
  export function createServer(
    options: { readonly key?: string; readonly cert?: string },
    met: (session: Session) => void,
  ): Server
}
