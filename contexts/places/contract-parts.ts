import * as z from 'zod'
import { cleanLine, phoneE164 } from '#platform/kernel/text.ts'

// Pieces that the contracts of this room share.

export const Uuid = z.uuid()
export const InstantText = z.iso.datetime({ offset: false })
export const Belfiore = z.string().regex(/^[A-Z]\d{3}$/u, { error: 'wrong-format' })
export const Age = z.int().min(0).max(120)

/** A name or label on one line, of the given length after cleaning. */
export const line = (min: number, max: number) =>
  z
    .string()
    .max(max, { error: 'too-long' })
    .transform((raw) => cleanLine(raw.toWellFormed()))
    .pipe(z.string().min(min, { error: 'required' }))

/** A telephone number as Italians write it, kept in E.164; empty stays empty. */
export const Phone = z.string().transform((raw, context) => {
  const phone = raw.trim() === '' ? '' : phoneE164(raw)
  if (phone === undefined) context.addIssue({ code: 'custom', message: 'wrong-format' })
  return phone ?? ''
})
