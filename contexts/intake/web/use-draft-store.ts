import { useEffect, useState } from 'react'
import { useSession } from '#platform/web/session.ts'
import { type LocalStore, openLocal } from './local-drafts.ts'

/** So long a call waits for this machine's store; where it hangs, the call is taken without, until it comes. */
const LONGEST_MS = 1_000

/** The drafts of who sits here on this machine. */
export function useDraftStore(): LocalStore {
  const session = useSession().data
  const [store, setStore] = useState<LocalStore>()
  const staffId = session?.staffId
  const key = session?.draftKey
  useEffect(() => {
    let open = true
    if (staffId === undefined || key === undefined) return undefined
    const late = setTimeout(() => setStore((before) => before ?? null), LONGEST_MS)
    const opening = key === null ? Promise.resolve(null) : openLocal(staffId, key)
    void opening.then((opened) => {
      if (open) setStore(opened)
    })
    return () => {
      open = false
      clearTimeout(late)
    }
  }, [staffId, key])
  return store
}
