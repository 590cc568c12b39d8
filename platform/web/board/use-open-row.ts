import { useCallback } from 'react'
import { useNarrow } from '../narrow.ts'
import { useGo } from '../navigation.tsx'
import { focusRow } from './focus-store.ts'

/** Query of `/sala` that, on a narrow screen, puts one file over the lists; the back button takes it away. */
export const OPEN_ROW = 'caso'

/** Opens a row of the board: its page on a wide screen, the focus panel over the lists on a narrow one. */
export function useOpenRow(): (id: string) => void {
  const go = useGo()
  const narrow = useNarrow()
  return useCallback(
    (id) => {
      focusRow(id)
      go(narrow ? `/sala?${OPEN_ROW}=${id}` : `/interventi/${id}`)
    },
    [go, narrow],
  )
}
