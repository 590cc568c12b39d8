import { type ReactNode, useEffect } from 'react'
import { FilePage } from '#contexts/interventions/web/public.ts'
import { FIRST_TAB, showTab, TAB_WORD, useShownTab } from '#platform/web/case-tabs.ts'
import { useReplace } from '#platform/web/navigation.tsx'
import type { ScreenProps } from '#platform/web/slots.ts'
import { slots } from './slots.ts'

const FILE = 'interventions.focus'
const others = slots
  .of('board-column')
  .filter((column) => column.place === 'focus' && column.id !== FILE)

/** One file on its own page: its panel, then what the other rooms show of it beside the board. */
export function Screen({ params, search }: ScreenProps): ReactNode {
  const id = params['id'] ?? ''
  useTabInAddress(id, search[TAB_WORD])
  return (
    <FilePage id={id}>
      {others.map(({ id: column, Column }) => (
        <Column key={column} focusedId={id} />
      ))}
    </FilePage>
  )
}

/** The tab of the address is shown, and the address follows the tab: it can be kept and sent. */
function useTabInAddress(id: string, asked: string | undefined): void {
  const replace = useReplace()
  const shown = useShownTab(id)
  useEffect(() => {
    if (asked !== undefined) showTab(id, asked)
    // Only what the page was opened with.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [id])
  useEffect(() => {
    const tab = shown === FIRST_TAB ? '' : `?${TAB_WORD}=${encodeURIComponent(shown)}`
    if (`${location.pathname}${location.search}` !== `/interventi/${id}${tab}`)
      replace(`/interventi/${id}${tab}`)
  }, [id, shown, replace])
}
