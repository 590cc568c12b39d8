import type { InterventionId } from '#platform/kernel/ids.ts'
import { type Route, route } from '#platform/server/route.ts'
import { aboutSubject, type SubjectPort } from '#platform/server/subject.ts'
import { Done, PlacementParams } from './contract.ts'
import { RatifyBody, RatifyWordsReply, ToRatifyReply } from './contract-ratify.ts'
import { ratifyPlace, toRatify, whyToRatify } from './ratifications.ts'
import { territoryOf } from './written-in.ts'

/** The routes about places that were taken before anybody could authorise them. */
export function ratifyRoutes(subjectOf: SubjectPort): readonly Route[] {
  return [
    route({
      id: 'places.toRatify',
      method: 'GET',
      path: '/api/placements/to-ratify',
      summary: 'I collocamenti indifferibili da ratificare',
      may: 'place.ratify',
      writes: 'desk',
      reply: { 200: ToRatifyReply },
      async run({ tx, actor }) {
        const rows = [...(await toRatify(tx, actor, territoryOf(tx), subjectOf))]
        return { status: 200, body: { rows, now: tx.work.now.toString() } }
      },
    }),
    route({
      id: 'places.whyToRatify',
      method: 'GET',
      path: '/api/interventions/:id/placements/:placementId/ratification',
      summary: 'Perché nessuno ha potuto autorizzare un collocamento',
      may: 'place.ratify',
      params: PlacementParams,
      reply: { 200: RatifyWordsReply },
      ...aboutSubject(subjectOf),
      async run({ tx, params }) {
        const about = { file: params.id as InterventionId, id: params.placementId }
        return { status: 200, body: { why: await whyToRatify(tx, about) } }
      },
    }),
    route({
      id: 'places.ratify',
      method: 'POST',
      path: '/api/interventions/:id/placements/:placementId/ratification',
      summary: 'Ratifica un collocamento indifferibile, o dice perché no',
      may: 'place.ratify',
      params: PlacementParams,
      body: RatifyBody,
      reply: { 200: Done },
      ...aboutSubject(subjectOf),
      async run({ tx, params, body }) {
        const about = { file: params.id as InterventionId, id: params.placementId }
        await ratifyPlace(tx, about, body, subjectOf)
        return { status: 200, body: { done: true as const } }
      },
    }),
  ]
}
