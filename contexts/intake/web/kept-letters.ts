import * as z from 'zod'
import { formFrom } from './form.ts'
import { emptyMailbox, type Mailbox } from './letters.ts'

const KeptForm = z.record(z.string(), z.unknown()).transform(formFrom)

const Options = z.object({
  emergencyNow: z.boolean().exactOptional(),
  isDropped: z.boolean().exactOptional(),
  channel: z.literal('portal').exactOptional(),
})

const KeptBox = z.object({
  waiting: z
    .object({
      draftId: z.string(),
      form: KeptForm,
      options: Options,
      body: z.record(z.string(), z.unknown()),
      key: z.string(),
    })
    .exactOptional(),
  told: z
    .object({ draftId: z.string(), form: KeptForm, options: Options, version: z.int() })
    .exactOptional(),
})

/**
 * The letters of a form as this machine kept them; undefined when none was sent. One that has no answer goes again as
 * it was, under its key: its reply may be all that was lost. What was asked for after it is pressed anew.
 */
export function boxFrom(kept: unknown): Mailbox | undefined {
  const read = KeptBox.safeParse(kept)
  const { waiting, told } = read.data ?? {}
  if (waiting === undefined && told === undefined) return undefined
  return { ...emptyMailbox(), waiting, told, wanted: waiting?.options ?? {} }
}
