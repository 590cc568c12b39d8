/** A municipality of the map: rings of [longitude, latitude], none where no boundary was imported. */
export type Outline = {
  readonly code: string
  readonly rings: readonly (readonly (readonly [number, number])[])[]
}

/** Where a point lies, as far as simplified boundaries can say it. */
export type Lies = {
  /** The municipality whose boundary holds the point; null outside all, or without boundaries. */
  readonly inside: string | null
  /** Others so near that only a person can say: simplified boundaries err by hundreds of metres. */
  readonly near: readonly string[]
}

/** Metres within which a simplified boundary decides nothing. */
const DOUBT = 400
const METRES = 111_320

/** Which municipality a point lies in, and which others it may lie in. */
export function whereLies(
  point: { readonly latitude: number; readonly longitude: number },
  outlines: readonly Outline[],
): Lies {
  const inside = outlines.find((one) => holds(one, point.longitude, point.latitude))?.code ?? null
  const near = outlines
    .filter(
      (one) => one.code !== inside && distanceTo(one, point.longitude, point.latitude) < DOUBT,
    )
    .map((one) => one.code)
  return { inside, near }
}

/** No municipality reaches so many metres from its middle. */
const REACH = 40_000

/** The municipality that a point outside all of them is nearest to; undefined where it may lie in one of them. */
export function outsideOf(
  point: { readonly latitude: number; readonly longitude: number },
  outlines: readonly (Outline & { readonly latitude: number; readonly longitude: number })[],
): { readonly code: string; readonly km: number } | undefined {
  const { inside, near } = whereLies(point, outlines)
  if (inside !== null || near.length > 0) return undefined
  const all = outlines.map((one) => ({ one, metres: metresTo(one, point) }))
  // Of one without a boundary only the middle is known.
  if (all.some(({ one, metres }) => one.rings.length === 0 && metres < REACH)) return undefined
  const nearest = all.toSorted((a, b) => a.metres - b.metres)[0]
  return nearest && { code: nearest.one.code, km: Math.max(1, Math.round(nearest.metres / 1000)) }
}

function metresTo(
  one: Outline & { readonly latitude: number; readonly longitude: number },
  { latitude, longitude }: { readonly latitude: number; readonly longitude: number },
): number {
  if (one.rings.length > 0) return distanceTo(one, longitude, latitude)
  const flat = Math.cos((latitude * Math.PI) / 180)
  return Math.hypot((one.longitude - longitude) * flat, one.latitude - latitude) * METRES
}

/** Even and odd: a ring within another is a hole. */
function holds({ rings }: Outline, x: number, y: number): boolean {
  let isInside = false
  for (const ring of rings) {
    for (const [at, [x1, y1]] of ring.entries()) {
      const [x2, y2] = ring[at + 1] ?? [x1, y1]
      const isCrossed = y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1
      if (isCrossed) isInside = !isInside
    }
  }
  return isInside
}

/** Metres from a point to the nearest line of a boundary. */
function distanceTo({ rings }: Outline, x: number, y: number): number {
  const flat = Math.cos((y * Math.PI) / 180)
  let best = Number.POSITIVE_INFINITY
  for (const ring of rings) {
    for (const [at, [ax, ay]] of ring.entries()) {
      const [bx, by] = ring[at + 1] ?? [ax, ay]
      const from = [(ax - x) * flat, ay - y] as const
      best = Math.min(best, distance(from, [(bx - x) * flat, by - y]))
    }
  }
  return best * METRES
}

/** From the origin to a line between two points. */
function distance(
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
): number {
  const [dx, dy] = [x2 - x1, y2 - y1]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, -(x1 * dx + y1 * dy) / length))
  return Math.hypot(x1 + along * dx, y1 + along * dy)
}

/** A point moved by metres to the north and to the east. */
export function moved(
  point: { readonly latitude: number; readonly longitude: number },
  north: number,
  east: number,
) {
  const flat = Math.cos((point.latitude * Math.PI) / 180)
  return {
    latitude: point.latitude + north / METRES,
    longitude: point.longitude + east / (METRES * flat),
  }
}
