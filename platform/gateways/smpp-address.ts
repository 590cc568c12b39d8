/** An address of the protocol: what kind of number it is, by which plan, and its text. */
export type SmppAddress = {
  readonly ton: number
  readonly npi: number
  readonly text: string
}

const INTERNATIONAL = 1
const NETWORK_SPECIFIC = 3
const ALPHANUMERIC = 5
const ISDN = 1
/** No longer number is a short one of the operators. */
const SHORT_DIGITS = 6

/** Writes a number in E.164, a short number or a name as an address; empty: the centre puts its own. */
export function smppAddress(text: string): SmppAddress {
  if (text === '') return { ton: 0, npi: 0, text }
  if (/^\+\d+$/u.test(text)) return { ton: INTERNATIONAL, npi: ISDN, text: text.slice(1) }
  if (!/^\d+$/u.test(text)) return { ton: ALPHANUMERIC, npi: 0, text }
  return text.length <= SHORT_DIGITS
    ? { ton: NETWORK_SPECIFIC, npi: 0, text }
    : { ton: INTERNATIONAL, npi: ISDN, text }
}
