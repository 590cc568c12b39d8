import * as z from 'zod'
import { ClassView } from '#contexts/triage/contract.ts'
import { ROLES } from '#platform/kernel/actor.ts'
import { THING_STATES } from './model.ts'
import { DUE_KINDS } from './model-due.ts'

const Uuid = z.uuid()
const InstantText = z.iso.datetime({ offset: false })
const Person = z.object({ id: Uuid, name: z.string() })

/** Longest line of a file, note of a thing, and free words. */
export const LINE_MOST = 300
export const NOTE_MOST = 200
export const WORDS_MOST = 4000

const Line = z.string().trim().max(LINE_MOST, { error: 'too-long' })

/** A change of shift for which this person may sign. */
export const ChangeView = z.object({
  role: z.enum(ROLES),
  at: InstantText,
  outgoing: Person.nullable(),
  incoming: Person.nullable(),
  /** Nobody wrote and the shift has changed. */
  isOwed: z.boolean(),
  /** This person says of the files of who leaves which of them go on: their own, or as coordinator. */
  canKeep: z.boolean(),
})
export type ChangeView = z.infer<typeof ChangeView>

/** An open file, as the board shows it to this person, with the line of the consegne before. */
export const OpenFile = z.object({
  id: Uuid,
  number: z.string(),
  class: ClassView.nullable(),
  owner: Person,
  /** Place, people, need, as the board has them; empty where this person may not see them. */
  labels: z.array(z.string()),
  isProtected: z.boolean(),
  isMasked: z.boolean(),
  line: z.string(),
  canHandOn: z.boolean(),
})
export type OpenFile = z.infer<typeof OpenFile>

export const DueView = z.object({
  id: Uuid,
  number: z.string(),
  what: z.enum(DUE_KINDS),
  at: InstantText,
})
export type DueView = z.infer<typeof DueView>

const Thing = z.object({ key: z.string(), label: z.string() })
const SignedThing = Thing.extend({ state: z.enum(THING_STATES), note: z.string() })

/** Consegne as this person may read them. Lines of files that they may not read are null, and `isMasked`. */
export const NotesView = z.object({
  id: Uuid,
  role: z.enum(ROLES),
  at: InstantText,
  state: z.enum(['owed', 'signed', 'confirmed']),
  outgoing: Person.nullable(),
  incoming: Person.nullable(),
  signed: z.object({ by: Person, at: InstantText }).nullable(),
  confirmed: z.object({ by: Person, at: InstantText, remark: z.string().nullable() }).nullable(),
  lateAt: InstantText,
  isLate: z.boolean(),
  canConfirm: z.boolean(),
  words: z
    .object({
      files: z.array(
        z.object({
          id: Uuid,
          number: z.string(),
          className: z.string().nullable(),
          ownerName: z.string(),
          isProtected: z.boolean(),
          isMasked: z.boolean(),
          line: z.string().nullable(),
          /** Place, people, need, as the board has them now; empty of what may not be seen, or is closed. */
          labels: z.array(z.string()),
          isKept: z.boolean(),
        }),
      ),
      /** How many files stand in them that the lists of this person do not show. */
      hidden: z.int(),
      due: z.array(DueView),
      things: z.array(SignedThing),
      words: z.string(),
    })
    .nullable(),
})
export type NotesView = z.infer<typeof NotesView>

/** `GET /api/shift-notes`. */
export const NotesReply = z.object({
  now: InstantText,
  canSign: z.boolean(),
  changes: z.array(ChangeView),
  /** One's own change for which it is too early, and from when on it is not. */
  next: z.object({ role: z.enum(ROLES), at: InstantText, from: InstantText }).nullable(),
  files: z.array(OpenFile),
  due: z.array(DueView),
  things: z.array(Thing),
  /** Files still of somebody whose shift is over, who has not said that they go on. */
  left: z.array(z.object({ id: Uuid, number: z.string(), owner: Person, at: InstantText })),
  /** Those that somebody owes, then the newest. */
  notes: z.array(NotesView),
})
export type NotesReply = z.infer<typeof NotesReply>

/** `POST /api/shift-notes`: signed, they are never changed. */
export const SignBody = z.strictObject({
  role: z.enum(ROLES),
  at: InstantText,
  /** Only files that the signer may read; others are listed without a line. */
  lines: z
    .array(z.strictObject({ id: Uuid, line: Line, isKept: z.boolean().default(false) }))
    .max(500),
  things: z
    .array(
      z.strictObject({
        key: z.string().max(80),
        state: z.enum(THING_STATES),
        note: z.string().trim().max(NOTE_MOST, { error: 'too-long' }).default(''),
      }),
    )
    .max(30),
  words: z.string().trim().max(WORDS_MOST, { error: 'too-long' }),
})
export type SignBody = z.infer<typeof SignBody>

export const NotesParams = z.object({ notesId: Uuid })

/** `POST /api/shift-notes/:notesId/confirmation`; the remark: what is not right. */
export const ConfirmBody = z.strictObject({
  remark: z
    .string()
    .trim()
    .min(3, { error: 'too-short' })
    .max(2000, { error: 'too-long' })
    .nullable(),
})

export const SignedReply = z.object({ id: Uuid })
export const ConfirmedReply = z.object({ confirmed: z.literal(true) })

/** `GET /api/shift-notes/standing`: what the board shows of it: who owes what, and one's own turn that ends. */
export const StandingReply = z.object({
  owed: z.array(
    z.object({
      id: Uuid,
      role: z.enum(ROLES),
      at: InstantText,
      /** Words, or a confirmation, are owed. */
      owes: z.enum(['words', 'confirmation']),
      /** By whom; null: by whoever takes the desk. */
      by: Person.nullable(),
      lateAt: InstantText,
      isLate: z.boolean(),
    }),
  ),
  /** This person's own turn, when it ends within the hour and nothing is signed. */
  ending: z.object({ role: z.enum(ROLES), at: InstantText }).nullable(),
})
export type StandingReply = z.infer<typeof StandingReply>
