import { useSyncExternalStore } from 'react'

/** The tab with which every file opens. */
export const FIRST_TAB = 'interventions.timeline'
/** The word of the address that names the tab of a file. */
export const TAB_WORD = 'scheda'

let shown: ReadonlyMap<string, string> = new Map()
const listeners = new Set<() => void>()

/** Shows a tab of a file, wherever that file is on screen: what a next step leads to. */
export function showTab(caseId: string, tab: string): void {
  if (tabOf(caseId) === tab) return
  shown = new Map(shown).set(caseId, tab)
  for (const listener of listeners) listener()
}

function tabOf(caseId: string): string {
  return shown.get(caseId) ?? FIRST_TAB
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The tab that a file shows now. */
export function useShownTab(caseId: string): string {
  return useSyncExternalStore(subscribe, () => tabOf(caseId))
}
