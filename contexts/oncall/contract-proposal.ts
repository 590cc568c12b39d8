import * as z from 'zod'
import { Hour } from './contract.ts'
import { LEVELS, ROTA_ROLES } from './model.ts'
import { ROTA_RULES } from './model-rules.ts'

/** The longest rota that can be asked: a quarter. */
export const MOST_DAYS = 92
/** Seconds after which a search ends with the best it has. */
export const SEARCH_SECONDS = 60

const Uuid = z.uuid()
const InstantText = z.iso.datetime({ offset: false })
const Day = z.iso.date()
/** The day after the last is said too: a turn may reach into it. */
const Days = z.array(Day).max(MOST_DAYS + 1)

/** `POST /api/rota/proposal`. `closing`: only while no office answers. */
export const AskProposalBody = z.strictObject({
  role: z.enum(ROTA_ROLES),
  levels: z.union([z.literal(1), z.literal(2)]),
  from: Day,
  days: z.int().min(1).max(MOST_DAYS),
  changes: z
    .array(Hour)
    .min(1)
    .max(4)
    .refine((hours) => new Set(hours).size === hours.length, { error: 'repeated-hour' }),
  hours: z.enum(['always', 'closing']),
  people: z
    .array(Uuid)
    .min(1)
    .max(40)
    .refine((people) => new Set(people).size === people.length, { error: 'invalid' }),
})
export type AskProposalBody = z.infer<typeof AskProposalBody>

/** What is searched: the people with the days that their records say. */
export const ProposalAsking = AskProposalBody.extend({
  people: z.array(z.strictObject({ staffId: Uuid, absent: Days, rather: Days })),
})
export type ProposalAsking = z.infer<typeof ProposalAsking>

const Spanned = z.object({
  level: z.literal([...LEVELS]),
  startsAt: InstantText,
  endsAt: InstantText,
})
const Given = Spanned.extend({ staffId: Uuid })
const Tally = z.object({ turns: z.int(), nights: z.int(), festive: z.int() })

/** The best turns so far, with what they leave and what they change. */
export const BestView = z.object({
  turns: z.array(Given),
  uncovered: z.array(
    Spanned.extend({
      reasons: z.array(z.object({ why: z.enum(ROTA_RULES), people: z.array(Uuid) })),
    }),
  ),
  uncoveredHours: z.number(),
  people: z.array(z.object({ staffId: Uuid, before: Tally, after: Tally })),
  unwished: z.array(Given),
  /** Per cent by which something better could exist at the most; null while nothing is proven. */
  gap: z.number().nullable(),
  seconds: z.number(),
})
export type BestView = z.infer<typeof BestView>

const OPEN_STATES = ['running', 'ready', 'stopped', 'interrupted', 'failed'] as const

/** `GET /api/rota/proposal`: the one that waits for a decision, if any. */
export const ProposalReply = z.object({
  proposal: z
    .object({
      id: Uuid,
      state: z.enum(OPEN_STATES),
      asking: ProposalAsking,
      best: BestView.nullable(),
    })
    .nullable(),
  names: z.record(z.string(), z.string()),
  /** What the form begins with; `second`: the roles that are asked for with two levels. */
  usual: z.object({
    hours: z.enum(['always', 'closing']),
    changes: z.array(Hour),
    second: z.array(z.enum(ROTA_ROLES)),
  }),
})
export type ProposalReply = z.infer<typeof ProposalReply>
export type OpenProposal = NonNullable<ProposalReply['proposal']>

export const ProposalParams = z.object({ proposalId: Uuid })
export const AskedReply = z.object({ id: Uuid })
export const StoppedReply = z.object({ stopped: z.literal(true) })
export const AppliedReply = z.object({ added: z.int() })
export const DiscardedReply = z.object({ discarded: z.literal(true) })
