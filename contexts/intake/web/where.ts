import type { PlaceSuggestion } from '#contexts/territory/contract-where.ts'
import { readPoint, rounded } from '#contexts/territory/model-coordinates.ts'
import type { Form } from './form.ts'

type Change = Partial<Form>
type Point = { readonly latitude: number; readonly longitude: number }

/** A place without its point. */
export const NO_POINT = {
  latitude: null,
  longitude: null,
  placePrecision: null,
  placeSource: null,
  placeCode: null,
} as const satisfies Change

/** True when the form has a whole point. */
export function hasPoint(form: Form): form is Form & Point {
  return form.latitude !== null && form.longitude !== null
}

/** A suggestion that was chosen: words, municipality and, where it is known, the point. */
export function chosen(one: PlaceSuggestion): Change {
  const words = { placeText: one.text, municipality: one.municipality, placeUnknown: false }
  if (one.latitude === null || one.longitude === null) return { ...NO_POINT, ...words }
  return {
    ...words,
    latitude: rounded(one.latitude),
    longitude: rounded(one.longitude),
    placePrecision: one.precision,
    placeSource: 'register',
    placeCode: one.code,
  }
}

/** A point shown by hand: the words that were said stay as they are. */
export function pinned(point: Point): Change {
  return {
    latitude: rounded(point.latitude),
    longitude: rounded(point.longitude),
    placePrecision: 'by-hand',
    placeSource: 'map',
    placeCode: null,
    placeUnknown: false,
  }
}

/** Letters that come at once were pasted, not typed. */
const PASTED = 6
const LINK = /(?:https?:\/\/|geo:|www\.)\S+/iu

/**
 * What follows from words typed or pasted. Coordinates are taken as the point; a point that came with other words
 * goes with them (`base`: the words that it came with), one from the map stays.
 */
export function written(form: Form, text: string, base: string): Change {
  const read = readPoint(text)
  if (read !== undefined && 'point' in read) {
    const { from, ...point } = read.point
    const isPasted = text.length - form.placeText.length >= PASTED
    return {
      ...point,
      placeText: from === 'link' && isPasted ? withoutLink(text, point) : text,
      placePrecision: 'given',
      placeSource: from,
      placeCode: null,
      placeUnknown: false,
    }
  }
  const isOfWords = form.placeSource !== null && form.placeSource !== 'map'
  return isOfWords && !text.startsWith(base)
    ? { ...NO_POINT, placeText: text }
    : { placeText: text }
}

/** A link is long and says nothing to who reads: its point stands for it, beside the words around it. */
function withoutLink(text: string, { latitude, longitude }: Point): string {
  const around = text.replace(LINK, '').trim()
  return around === '' ? `${latitude}, ${longitude}` : `${around} (${latitude}, ${longitude})`
}

/** Another municipality than that of the street that was chosen: its point is not there. */
export function elsewhere(form: Form, municipality: string | null): Change {
  const isOfStreet = form.placeSource === 'register' && municipality !== form.municipality
  return isOfStreet ? { ...NO_POINT, municipality } : { municipality }
}
