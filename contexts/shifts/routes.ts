import { personActing } from '#platform/server/person.ts'
import { type Route, route } from '#platform/server/route.ts'
import {
  ConfirmBody,
  ConfirmedReply,
  NotesParams,
  NotesReply,
  SignBody,
  SignedReply,
  StandingReply,
} from './contract.ts'
import { notesPage, standingOf } from './reading.ts'
import { envelopeRoutes } from './routes-envelope.ts'
import { confirmNotes, signNotes } from './signing.ts'
import { roleOfNotes, territoryOf } from './store.ts'

const CONFIRMED = { status: 200, body: { confirmed: true } } as const

const read = route({
  id: 'shifts.notes',
  method: 'GET',
  path: '/api/shift-notes',
  summary: 'Le consegne: gli interventi aperti, le scadenze di 12 ore, le cose che passano di mano',
  may: 'shift.list',
  writes: 'desk',
  reply: { 200: NotesReply },
  run: async ({ tx, now }) => ({
    status: 200,
    body: await notesPage(tx, personActing(tx), now),
  }),
})

const standing = route({
  id: 'shifts.standing',
  method: 'GET',
  path: '/api/shift-notes/standing',
  summary: 'Chi deve ancora scrivere o confermare le consegne, e il proprio turno che finisce',
  may: 'shift.list',
  writes: 'desk',
  reply: { 200: StandingReply },
  run: async ({ tx, now }) => ({
    status: 200,
    body: await standingOf(tx, personActing(tx), now),
  }),
})

const signRoute = route({
  id: 'shifts.sign',
  method: 'POST',
  path: '/api/shift-notes',
  summary: 'Chi finisce il turno firma le consegne: da qui non si cambiano',
  may: 'shift.sign',
  writes: 'desk',
  body: SignBody,
  facts: async (tx, { body }) => ({ territoryId: territoryOf(tx), ofRole: body.role }),
  reply: { 201: SignedReply },
  run: async ({ tx, body }) => ({
    status: 201,
    body: { id: await signNotes(tx, personActing(tx), body) },
  }),
})

const confirmRoute = route({
  id: 'shifts.confirm',
  method: 'POST',
  path: '/api/shift-notes/:notesId/confirmation',
  summary: 'Chi entra conferma di aver letto le consegne, o scrive che cosa non torna',
  may: 'shift.sign',
  writes: 'desk',
  params: NotesParams,
  facts: async (tx, { params }) => ({
    territoryId: territoryOf(tx),
    ofRole: await roleOfNotes(tx, params.notesId),
  }),
  body: ConfirmBody,
  reply: { 200: ConfirmedReply },
  async run({ tx, params, body }) {
    await confirmNotes(tx, personActing(tx), params.notesId, body.remark)
    return CONFIRMED
  },
})

export const routes: readonly Route[] = [
  ...[read, standing, signRoute, confirmRoute],
  ...envelopeRoutes,
]
