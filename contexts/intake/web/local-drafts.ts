import { useCallback, useEffect, useState } from 'react'
import { type DraftStore, openDrafts } from '#platform/web/drafts.ts'
import type { Draft } from '#platform/web/tails.ts'
import type { DraftView } from '../contract.ts'
import { onDraftsMoved } from './draft-windows.ts'
import { type Form, formFrom } from './form.ts'
import { boxFrom } from './kept-letters.ts'
import type { Mailbox } from './letters.ts'

/** Where a form begins: nothing written, or a draft taken up again. */
export type Beginning = {
  readonly id: string
  readonly version: number
  readonly startedAt: string
  readonly form: Form
  /** With words that the server does not have under this id. */
  readonly unsent?: boolean
  /** When the server kept it as it stands. */
  readonly savedAt?: string
  /** The letters that were sent of it from this machine. */
  readonly box?: Mailbox
}

/** A draft as this machine holds it. `unsent`: with words that the server has not acknowledged. */
export type LocalDraft = {
  readonly at: string
  readonly begin: Beginning
  readonly unsent: boolean
  readonly territoryId: string | undefined
  /** The last keystroke in it, by number. */
  readonly stroke: number
  /** What left for the server and got no answer. */
  readonly tried: readonly Form[]
}

/** What is kept on this machine at each keystroke. `version` is the last one the server acknowledged. */
export type LocalWords = {
  readonly form: Form
  readonly startedAt: string
  readonly territoryId: string | undefined
  readonly version: number
  readonly unsent: boolean
  readonly stroke: number
  readonly tried: readonly Form[]
  readonly box: Mailbox
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** What this machine kept, as a form can begin from it. */
export function localDraftOf(draft: Draft): LocalDraft {
  const value = recordOf(draft.value)
  const startedAt = typeof value['startedAt'] === 'string' ? value['startedAt'] : draft.at
  const form = formFrom(recordOf(value['form']))
  const version = typeof value['version'] === 'number' ? value['version'] : 0
  const territory = value['territoryId']
  const box = boxFrom(value['box'])
  const tried: readonly unknown[] = Array.isArray(value['tried']) ? value['tried'] : []
  return {
    at: draft.at,
    begin: { id: draft.id, version, startedAt, form, ...(box && { box }) },
    unsent: value['unsent'] !== false,
    territoryId: typeof territory === 'string' ? territory : undefined,
    stroke: typeof value['stroke'] === 'number' ? value['stroke'] : 0,
    tried: tried.map((form) => formFrom(recordOf(form))),
  }
}

/** This machine's store for who sits here: undefined while it opens, null where there is none to be had. */
export type LocalStore = DraftStore | null | undefined

/** Opens it; null where the browser cannot keep anything, so that the call goes on without. */
export async function openLocal(
  staffId: string,
  key: string,
  open: (staffId: string, key: string) => Promise<DraftStore> = openDrafts,
): Promise<DraftStore | null> {
  return await open(staffId, key).catch(() => null)
}

/** What this machine holds; nothing where it cannot be read. */
export async function readLocal(store: DraftStore | null): Promise<readonly LocalDraft[]> {
  const found = await store?.list().catch(() => [])
  return (found ?? []).map(localDraftOf)
}

/** Wipes drafts from this machine; where it cannot be done there is nothing that anybody could do. */
export async function removeLocal(store: LocalStore, ids: Iterable<string>): Promise<void> {
  for (const id of ids) await store?.remove(id).catch(() => undefined)
}

/** Copies whose every word the server once had, and that it has no more: sent, ended or wiped elsewhere. */
export function staleCopies(
  there: readonly DraftView[],
  here: readonly LocalDraft[],
): readonly LocalDraft[] {
  return here.filter((draft) => !draft.unsent && !there.some((kept) => kept.id === draft.begin.id))
}

/** The drafts that this machine holds for who sits here; undefined while they open. */
export function useLocalDrafts(store: LocalStore): {
  readonly drafts: readonly LocalDraft[] | undefined
  readonly forget: (ids: readonly string[]) => void
} {
  const [drafts, setDrafts] = useState<readonly LocalDraft[]>()
  useEffect(() => {
    let open = true
    if (store === undefined) return undefined
    void readLocal(store).then((found) => {
      if (open) setDrafts(found)
    })
    return () => {
      open = false
    }
  }, [store])
  // What left by itself meanwhile is no draft any more.
  useEffect(
    () =>
      onDraftsMoved(({ kind, draftId }) => {
        if (kind !== 'sent') return
        setDrafts((before) => before?.filter((draft) => draft.begin.id !== draftId))
      }),
    [],
  )
  const forget = useCallback(
    (ids: readonly string[]) => {
      setDrafts((before) => before?.filter((draft) => !ids.includes(draft.begin.id)))
      void removeLocal(store, ids)
    },
    [store],
  )
  return { drafts, forget }
}

/** The drafts of this machine; those that the server, once read, has no more are wiped. */
export function useLiveLocalDrafts(store: LocalStore, there: readonly DraftView[] | undefined) {
  const { drafts, forget } = useLocalDrafts(store)
  useEffect(() => {
    const stale = there && drafts ? staleCopies(there, drafts) : []
    if (stale.length > 0) forget(stale.map((draft) => draft.begin.id))
  }, [there, drafts, forget])
  return { drafts, forget }
}

/** One of them; `opening` while the machine's store opens. */
export function useLocalDraft(store: LocalStore, id: string): LocalDraft | undefined | 'opening' {
  const { drafts } = useLocalDrafts(store)
  if (drafts === undefined) return 'opening'
  return drafts.find((draft) => draft.begin.id === id)
}
