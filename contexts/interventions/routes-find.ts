import type { Tx } from '#platform/server/db.ts'
import { NotFoundError } from '#platform/server/errors.ts'
import { type Route, route } from '#platform/server/route.ts'
import { FoundReply, NumberParams } from './contract.ts'
import { interventionPolicy } from './policy.ts'

/** A file by the number that people say, open or closed: the one that came last where two territories share it. */
export const findRoute: Route = route({
  id: 'interventions.byNumber',
  method: 'GET',
  path: '/api/interventions/numbered/:number',
  summary: 'L’intervento con questo numero, aperto o chiuso, fra quelli che chi cerca può vedere',
  may: 'board.read',
  writes: 'none',
  params: NumberParams,
  reply: { 200: FoundReply },
  async run({ tx, params }) {
    return { status: 200, body: { id: await idByNumber(tx, params.number) } }
  },
})

async function idByNumber(tx: Tx, number: string): Promise<string> {
  const row = await tx
    .selectFrom('interventions.intervention as i')
    .select('i.id')
    .where('i.number', '=', number)
    .where(interventionPolicy.where(tx.work.actor, 'intervention.list', 'i'))
    .orderBy('i.received_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) throw new NotFoundError('intervention')
  return row.id
}
