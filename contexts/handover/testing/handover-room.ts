import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findStaff } from '#contexts/access/public.ts'
import type { Typesetter } from '#contexts/documents/public.ts'
import { SECRETS, secretFacts } from '#contexts/documents/testing/facts.ts'
import { handoverReturned, subjectOf } from '#contexts/interventions/public.ts'
import { openRoom, type TestRoom } from '#contexts/interventions/testing/room.ts'
import { folderStore } from '#platform/gateways/files.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { testVault } from '#platform/testing/tools.ts'
import { type Answering, recordAnswer, sendHandover } from '../commands.ts'
import type { AnswerKind, Handover } from '../model.ts'
import type { HandoverNeeds } from '../needs.ts'
import { previewOf } from '../preview.ts'
import type { SendOrder } from '../send-order.ts'
import { shieldHandovers } from '../shield.ts'
import { findHandover } from '../store.ts'

export const MAILBOX = 'sociale@ufficio.example'
export const RECIPIENT = {
  name: 'Laura Prova',
  role: 'assistente sociale',
  mailbox: MAILBOX,
  phone: null,
}

type Letter = { readonly to: string; readonly subject: string; readonly text: string }

/** A room of files with people who hand over, and what left by mail. */
export type HandoverRoom = {
  readonly room: TestRoom
  readonly worker: PersonActor
  readonly boss: PersonActor
  readonly stranger: PersonActor
  readonly needs: HandoverNeeds
  readonly send: (file: InterventionId, over?: Partial<SendOrder>) => Promise<Handover>
  readonly say: (file: InterventionId, id: string, kind: AnswerKind) => Promise<Handover>
  readonly stateOf: (id: string) => Promise<string | undefined>
  readonly mailboxOf: (who: PersonActor) => Promise<string | undefined>
  readonly mailsAbout: (sent: Pick<Handover, 'fileNumber'>) => Promise<readonly Letter[]>
  readonly close: () => Promise<void>
}

// What a page holds is tested with the documents; here any bytes do.
const anyPaper: Typesetter = {
  isAvailable: true,
  typeset: async () => Buffer.from('%PDF-1.7 prova'),
}

/** An answer as it is recorded by voice. */
export function anAnswer(kind: AnswerKind, at: Answering['at']): Answering {
  return {
    kind,
    how: 'voice',
    at,
    words: { name: 'Laura Prova', role: 'ufficio', reason: 'motivo', to: 'Rina Prova' },
  }
}

/** Opens the room of a test. */
export async function openHandoverRoom(): Promise<HandoverRoom> {
  const folder = mkdtempSync(join(tmpdir(), 'approdo-handover-'))
  const room = await openRoom(
    new Map([
      ['HandoverReturned', [handoverReturned]],
      ['HeadChanged', [shieldHandovers]],
    ]),
  )
  const worker = await room.person('social-worker')
  const documents: HandoverNeeds['documents'] = {
    typesetter: anyPaper,
    files: folderStore(folder),
    subjectOf,
    factsOf: async (tx, id) => ((await subjectOf(tx, id)) ? secretFacts() : undefined),
  }
  const needs: HandoverNeeds = {
    subjectOf,
    documents,
    whereaboutsOf: async () => ({ foundIn: 'L219', residence: 'A944' }),
    address: () => 'http://prova.example',
  }
  return {
    room,
    worker,
    boss: await room.person('coordinator'),
    stranger: await room.person('social-worker', room.elsewhere),
    needs,
    send: (interventionId, over = {}) =>
      room.as(worker, async (tx) => {
        const order: SendOrder = {
          interventionId,
          to: { officeKey: 'ufficio' },
          recipient: RECIPIENT,
          words: { whereNow: SECRETS.facility },
          documentIds: [],
          ...over,
        }
        // As the screen does: what leaves is looked at first.
        const seen = over.seen === undefined ? (await previewOf(tx, needs, order)).seal : over.seen
        return await sendHandover(tx, needs, { ...order, seen })
      }),
    say: (file, id, kind) =>
      room.as(worker, (tx) => recordAnswer(tx, file, id, anAnswer(kind, tx.work.now))),
    stateOf: async (id) => (await room.as(worker, (tx) => findHandover(tx, id)))?.state,
    mailboxOf: async ({ staffId }) =>
      (await room.as(worker, (tx) => findStaff(tx, staffId)))?.email,
    mailsAbout: async ({ fileNumber }) =>
      (await letters(room)).filter((mail) => mail.subject.includes(fileNumber)),
    async close() {
      await room.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function letters({ one }: TestRoom): Promise<readonly Letter[]> {
  const rows = await one.db
    .selectFrom('platform.outbox')
    .select(['territory_id', 'sealed_payload'])
    .execute()
  return rows.flatMap(({ territory_id, sealed_payload }) =>
    sealed_payload === null
      ? []
      : [JSON.parse(testVault.open(territory_id, 'outbox', sealed_payload)) as Letter],
  )
}
