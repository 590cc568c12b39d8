import * as z from 'zod'
import { cleanText } from '#platform/kernel/text.ts'
import { AGE_SOURCES, DOCUMENTS, NEEDS, PARTS, SEXES, TIES } from './model.ts'

const Uuid = z.uuid()
const InstantText = z.iso.datetime({ offset: false })

/** Words cleaned at the border; emptiness is measured afterwards. */
const wordsOf = (min: number, max: number) =>
  z
    .string()
    .max(max, { error: 'too-long' })
    .transform((raw) => cleanText(raw.toWellFormed()))
    .pipe(z.string().min(min, { error: 'too-short' }))

export const FileParams = z.object({ id: Uuid })
export const PersonParams = z.object({ id: Uuid, personId: Uuid })

const Words = z.strictObject({
  name: wordsOf(0, 200),
  health: wordsOf(0, 1000),
  note: wordsOf(0, 1000),
})

/** What is known of a person; unknown is said, never left out. */
export const KnownBody = z.strictObject({
  part: z.enum(PARTS),
  tie: z.enum(TIES),
  sex: z.enum(SEXES),
  age: z.int().min(0).max(120).nullable(),
  ageFrom: z.enum(AGE_SOURCES),
  isMinor: z.boolean(),
  document: z.enum(DOCUMENTS),
  language: wordsOf(2, 40).nullable(),
  needs: z.array(z.enum(NEEDS)).max(NEEDS.length),
  words: Words,
})
export type KnownBody = z.infer<typeof KnownBody>

/** `PUT`: what is known now; `version` is the one that was read. */
export const CorrectBody = KnownBody.extend({ version: z.int().positive() })

/** One version of a person as it is shown. */
export const PersonView = KnownBody.extend({
  language: z.string().nullable(),
  words: z.object({ name: z.string(), health: z.string(), note: z.string() }),
  id: Uuid,
  version: z.int(),
  isStruck: z.boolean(),
  writtenBy: z.string(),
  writtenAt: InstantText,
})
export type PersonView = z.infer<typeof PersonView>

/** `GET /api/interventions/:id/people`: who is in force, each with the versions before. */
export const PeopleReply = z.object({
  people: z.array(PersonView.extend({ before: z.array(PersonView) })),
  /** As the report tells them, while nobody is written: one command writes them all. */
  said: z.array(KnownBody),
  can: z.object({ write: z.boolean() }),
})
export type PeopleReply = z.infer<typeof PeopleReply>

export const AllWritten = z.object({ ids: z.array(Uuid) })

export const Written = z.object({ id: Uuid })
export type Written = z.infer<typeof Written>
