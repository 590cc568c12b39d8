import * as z from 'zod'
import { SKIPPED_FOR, TRY_STATES } from './model-drill.ts'

const Instant = z.iso.datetime()

const DrilledContact = z.object({
  /** Of the newest drill; null: it was in none. */
  state: z.enum(TRY_STATES).nullable(),
  skippedFor: z.enum(SKIPPED_FOR).nullable(),
  /** When that was. */
  at: Instant.nullable(),
  /** When a drill last proved it, within the months that are kept in sight. */
  lastAnswered: Instant.nullable(),
  /** Drills running that it has left without an answer. */
  silentRunning: z.int(),
})
export type DrilledContact = z.infer<typeof DrilledContact>

/** `GET /api/rota/drills`: by name, and never by how quick anybody was. */
export const DrillsReply = z.object({
  /** When the newest drill began. */
  startedAt: Instant.nullable(),
  isRunning: z.boolean(),
  /** When the next one begins by itself; null where the territory has them off. */
  nextAt: Instant.nullable(),
  hasTelephone: z.boolean(),
  people: z.array(
    z.object({ id: z.uuid(), name: z.string(), phone: DrilledContact, mail: DrilledContact }),
  ),
})
export type DrillsReply = z.infer<typeof DrillsReply>

/** `POST /api/rota/drills`. */
export const DrillStartedReply = z.object({ started: z.literal(true) })
