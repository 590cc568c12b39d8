import type { MapReply } from '#contexts/territory/contract-where.ts'

export type Point = { readonly latitude: number; readonly longitude: number }
export type Position = { readonly x: number; readonly y: number }

/** What the picture of a territory holds, in metres from its middle; north is up, so y grows to the south. */
export type Frame = { readonly centre: Point; readonly width: number; readonly height: number }

const METRES = 111_320
/** Width to height of the picture. */
const SHAPE = 4 / 3
const MARGIN = 1.08
/** A territory of one place still has something around it. */
const LEAST = 4_000

/** The frame that holds boundaries, middles and landmarks of a territory. */
export function frameOf({ municipalities, landmarks }: MapReply): Frame {
  const points = [
    ...municipalities.flatMap((one) => one.rings.flat()),
    ...[...municipalities, ...landmarks].map((one) => [one.longitude, one.latitude] as const),
  ]
  const [west, east] = ends(points.map(([x]) => x))
  const [south, north] = ends(points.map(([, y]) => y))
  const centre = { latitude: (south + north) / 2, longitude: (west + east) / 2 }
  const wide = (east - west) * METRES * flatness(centre) * MARGIN
  const high = (north - south) * METRES * MARGIN
  const width = Math.max(wide, high * SHAPE, LEAST)
  return { centre, width, height: width / SHAPE }
}

function ends(values: readonly number[]): readonly [number, number] {
  return values.length === 0
    ? [0, 0]
    : [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))]
}

function flatness({ latitude }: Point): number {
  return Math.cos((latitude * Math.PI) / 180)
}

/** Where a point stands in the picture. */
export function positionOf({ centre }: Frame, point: Point): Position {
  return {
    x: (point.longitude - centre.longitude) * METRES * flatness(centre),
    y: (centre.latitude - point.latitude) * METRES,
  }
}

/** Which point stands there. */
export function pointAt({ centre }: Frame, { x, y }: Position): Point {
  return {
    latitude: centre.latitude - y / METRES,
    longitude: centre.longitude + x / (METRES * flatness(centre)),
  }
}

/** The part of the picture that is seen around a point. */
export function viewBox(frame: Frame, middle: Point, zoom: number) {
  const { x, y } = zoom === 1 ? { x: 0, y: 0 } : positionOf(frame, middle)
  const [width, height] = [frame.width / zoom, frame.height / zoom]
  return { x: x - width / 2, y: y - height / 2, width, height }
}
