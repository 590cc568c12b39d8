const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu
const GROUPS_OF_NETWORK = 4

/**
 * Whom an address counts for: an IPv4 address is one peer, but an IPv6 line has 2^64 addresses, so its whole /64 is
 * (RFC 4291, 2.5.4); else one machine would never meet a limit.
 */
export function peerOf(address: string | undefined): string {
  // Who hung up before being answered has no address any more, whatever the types of the server say.
  if (address === undefined) return ''
  const mapped = MAPPED.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!address.includes(':')) return address
  const [before = '', after] = address.split('::')
  const head = groupsOf(before)
  const tail = groupsOf(after ?? '')
  const zeros = after === undefined ? 0 : Math.max(8 - head.length - tail.length, 0)
  const all = [...head, ...Array<string>(zeros).fill('0'), ...tail]
  return `${all.slice(0, GROUPS_OF_NETWORK).join(':')}::/64`
}

function groupsOf(text: string): string[] {
  if (text === '') return []
  return text.split(':').map((group) => Number.parseInt(group, 16).toString(16))
}
