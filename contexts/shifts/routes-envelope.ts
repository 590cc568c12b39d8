import { instant } from '#platform/kernel/time.ts'
import { personActing } from '#platform/server/person.ts'
import { type Route, route } from '#platform/server/route.ts'
import {
  EnvelopeContent,
  SheetParams,
  SheetsReply,
  TypedReply,
  TypeSheetBody,
} from './contract-envelope.ts'
import { fillEnvelope } from './envelope.ts'
import { noteTyped, sheetsHere } from './sheet-store.ts'

const fill = route({
  id: 'shifts.envelope',
  method: 'POST',
  path: '/api/shift-notes/envelope',
  summary: 'La busta d’emergenza della postazione: numeri, strutture non protette, schede di carta',
  may: 'shift.sign',
  writes: 'desk',
  reply: { 200: EnvelopeContent },
  run: async ({ tx }) => ({ status: 200, body: await fillEnvelope(tx, personActing(tx)) }),
})

const sheets = route({
  id: 'shifts.sheets',
  method: 'GET',
  path: '/api/shift-notes/sheets',
  summary: 'Le schede di carta numerate, e quali sono trascritte',
  may: 'shift.sign',
  writes: 'desk',
  reply: { 200: SheetsReply },
  run: async ({ tx, now }) => ({
    status: 200,
    body: { now: now.toString(), sheets: await sheetsHere(tx) },
  }),
})

const typing = route({
  id: 'shifts.sheet.typed',
  method: 'POST',
  path: '/api/shift-notes/sheets/:number/typing',
  summary: 'Una scheda di carta si trascrive ora, con l’ora vera della chiamata',
  may: 'shift.sign',
  writes: 'desk',
  params: SheetParams,
  body: TypeSheetBody,
  reply: { 200: TypedReply },
  async run({ tx, params, body }) {
    const receivedAt = instant(body.receivedAt)
    await noteTyped(tx, personActing(tx).staffId, { number: params.number, receivedAt })
    return { status: 200, body: { number: params.number, receivedAt: body.receivedAt } }
  },
})

export const envelopeRoutes: readonly Route[] = [fill, sheets, typing]
