import * as z from 'zod'
import { THING_STATES } from './model.ts'
import { DUE_KINDS } from './model-due.ts'

/** What was signed, as it is kept: files by id with what the signer saw of them, never changed afterwards. */
const SignedWordsSchema = z.object({
  files: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      className: z.string().nullable(),
      ownerName: z.string(),
      isProtected: z.boolean(),
      /** Null where nothing was written, or the signer could not read the file. */
      line: z.string().nullable(),
      /** Who leaves goes on with it beyond the shift. */
      isKept: z.boolean(),
    }),
  ),
  due: z.array(
    z.object({ id: z.string(), number: z.string(), what: z.enum(DUE_KINDS), at: z.string() }),
  ),
  things: z.array(
    z.object({ key: z.string(), label: z.string(), state: z.enum(THING_STATES), note: z.string() }),
  ),
  words: z.string(),
})
export type SignedWords = z.infer<typeof SignedWordsSchema>

/** Of the files that somebody still owns at the change, those of which the signed words do not say that they go on. */
export function leftUndecided(
  { files }: Pick<SignedWords, 'files'>,
  owned: readonly string[],
): readonly string[] {
  const kept = new Set(files.filter((file) => file.isKept).map((file) => file.id))
  return owned.filter((id) => !kept.has(id))
}

/** Kept words, read by their form. Throws when they are not of it. */
export function readWords(kept: unknown): SignedWords {
  return SignedWordsSchema.parse(kept)
}
