import * as z from 'zod'
import { DocumentView, WordsBody } from '#contexts/documents/contract.ts'
import { WORDS } from '#contexts/documents/model.ts'
import { wordsOf } from '#contexts/triage/contract.ts'
import {
  ANSWERS,
  CALL_LEVELS,
  CALL_RESULTS,
  CHASE_LEVELS,
  DELIVERIES,
  HANDOVER_STATES,
  HOWS,
  RECEIPTS,
} from './model.ts'

const Uuid = z.uuid()
const InstantText = z.iso.datetime({ offset: false })

export const FileParams = z.object({ id: Uuid })
export const HandoverParams = z.object({ id: Uuid, handoverId: Uuid })

const CHOSEN_BY = [
  'residence-in-territory',
  'residence-unknown',
  'residence-elsewhere',
  'nowhere-in-territory',
  'chosen',
] as const

/** One handover as the file shows it. */
export const HandoverView = z.object({
  id: Uuid,
  state: z.enum(HANDOVER_STATES),
  officeName: z.string().nullable(),
  /** Whom to ring, as `tel:` needs it. */
  phone: z.string().nullable(),
  competence: z.enum(CHOSEN_BY).nullable(),
  sentAt: InstantText,
  sentBy: z.string(),
  recipient: z
    .object({ name: z.string(), role: z.string(), phone: z.string().nullable() })
    .nullable(),
  documents: z.array(z.object({ id: Uuid, number: z.string() })),
  /** Steps of the chase that were taken. */
  chased: z.array(z.enum(CHASE_LEVELS)),
  next: z.object({ level: z.enum(CHASE_LEVELS), at: InstantText }).nullable(),
  /** Whom somebody has still to ring, and by when. */
  calls: z.array(
    z.object({
      level: z.enum(CALL_LEVELS),
      name: z.string(),
      phone: z.string().nullable(),
      /** The number is the office's: whoever picks up hears for whom the call is, never why. */
      isDesk: z.boolean(),
      dueAt: InstantText,
      tries: z.int(),
    }),
  ),
  /** What left, how far it has come, and when its link was last opened: by a person or by a mail program. */
  letters: z.array(
    z.object({
      id: Uuid,
      to: z.string(),
      isPec: z.boolean(),
      writtenAt: InstantText,
      delivery: z.enum(DELIVERIES),
      openedAt: InstantText.nullable(),
    }),
  ),
  /** True when no letter arrived: it was not sent, whatever its state says. */
  isUndelivered: z.boolean(),
  /** True when no letter has left yet, long after it was written. */
  isStuck: z.boolean(),
  answer: z
    .object({
      at: InstantText,
      how: z.enum(HOWS).nullable(),
      name: z.string(),
      role: z.string(),
      reason: z.string(),
      /** To whom of the office it was assigned; empty where it was not. */
      to: z.string(),
    })
    .nullable(),
  /** False where another service leads a joint handover. */
  leads: z.boolean(),
  can: z.object({ answer: z.boolean(), giveUp: z.boolean() }),
})
export type HandoverView = z.infer<typeof HandoverView>

/** `GET /api/interventions/:id/handovers`. */
export const HandoversReply = z.object({
  handovers: z.array(HandoverView),
  /** The competent service as it is found, with its reason. */
  competence: z.object({
    reason: z.enum(CHOSEN_BY),
    officeKey: z.string().nullable(),
    municipality: z.string().nullable(),
  }),
  /** The office to choose beforehand: another one where the competent one gave the file back. */
  proposed: z.string().nullable(),
  /** The last handover, where it came back, with what was written on its page one. */
  givenBack: z
    .object({
      officeName: z.string(),
      isPart: z.boolean(),
      name: z.string(),
      reason: z.string(),
      words: z.partialRecord(z.enum(WORDS), z.string()),
    })
    .nullable(),
  offices: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      phone: z.string(),
      isOpen: z.boolean(),
      /** Of a walk-in desk its address, days and hours; null of any other office. */
      desk: z.string().nullable(),
      nextSwitchAt: InstantText.nullable(),
      /** Who receives for its body, for who may send. */
      people: z.array(z.object({ name: z.string(), mailbox: z.string() })),
    }),
  ),
  /** Documents of the file that can go with it. */
  documents: z.array(DocumentView.pick({ id: true, kind: true, number: true })),
  /** What page one says of itself, by the word under which it is asked: nobody has to write it again. */
  known: z.partialRecord(z.enum(WORDS), z.string()),
  isProtected: z.boolean(),
  can: z.object({ send: z.boolean() }),
  /** Why the file cannot close yet, null when it can (I4). */
  missing: z.enum(['handover-missing', 'handover-pending']).nullable(),
})
export type HandoversReply = z.infer<typeof HandoversReply>

/** Page one as it is read. */
const PageView = z.array(
  z.object({
    title: z.string(),
    intro: z.string(),
    rows: z.array(z.object({ label: z.string(), value: z.string() })),
  }),
)

const Line = (max: number) => wordsOf(1, max)

