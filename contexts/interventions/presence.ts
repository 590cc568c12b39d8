import { sql } from 'kysely'
import * as z from 'zod'
import { namesOf } from '#contexts/access/public.ts'
import { personActing } from '#platform/server/person.ts'
import { PRESENCE_CHANNEL, type PresenceView, type Sign } from '#platform/server/presence.ts'
import { type Route, route } from '#platform/server/route.ts'
import { aboutSubject } from '#platform/server/subject.ts'
import { ownersOf } from './board.ts'
import { InterventionParams } from './contract.ts'
import { interventionPolicy } from './policy.ts'
import { subjectOf } from './subject.ts'

/** Which window says it, in which part of the file something is being written, and whether it is still there. */
const PresenceBody = z.strictObject({
  desk: z.uuid(),
  /** The name of a part of the screen, never words of anybody. */
  where: z
    .string()
    .regex(/^[a-z][a-z.-]{0,40}$/u, { error: 'invalid-format' })
    .nullable(),
  stays: z.boolean(),
})

/** Who looks at a file says so to the other boards. It is no event: nothing of it is written anywhere. */
export const presenceRoute: Route = route({
  id: 'interventions.presence',
  method: 'POST',
  path: '/api/interventions/:id/presence',
  summary: 'Dice ai colleghi chi guarda questo intervento e dove scrive. Non resta scritto',
  may: 'intervention.read',
  params: InterventionParams,
  body: PresenceBody,
  reply: { 200: z.object({}) },
  ...aboutSubject(subjectOf),
  async run({ tx, params, body }) {
    const sign: Sign = { ...body, fileId: params.id, staffId: personActing(tx).staffId }
    await sql`select pg_notify(${PRESENCE_CHANNEL}, ${JSON.stringify(sign)})`.execute(tx)
    return { status: 200, body: {} }
  },
})

/** Of a file that somebody may not read, they are not told who reads it. */
export const presenceView: PresenceView = {
  async open(tx, actor, ids) {
    const rows = await tx
      .selectFrom('interventions.intervention')
      .select(['id', 'territory_id', 'owner_id', 'is_protected', 'state'])
      .where('id', 'in', [...ids])
      .execute()
    return rows
      .filter((row) => interventionPolicy.allow(actor, 'intervention.read', row).allowed)
      .map((row) => row.id)
  },
  apart: ownersOf,
  names: namesOf,
}
