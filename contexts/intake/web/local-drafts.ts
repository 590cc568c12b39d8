import { useEffect, useState } from 'react'
import type { Draft, DraftStore } from '#platform/web/drafts.ts'
import { formFrom } from './form.ts'
import type { Beginning } from './use-intake.ts'

/** A draft as this machine holds it. */
export type LocalDraft = { readonly at: string; readonly begin: Beginning }

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** What this machine kept, as a form can begin from it. */
export function localDraftOf(draft: Draft): LocalDraft {
  const value = recordOf(draft.value)
  const startedAt = typeof value['startedAt'] === 'string' ? value['startedAt'] : draft.at
  const form = formFrom(recordOf(value['form']))
  return { at: draft.at, begin: { id: draft.id, version: 0, startedAt, form } }
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
