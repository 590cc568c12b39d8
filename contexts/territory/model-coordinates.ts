/** A point as somebody gave it. */
export type GivenPoint = {
  readonly latitude: number
  readonly longitude: number
  /** `link`: read out of a link to a map. */
  readonly from: 'said' | 'link'
}

/** Why what looks like coordinates is none that can be used. */
export type PointFault = 'outside-italy' | 'short-link' | 'unreadable'

export type ReadPoint =
  | { readonly point: GivenPoint }
  | { readonly fault: PointFault }
  /** It is a place in words. */
  | undefined

/** Italy with its islands and territorial waters, generously. */
const ITALY = { south: 35.2, north: 47.2, west: 6.5, east: 18.7 } as const

/** True where Italy may be. */
export function isInItaly(latitude: number, longitude: number): boolean {
  return (
    latitude >= ITALY.south &&
    latitude <= ITALY.north &&
    longitude >= ITALY.west &&
    longitude <= ITALY.east
  )
}

const LONGEST = 600
/** Two numbers by themselves, one of them beyond this, were meant as coordinates and are none. */
const MOST_DEGREES = 180
const NUMBER = String.raw`[+-]?\d{1,3}(?:[.,]\d{1,12})?`
const EXACT = String.raw`[+-]?\d{1,3}\.\d{3,12}`

/** `41.4471, 12.6283`, `41,4471 12,6283`, `lat 41.4471 lon 12.6283`, `41.4471N 12.6283E`, `N 41.4471 E 12.6283`. */
const DECIMAL = new RegExp(
  String.raw`^(?:coordinate|gps|punto|posizione|geo)?[:\s]*(?:lat(?:itudine)?\.?[:=\s]*)?([NS])?\s*(${NUMBER})\s*°?\s*([NS])?(?:\s*[,;/|]\s*|\s+)(?:(?:lon(?:g(?:itudine)?)?|lng)\.?[:=\s]*)?([EWO])?\s*(${NUMBER})\s*°?\s*([EWO])?$`,
  'iu',
)

/** Degrees, minutes and, where they were said, seconds; the letter before or after. */
const ANGLE = String.raw`(?<!\d)(\d{1,3})\s*[°º]\s*(\d{1,2}(?:[.,]\d{1,8})?)\s*(?:['’′´]\s*(?:(\d{1,2}(?:[.,]\d{1,8})?)(?!\s*[\d°º])\s*(?:["”″]|['’′´]{2})?)?)?`
const DEGREES = new RegExp(
  String.raw`^([NS])?\s*${ANGLE}\s*([NS])?[\s,;]*([EWO])?\s*${ANGLE}\s*([EWO])?$`,
  'iu',
)

/** Where links to maps keep the point, the pin before the middle of the picture. */
const IN_LINK: readonly RegExp[] = [
  new RegExp(String.raw`!3d(${EXACT})!4d(${EXACT})`, 'u'),
  new RegExp(String.raw`[?&#]mlat=(${EXACT})&mlon=(${EXACT})`, 'u'),
  new RegExp(
    String.raw`[?&](?:q|ll|sll|query|destination|daddr|center|cp|viewpoint|coordinate)=(?:loc:)?(${EXACT})(?:,|~|\+|\s)+(${EXACT})`,
    'u',
  ),
  new RegExp(String.raw`/(?:place|search|dir)/(?:[^/]*/)*?(${EXACT}),\+?(${EXACT})`, 'u'),
  new RegExp(String.raw`@(${EXACT}),(${EXACT})`, 'u'),
  new RegExp(String.raw`#map=\d{1,2}(?:\.\d+)?/(${EXACT})/(${EXACT})`, 'u'),
  new RegExp(String.raw`^geo:(${EXACT}),(${EXACT})`, 'iu'),
]
const LINK = /^(?:https?:\/\/|geo:|(?:www|maps?)\.)\S+$/iu
const LINK_WITHIN = /(?:https?:\/\/|geo:)\S+/iu
const SHORT =
  /(?:maps\.app\.goo\.gl|goo\.gl\/maps|g\.co\/|osm\.org\/go|waze\.com\/ul\/h|w3w\.co|what3words)/iu

/**
 * Reads coordinates in the ways they are said, written or passed on: decimal degrees with point or comma, degrees and
 * minutes, the link of a map. Undefined for a place in words.
 */
export function readPoint(typed: string): ReadPoint {
  const text = typed.trim()
  if (text.length > LONGEST) return undefined
  const link = LINK.test(text) ? text : LINK_WITHIN.exec(text)?.[0]
  if (link !== undefined) return linked(link)
  return degrees(text) ?? decimal(text)
}

function linked(link: string): ReadPoint {
  const plain = decoded(link)
  for (const form of IN_LINK) {
    const [, latitude, longitude] = form.exec(plain) ?? []
    if (latitude !== undefined && longitude !== undefined)
      return checked(Number(latitude), Number(longitude), 'link')
  }
  return SHORT.test(plain) ? { fault: 'short-link' } : undefined
}

function decoded(link: string): string {
  try {
    return decodeURIComponent(link)
  } catch {
    return link
  }
}

function decimal(text: string): ReadPoint {
  const [, north, first = '', northAfter, east, second = '', eastAfter] = DECIMAL.exec(text) ?? []
  if (first === '' || second === '') return undefined
  const isNamed = [north, northAfter, east, eastAfter].some((letter) => letter !== undefined)
  // Two short numbers are a house number and something else, not a point.
  const isExact = [first, second].every((one) => /[.,]\d{2,}/u.test(one))
  const [a, b] = [numberOf(first), numberOf(second)]
  if (!isExact && !(isNamed && /\d[.,]\d/u.test(first + second)))
    return Math.max(Math.abs(a), Math.abs(b)) > MOST_DEGREES ? { fault: 'unreadable' } : undefined
  return checked(signed(a, north ?? northAfter), signed(b, east ?? eastAfter), 'said')
}

function degrees(text: string): ReadPoint {
  const found = DEGREES.exec(text)
  if (found === null) return undefined
  const [, north, d1, m1, s1, northAfter, east, d2, m2, s2, eastAfter] = found
  const latitude = signed(angle(d1, m1, s1), north ?? northAfter)
  return checked(latitude, signed(angle(d2, m2, s2), east ?? eastAfter), 'said')
}

function angle(whole = '0', minutes = '0', seconds = '0'): number {
  return numberOf(whole) + numberOf(minutes) / 60 + numberOf(seconds) / 3600
}

function numberOf(text: string): number {
  return Number(text.replace(',', '.'))
}

function signed(value: number, letter: string | undefined): number {
  // O is ovest.
  return /^[SWO]$/iu.test(letter ?? '') ? -Math.abs(value) : value
}

/** Longitude first is a slip that many programs invite: in Italy the two can be told apart. */
function checked(first: number, second: number, from: GivenPoint['from']): ReadPoint {
  const pairs = [
    [first, second],
    [second, first],
  ] as const
  for (const [latitude, longitude] of pairs) {
    if (isInItaly(latitude, longitude))
      return { point: { latitude: rounded(latitude), longitude: rounded(longitude), from } }
  }
  return { fault: 'outside-italy' }
}

/** Five decimals are a metre: more would say more than anybody knows. */
export function rounded(degrees: number): number {
  return Math.round(degrees * 100_000) / 100_000
}

/** A point as it is read aloud and printed: `41.44710, 12.62830`. */
export function pointText(point: {
  readonly latitude: number
  readonly longitude: number
}): string {
  return `${point.latitude.toFixed(5)}, ${point.longitude.toFixed(5)}`
}
