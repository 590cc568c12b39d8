import * as z from 'zod'
import { ClassView, Evaluation, SheetView, wordsOf } from '#contexts/triage/contract.ts'
import { OUTCOMES, SOURCE_CHECKS } from './model.ts'
import { HANDOVER_EVIDENCE } from './model-closing.ts'
import { NEXT_STEPS } from './model-next-step.ts'
import { PLACE_MARKS } from './model-place-mark.ts'

const Uuid = z.uuid()
const InstantText = z.iso.datetime({ offset: false })
const Words = z.string().trim().min(3, { error: 'too-short' }).max(1000, { error: 'too-long' })

export const STATE_NAMES = ['new', 'waiting', 'working', 'to-confirm', 'closed'] as const
/** What this person may do next with this file. */
export const Can = z.object({
  open: z.boolean(),
  answer: z.boolean(),
  handOn: z.boolean(),
  note: z.boolean(),
  triage: z.boolean(),
  confirm: z.boolean(),
  emergencyCall: z.boolean(),
  close: z.boolean(),
  releasePatrol: z.boolean(),
})
export type Can = z.infer<typeof Can>

export const PersonRef = z.object({ id: Uuid, name: z.string() })

/** Steps that the owner of a file takes, in their order. */
export const OWNERS_STEPS = ['assess', 'place', 'papers', 'handover', 'close'] as const

/** One of those to whom a file or a task can be given. */
export const Colleague = PersonRef.extend({
  roles: z.array(z.string()),
  /** In which place they are called, where they are on call now. */
  onCall: z.int().nullable(),
  /** What they could not do as the owner of this file. */
  cannot: z.array(z.enum(OWNERS_STEPS)),
})
export type Colleague = z.infer<typeof Colleague>

/** One row of the board. Words of a protected file are null for who may not see them. */
export const BoardRow = z.object({
  id: Uuid,
  number: z.string(),
  territoryId: Uuid,
  class: ClassView.nullable(),
  state: z.enum(STATE_NAMES),
  receivedAt: InstantText,
  targetAt: InstantText.nullable(),
  targetMissed: z.boolean(),
  /** Who answers only follows it: the clock counts on until somebody can assess it. */
  isFollowed: z.boolean(),
  placeLabel: z.string().nullable(),
  municipality: z.string().nullable(),
  peopleLabel: z.string().nullable(),
  needLabel: z.string().nullable(),
  sourceLabel: z.string().nullable(),
  /** The body that reported is still to be verified, or was not confirmed. */
  sourceCheck: z.enum(SOURCE_CHECKS).nullable(),
  owner: PersonRef,
  answeredBy: PersonRef.nullable(),
  nextStep: z.object({ key: z.enum(NEXT_STEPS), dueAt: InstantText.nullable() }),
  authoritiesDue: z.array(z.string()),
  isProtected: z.boolean(),
  /** True when place and people are hidden from this person. */
  isMasked: z.boolean(),
  patrolWaitingSince: InstantText.nullable(),
  notPertinentProposed: z.boolean(),
  /** A lost call opened it and its caller was not heard yet: there is nothing to choose a class by. */
  isUnheard: z.boolean(),
  /** What is wrong with the place, whatever the next step is. */
  placeMark: z.enum(PLACE_MARKS).nullable(),
  /** Whoever is on call is being called: whom, and whom next and when. Null: nobody is. */
  page: z
    .object({
      role: z.string().nullable(),
      name: z.string().nullable(),
      isAtTheTop: z.boolean(),
      nextRole: z.string(),
      nextAt: InstantText,
    })
    .nullable(),
  version: z.int(),
  can: Can,
})
export type BoardRow = z.infer<typeof BoardRow>

/** Who is in charge now in one territory, and its own classes in order. */
export const BoardTerritory = z.object({
  id: Uuid,
  name: z.string(),
  answers: z.string(),
  untilAt: InstantText.nullable(),
  classes: z.array(ClassView),
})
export type BoardTerritory = z.infer<typeof BoardTerritory>

