import { describe, expect, test, vi } from 'vitest'
import type { DraftStore } from '#platform/web/drafts.ts'
import { ApiProblem } from '#platform/web/problem.ts'
import { emptyForm } from './form.ts'
import { emptyMailbox, type Letter, type Taken } from './letters.ts'
import { type LocalDraft, localDraftOf } from './local-drafts.ts'
import { sendKept, waitingOf } from './outgoing.ts'

const AT = '2026-11-18T01:40:00Z'
const ID = '00000000-0000-7000-8000-000000000001'
const FORM = { ...emptyForm(), happening: 'Una donna con due bambini.' }
const TAKEN: Taken = {
  ...{ reportId: ID, contactId: ID, interventionId: ID, number: '26-1', access: 'entitled' },
  ...{ version: 1, isClassKept: false, can: { read: true, edit: true, page: true } },
}

vi.mock('#platform/web/ui/toaster.tsx', () => ({ toast: () => undefined }))

function machine() {
  const kept = new Map<string, { id: string; at: string; value: unknown }>()
  const store: DraftStore = {
    put: async (id, value, at) =>
      void kept.set(id, { id, at, value: JSON.parse(JSON.stringify(value)) }),
    list: async () => [...kept.values()],
    remove: async (id) => void kept.delete(id),
    wipe: async () => kept.clear(),
  }
  const held = (): readonly LocalDraft[] => [...kept.values()].map(localDraftOf)
  return { store, held }
}

/** A report that was sent as an emergency while the network was away, as it is found when a page is read again. */
async function left() {
  const { store, held } = machine()
  const waiting: Letter = {
    ...{ draftId: ID, form: FORM, options: { emergencyNow: true }, key: 'chiave' },
    body: { draftId: ID, emergencyNow: true },
  }
  const box = { ...emptyMailbox(), waiting, wanted: waiting.options }
  const words = { form: FORM, startedAt: AT, territoryId: undefined, version: 2 }
  await store.put(ID, { ...words, unsent: true, stroke: 7, tried: [], box }, AT)
  return { store, held, first: () => waitingOf(held())[0] }
}

const refusedBy = (status: number) =>
  new ApiProblem({ code: status === 0 ? 'offline' : 'refused', status, text: 'No.' })

describe('what was sent and has no answer', () => {
  test('leaves as it was, under its key, and then this machine holds nothing of it', async () => {
    const { store, held, first } = await left()
    const draft = first()
    if (draft === undefined) throw new Error('a letter that waits')
    const post = vi.fn<(letter: Letter) => Promise<Taken>>(async () => TAKEN)
    expect(await sendKept(store, draft, post)).toBe('sent')
    expect(post.mock.calls.map(([letter]) => [letter.key, letter.body['emergencyNow']])).toEqual([
      ['chiave', true],
    ])
    expect(held()).toEqual([])
  })

  test.each([0, 503, 401, 423, 429])(
    'stays as it was after %i: nobody has weighed it',
    async (status) => {
      const { store, first } = await left()
      const draft = first()
      if (draft === undefined) throw new Error('a letter that waits')
      const answer = await sendKept(store, draft, () => Promise.reject(refusedBy(status)))
      expect(answer).toBe('waits')
      expect(first()?.box.waiting?.key).toBe('chiave')
      expect(first()).toMatchObject({ unsent: true, stroke: 7, begin: { version: 2, form: FORM } })
    },
  )

  test('that the server refuses is a draft again, with every word', async () => {
    const { store, held, first } = await left()
    const draft = first()
    if (draft === undefined) throw new Error('a letter that waits')
    expect(await sendKept(store, draft, () => Promise.reject(refusedBy(422)))).toBe('refused')
    expect(first()).toBeUndefined()
    expect(held()).toMatchObject([{ unsent: true, begin: { id: ID, form: FORM } }])
  })
})
