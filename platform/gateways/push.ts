import { BlockList, isIP, isIPv6 } from 'node:net'

/** What a browser gives out so that it can be sent notices: where, and by which keys they are encrypted for it. */
export type Subscription = {
  readonly endpoint: string
  readonly keys: { readonly p256dh: string; readonly auth: string }
}

/** A notice to one device. The payload has no name, no place and no need; only the device can read it. */
export type PushMessage = {
  readonly subscription: Subscription
  readonly payload: string
  /** A newer notice of the same topic takes the place of one that still waits for the device. */
  readonly topic: string
}

/** The port for notices to devices, by the push service of their browser. */
export type PushGateway = {
  /** With which a browser makes a subscription that only this installation can use. */
  readonly publicKey: string
  /** Whether notices may be sent to this address, which a browser has named. */
  readonly accepts: (endpoint: string) => boolean
  /** Gives the notice to the push service, which keeps it no longer than this for a device that is away. */
  readonly send: (message: PushMessage, keepSeconds: number) => Promise<void>
}

/** The codes with which a push service says that a subscription is no more. */
export const GONE_CODES: readonly string[] = ['push-404', 'push-410']

const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]']
const MOST_LETTERS = 1000
/** Names that only stand for machines of a network of one's own. */
const OWN_NAMES = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|test|arpa)$/u

/**
 * Whether an address that a browser has named may be a push service: https on the usual port, a name of the public
 * network, no password. On the loopback also http, for tests. Where a name leads to is asked again at each sending.
 */
export function isPushEndpoint(text: string, onLoopback: boolean): boolean {
  if (text.length > MOST_LETTERS || !URL.canParse(text)) return false
  const url = new URL(text)
  if (`${url.username}${url.password}${url.hash}` !== '') return false
  if (onLoopback && LOOPBACK.includes(url.hostname)) return /^https?:$/u.test(url.protocol)
  const host = url.hostname.replace(/\.$/u, '')
  const isName = host.includes('.') && isIP(host) === 0 && !host.startsWith('[')
  return url.protocol === 'https:' && url.port === '' && isName && !OWN_NAMES.test(host)
}

const OWN_NETWORKS = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const

const closed = new BlockList()
for (const [network, bits] of OWN_NETWORKS) closed.addSubnet(network, bits, 'ipv4')
// Ways by which an address of version 4 is written as one of version 6, and addresses for examples.
closed.addSubnet('2001::', 32, 'ipv6')
closed.addSubnet('2001:db8::', 32, 'ipv6')
closed.addSubnet('2002::', 16, 'ipv6')

const publicOfSix = new BlockList()
publicOfSix.addSubnet('2000::', 3, 'ipv6')

/** True for an address of the public network: what stands in a network of one's own is never asked. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false
  if (!isIPv6(address)) return !closed.check(address, 'ipv4')
  return publicOfSix.check(address, 'ipv6') && !closed.check(address, 'ipv6')
}