/** `POST /api/interventions/:id/handovers`. */
export const SendBody = z.strictObject({
  to: z.union([
    z.strictObject({ officeKey: z.string().min(1).max(80) }),
    z.strictObject({
      outsideName: wordsOf(2, 200),
      mailbox: z.email().max(200),
    }),
  ]),
  recipient: z
    .strictObject({
      name: Line(120),
      role: z.string().max(120).default(''),
      mailbox: z.email().max(200).nullable().default(null),
      phone: z.string().max(30).nullable().default(null),
    })
    .nullable()
    .default(null),
  words: WordsBody.default({}),
  documentIds: z.array(Uuid).max(20).default([]),
  leads: z.boolean().default(true),
  /** The seal of the preview that was read: what is no longer as it was read does not leave. */
  seen: z.string().max(64).nullable().default(null),
})

/** `POST …/handovers/preview`: exactly what would leave, to whom, by which mailboxes. */
export const PreviewBody = SendBody.omit({ leads: true, seen: true })
export const PreviewReply = z.object({
  officeName: z.string(),
  mailboxes: z.array(z.string()),
  page: PageView,
  /** Of all of it and of the papers: given back with the sending. */
  seal: z.string(),
})
export type PreviewReply = z.infer<typeof PreviewReply>

/** `POST …/handovers/:handoverId/answer`: what the office said by voice. */
export const AnswerBody = z.strictObject({
  kind: z.enum(ANSWERS),
  name: z.string().trim().max(120).default(''),
  role: z.string().trim().max(120).default(''),
  reason: z.string().trim().max(1000).default(''),
  /** To whom of the office it is assigned. */
  to: z.string().trim().max(120).default(''),
  /** When it was said; missing = now. */
  at: InstantText.optional(),
})

/** `POST …/handovers/:handoverId/calls`: a call that was made. */
export const CallBody = z.strictObject({
  level: z.enum(CALL_LEVELS),
  result: z.enum(CALL_RESULTS),
  name: z.string().trim().max(120).default(''),
  role: z.string().trim().max(120).default(''),
  reason: z.string().trim().max(1000).default(''),
  /** When they asked to be rung again. */
  again: InstantText.optional(),
})

export const LetterParams = z.object({ id: Uuid, handoverId: Uuid, letterId: Uuid })

/** `POST …/handovers/:handoverId/letters/:letterId/receipt`. */
export const ReceiptBody = z.strictObject({ receipt: z.enum(RECEIPTS) })

/** A reason: no handover is due, or nobody answered. */
export const ReasonBody = z.strictObject({ reason: wordsOf(3, 1000) })

/** The handover as it then stands. */
export const HandoverReply = z.object({ id: Uuid, state: z.enum(HANDOVER_STATES) })

export const ListQuery = z.object({ territory: Uuid.optional() })

/** `GET /api/handovers`: the outbox of the territories in sight, what waits longest first. */
export const OutboxReply = z.object({
  rows: z.array(
    z.object({
      id: Uuid,
      interventionId: Uuid,
      fileNumber: z.string(),
      officeName: z.string().nullable(),
      state: z.enum(HANDOVER_STATES),
      sentAt: InstantText,
      sentBy: z.string(),
      chased: z.int(),
      next: z.object({ level: z.enum(CHASE_LEVELS), at: InstantText }).nullable(),
      answeredAt: InstantText.nullable(),
      /** To whom of the office it was assigned, for who may read the answer. */
      assignedTo: z.string(),
      leads: z.boolean(),
      /** True where it was sent to this person by name. */
      isMine: z.boolean(),
      isExhausted: z.boolean(),
      isUndelivered: z.boolean(),
      isStuck: z.boolean(),
      /** When somebody is to be rung, null when nobody is. */
      callAt: InstantText.nullable(),
      /** False for who sees that it was sent and has no board to open the file from. */
      can: z.object({ open: z.boolean(), receive: z.boolean() }),
    }),
  ),
})
export type OutboxRow = z.infer<typeof OutboxReply>['rows'][number]

/** `GET /api/handovers/:id`: a handover as the service reads it that it was sent to. */
export const ReceivedView = z.object({
  id: Uuid,
  fileNumber: z.string(),
  officeName: z.string(),
  state: z.enum(HANDOVER_STATES),
  sentAt: InstantText,
  page: PageView,
  documents: z.array(z.object({ id: Uuid, number: z.string(), title: z.string() })),
  answeredBy: z.string(),
  assignedTo: z.string(),
  /** The service that leads a joint handover; null where this one does. */
  ledBy: z.string().nullable(),
  /** Who works for this service, to be chosen. */
  people: z.array(z.string()),
  /** The territory and the number that answers for it. */
  call: z.object({ name: z.string(), phone: z.string() }),
  can: z.object({ answer: z.boolean() }),
})
export type ReceivedView = z.infer<typeof ReceivedView>

/** `POST /api/handovers/:id/answer`. `to`: to whom it is assigned. */
export const OwnAnswerBody = z.strictObject({
  kind: z.enum(ANSWERS),
  to: z.string().trim().max(120).default(''),
  reason: z.string().trim().max(1000).default(''),
})

export const PaperParams = z.object({ id: Uuid, documentId: Uuid })
