import { useEffect, useState } from 'react'
import type { Draft, DraftStore } from '#platform/web/drafts.ts'
import { type Form, formFrom } from './form.ts'

/** Where a form begins: nothing written, or a draft taken up again. */
export type Beginning = {
  readonly id: string
  readonly version: number
  readonly startedAt: string
  readonly form: Form
  /** With words that the server does not have under this id. */
  readonly unsent?: boolean
}

/** A draft as this machine holds it. `unsent`: with words that the server has not acknowledged. */
export type LocalDraft = {
  readonly at: string
  readonly begin: Beginning
  readonly unsent: boolean
  readonly territoryId: string | undefined
}

/** What is kept on this machine at each keystroke. `version` is the last one the server acknowledged. */
export type LocalWords = {
  readonly form: Form
  readonly startedAt: string
  readonly territoryId: string | undefined
  readonly version: number
  readonly unsent: boolean
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
  return {
    at: draft.at,
    begin: { id: draft.id, version, startedAt, form },
    unsent: value['unsent'] !== false,
    territoryId: typeof territory === 'string' ? territory : undefined,
  }
}

/** The drafts that this machine holds for who sits here; undefined while they open. */
export function useLocalDrafts(store: DraftStore | undefined): readonly LocalDraft[] | undefined {
  const [drafts, setDrafts] = useState<readonly LocalDraft[]>()
  useEffect(() => {
    let open = true
    void store?.list().then((found) => {
      if (open) setDrafts(found.map(localDraftOf))
    })
    return () => {
      open = false
    }
  }, [store])
  return drafts
}

/** One of them; `opening` while the machine's store opens. */
export function useLocalDraft(
  store: DraftStore | undefined,
  id: string,
): LocalDraft | undefined | 'opening' {
  const drafts = useLocalDrafts(store)
  if (drafts === undefined) return 'opening'
  return drafts.find((draft) => draft.begin.id === id)
}
