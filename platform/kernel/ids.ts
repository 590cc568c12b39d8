/** A string that only its own kind may stand in for. */
export type Brand<T extends string, B extends string> = T & { readonly __brand: B }

export type TerritoryId = Brand<string, 'TerritoryId'>
export type StaffId = Brand<string, 'StaffId'>
export type SessionId = Brand<string, 'SessionId'>
export type BodyId = Brand<string, 'BodyId'>
export type OfficeId = Brand<string, 'OfficeId'>
export type InterventionId = Brand<string, 'InterventionId'>
export type ReportId = Brand<string, 'ReportId'>
export type ContactId = Brand<string, 'ContactId'>
export type EventId = Brand<string, 'EventId'>

/** Where ids and secrets take their bytes from: injected, so that a simulation can be repeated. */
export type Random = (bytes: number) => Uint8Array

const HEX = '0123456789abcdef'

function hex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += `${HEX.charAt(byte >> 4)}${HEX.charAt(byte & 15)}`
  return text
}

/**
 * A UUID version 7 (RFC 9562): 48 bits of milliseconds, then random bits.
 * Ids grow with time, so indexes stay compact on every PostgreSQL from 15 on.
 */
export function uuid7<T extends string = string>(now: Temporal.Instant, random: Random): T {
  const bytes = new Uint8Array(16)
  bytes.set(random(10), 6)
  let rest = now.epochMilliseconds
  for (let at = 5; at >= 0; at -= 1) {
    bytes[at] = rest % 256
    rest = Math.floor(rest / 256)
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const h = hex(bytes)
  const text = `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`
  return text as T
}
