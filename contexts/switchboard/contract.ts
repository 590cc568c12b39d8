import * as z from 'zod'
import { REPORTS } from './model.ts'

// What crosses the wire: the exchange's reports and commands, and the calls of who looks.

const InstantText = z.iso.datetime({ offset: false })

/** `POST /api/exchange/calls`: what happens with a call, as the exchange tells it. The token stands in the body. */
export const ExchangeCallBody = z.strictObject({
  token: z.string().max(100),
  /** The exchange's own name of the call: the same in everything that it tells of it. */
  call: z.string().regex(/^[\w.@:+=~-]{1,120}$/u, { error: 'invalid-choice' }),
  event: z.enum(['came', ...REPORTS]),
  /** Of the ring that is reported: the step of its command. */
  step: z.int().min(0).max(100).nullable().default(null),
  /** The caller's number where the network shows it. One that cannot be read is taken as withheld: no call is refused for it. */
  caller: z.string().max(60).nullable().default(null),
})

/** What the exchange does next. `seconds`: how long it rings; `show`: the number that whoever is rung sees. */
export const CommandReply = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('ring'),
    step: z.int(),
    to: z.string(),
    seconds: z.int(),
    show: z.string(),
  }),
  /** Reads the words to the caller, then ends the call. */
  z.object({ do: z.literal('say'), text: z.string() }),
  /** Goes on with what is: those two speak, or nobody is on the line. */
  z.object({ do: z.literal('nothing') }),
])
export type Command = z.infer<typeof CommandReply>

export const CALL_LOOKS = [
  /** The telephone of who looks rings. */
  'rings',
  /** It rang, and now another's does. */
  'passed',
  /** It rang, and another answered. */
  'taken',
  /** It rang, and nobody answered: the call is a file. */
  'lost',
  /** Who looks speaks with the caller. */
  'speaking',
  /** Who looked has spoken with the caller, and nothing is written yet. */
  'to-write',
] as const

/** A call to the service's number for somebody whose telephone rang. The number only for who speaks with the caller. */
export const CallView = z.object({
  id: z.uuid(),
  territoryId: z.uuid(),
  look: z.enum(CALL_LOOKS),
  cameAt: InstantText,
  answeredAt: InstantText.nullable(),
  endedAt: InstantText.nullable(),
  number: z.string().nullable(),
  isWithheld: z.boolean(),
  /** Who answered; empty: nobody yet. */
  answeredBy: z.string(),
  /** Earlier calls of the same caller that nobody answered: their files are of who looks now. */
  lost: z.array(z.object({ cameAt: InstantText, interventionId: z.uuid() })),
})
export type CallView = z.infer<typeof CallView>

/** `GET /api/calls/mine`. */
export const MyCallsReply = z.object({ calls: z.array(CallView), now: InstantText })
