import { z } from 'zod'
import { cleanLine } from '#platform/kernel/text.ts'

const Belfiore = z.string().regex(/^[A-Z]\d{3}$/u, 'belfiore')

/** How near a point is to what was said: by house number, street or landmark, as given in coordinates, by hand. */
export const PRECISIONS = ['house-number', 'street', 'landmark', 'given', 'by-hand'] as const
export type Precision = (typeof PRECISIONS)[number]

/** Who says a point: the register of streets, coordinates that were said, a link to a map, a hand on the map. */
export const POINT_SOURCES = ['register', 'said', 'link', 'map'] as const
export type PointSource = (typeof POINT_SOURCES)[number]

/** `POST .../street-search`: a POST, because an address never stands in an address of the web. */
export const StreetSearchBody = z.strictObject({
  typed: z
    .string()
    .max(300, { error: 'too-long' })
    .transform((raw) => cleanLine(raw.toWellFormed())),
  municipality: Belfiore.nullable().default(null),
})

/** A street or a landmark, ready to be taken: `text` is what the field will say. */
export const PlaceSuggestion = z.object({
  kind: z.enum(['street', 'landmark']),
  name: z.string(),
  text: z.string(),
  locality: z.string().nullable(),
  municipality: Belfiore,
  municipalityName: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  precision: z.enum(['house-number', 'street', 'landmark']).nullable(),
  code: z.string().nullable(),
  source: z.string(),
})
export type PlaceSuggestion = z.infer<typeof PlaceSuggestion>
export const StreetSearchReply = z.object({ suggestions: z.array(PlaceSuggestion) })

const Ring = z.array(z.tuple([z.number(), z.number()]))

/** `GET .../map`: municipalities with their middle and, where it was imported, their boundary; and the landmarks. */
export const MapReply = z.object({
  municipalities: z.array(
    z.object({
      code: Belfiore,
      name: z.string(),
      latitude: z.number(),
      longitude: z.number(),
      /** Rings of [longitude, latitude]; empty without a boundary. */
      rings: z.array(Ring),
    }),
  ),
  landmarks: z.array(
    z.object({
      name: z.string(),
      municipality: Belfiore,
      latitude: z.number(),
      longitude: z.number(),
    }),
  ),
  /** Whose boundaries these are; null without any. */
  source: z.string().nullable(),
})
export type MapReply = z.infer<typeof MapReply>

/** A file of boundaries, as `scripts/boundaries.mjs` writes it. */
export const BoundaryFile = z.strictObject({
  source: z.string().min(1).max(300),
  municipalities: z.record(Belfiore, z.array(Ring.min(4)).min(1)),
})
export type BoundaryFile = z.infer<typeof BoundaryFile>