/** `GET /api/board`. */
export const BoardQuery = z.strictObject({ territory: Uuid.optional() })
export const BoardReply = z.object({
  rows: z.array(BoardRow),
  territories: z.array(BoardTerritory),
  /** Position of the journal that these rows include: where the live stream goes on. */
  position: z.int(),
  now: InstantText,
})
export type BoardReply = z.infer<typeof BoardReply>

/** `GET /api/wall`: counters, queue and who answers now, without names, places or people. */
export const WallReply = z.object({
  now: InstantText,
  waiting: z.int(),
  working: z.int(),
  toConfirm: z.int(),
  late: z.int(),
  /** Open files that somebody of a crew has in hand. */
  crewsOut: z.int(),
  queue: z.array(
    z.object({
      number: z.string(),
      class: ClassView.nullable(),
      state: z.enum(STATE_NAMES),
      receivedAt: InstantText,
      targetAt: InstantText.nullable(),
      municipalityName: z.string().nullable(),
    }),
  ),
  territories: z.array(BoardTerritory),
})
export type WallReply = z.infer<typeof WallReply>

/**
 * One entry of the timeline, of any room. Withheld, an entry says what kind it is, when and in which role, without
 * names and words.
 */
export const TimelineEntry = z.object({
  id: Uuid,
  room: z.string(),
  type: z.string(),
  at: InstantText,
  recordedAt: InstantText,
  by: z.string(),
  role: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
  /** Of a note, the words that took the place of its own, in order. */
  corrections: z.array(z.string()),
  isWithheld: z.boolean(),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

/** `GET /api/interventions/:id`: the head, triage, and the newest page of the timeline. */
export const InterventionView = z.object({
  row: BoardRow,
  /** Null before any decision, and for who supervises without reading words. */
  sheet: SheetView.nullable(),
  /** What the protocol proposes for what is known, while nobody has chosen a class. */
  proposal: Evaluation.nullable(),
  classes: z.array(ClassView),
  timeline: z.array(TimelineEntry),
  /** Ask for older entries with `before` = this event id; null: no more. */
  before: Uuid.nullable(),
  colleagues: z.array(Colleague),
  /** The last handover, where the service gave it back, for who may read why. */
  givenBack: z
    .object({
      officeName: z.string(),
      isPart: z.boolean(),
      name: z.string(),
      reason: z.string(),
    })
    .nullable(),
  /** Null for who may not read it. What its closing rests on: what an outcome still lacks is said before it is chosen (I4). */
  closing: z
    .object({
      handover: z.enum(HANDOVER_EVIDENCE),
      hasOpenPlace: z.boolean(),
      isCoordinator: z.boolean(),
      isUnheard: z.boolean(),
    })
    .nullable(),
  now: InstantText,
})
export type InterventionView = z.infer<typeof InterventionView>

export const InterventionParams = z.object({ id: Uuid })

/** `GET /api/interventions/numbered/:number`: the number as it is said, `26-0412`. */
export const NumberParams = z.object({ number: z.string().regex(/^\d{2}-\d{4,9}$/u) })
export const FoundReply = z.object({ id: Uuid })
export const TimelineQuery = z.strictObject({ before: Uuid.optional() })

/** What every command answers: the row as it stands for this person. */
export const RowReply = z.object({ row: BoardRow })
export type RowReply = z.infer<typeof RowReply>

export const HandOnBody = z.strictObject({ toId: Uuid, reason: Words })
export const NoteBody = z.strictObject({
  text: wordsOf(1, 4000),
  /** When it happened, of what is written later. */
  happenedAt: InstantText.optional(),
})
export const CloseBody = z.strictObject({
  outcome: z.enum(OUTCOMES),
  reason: Words.optional(),
  /** Only of a temporary answer. */
  /** Of a duplicate: the number of the file that goes on, as `26-0412`. */
  duplicateOf: z.string().trim().max(20).optional(),
  reviewAt: InstantText.optional(),
})
