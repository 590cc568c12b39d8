import * as z from 'zod'
import { ROLES } from '#platform/kernel/actor.ts'

const InstantText = z.iso.datetime({ offset: false })

/** Blank numbered sheets that a person has at hand: a night without a network has seldom more calls. */
export const SHEETS_AT_HAND = 10

/** Somebody who is on call in the next hours, or may be rung. `from` and `until` null: no turn in that time. */
const EnvelopePerson = z.object({
  name: z.string(),
  role: z.enum(ROLES),
  level: z.int().nullable(),
  phone: z.string(),
  from: InstantText.nullable(),
  until: InstantText.nullable(),
})

const EnvelopeFacility = z.object({
  label: z.string(),
  address: z.string(),
  phone: z.string(),
  headPhone: z.string(),
  /** Null: it is asked by telephone each time. */
  beds: z.int().nullable(),
  freeBeds: z.int(),
  declaredAt: InstantText.nullable(),
})

const EnvelopeLine = z.object({ name: z.string(), phone: z.string() })

/** What a desk keeps for when the network is away: numbers, facilities that are no secret, blank sheets. No file, no person. */
export const EnvelopeContent = z.object({
  territory: z.string(),
  /** Whose it is, and when it was filled. */
  name: z.string(),
  at: InstantText,
  people: z.array(EnvelopePerson),
  facilities: z.array(EnvelopeFacility),
  services: z.array(EnvelopeLine),
  sheets: z.array(z.int()),
})
export type EnvelopeContent = z.infer<typeof EnvelopeContent>

const Person = z.object({ id: z.uuid(), name: z.string() })

/** A numbered sheet of paper. `typed` null: it is blank, or nobody has typed it yet. */
export const SheetView = z.object({
  number: z.int(),
  holder: Person,
  issuedAt: InstantText,
  typed: z.object({ by: Person, at: InstantText, receivedAt: InstantText }).nullable(),
})
export type SheetView = z.infer<typeof SheetView>

/** `GET /api/shift-notes/sheets`: newest number first. */
export const SheetsReply = z.object({ now: InstantText, sheets: z.array(SheetView) })

export const SheetParams = z.object({ number: z.coerce.number().int().min(1).max(2_000_000_000) })

/** When the call on the sheet was taken, as it stands there. */
export const TypeSheetBody = z.strictObject({ receivedAt: InstantText })
export const TypedReply = z.object({ number: z.int(), receivedAt: InstantText })
