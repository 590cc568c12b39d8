import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { serverNowMs } from './clock.ts'
import { type DraftStore, openDrafts } from './drafts.ts'
import { useSession } from './session.ts'

/** What nobody came back to within this time is wiped from the machine. */
const KEPT_DAYS = 7

/** The words that one person has under way at this desk, by the form they stand in. */
type Shelf = {
  readonly staffId: string
  readonly words: Map<string, unknown>
  /** What this machine had kept when the page was opened, by its form. */
  readonly resumed: Set<string>
  /** Null where this machine keeps nothing: the words last as long as the page. */
  readonly store: Promise<DraftStore | null>
}

let shelf: Shelf | undefined
const listeners = new Set<() => void>()

function changed(): void {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Opens the shelf of who sits here; another person's words leave the memory of the page. */
function openShelf(staffId: string, draftKey: string | null): void {
  if (shelf?.staffId === staffId) return
  const words = new Map<string, unknown>()
  // Beside the drafts of reports, not among them: a shelf of its own under the same key.
  const opening = draftKey === null ? null : openDrafts(`${staffId}~schede`, draftKey)
  shelf = { staffId, words, resumed: new Set(), store: Promise.resolve(opening).catch(() => null) }
  void take(shelf)
}

/** Puts on the shelf what this machine kept; what was typed meanwhile is newer. */
async function take(mine: Shelf): Promise<void> {
  const store = await mine.store
  const oldest = now().subtract({ hours: KEPT_DAYS * 24 })
  for (const { id, at, value } of (await store?.list().catch(() => [])) ?? []) {
    if (Temporal.Instant.compare(at, oldest) < 0) void store?.remove(id).catch(() => undefined)
    else if (!mine.words.has(id)) {
      mine.words.set(id, value)
      mine.resumed.add(id)
    }
  }
  if (shelf === mine) changed()
}

function now(): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(serverNowMs()))
}

function keep(id: string, value: unknown): void {
  const mine = shelf
  if (mine === undefined) return
  mine.words.set(id, value)
  changed()
  const at = now().toString()
  void mine.store.then((store) =>
    // What was sent meanwhile is not put back.
    mine.words.get(id) === value ? store?.put(id, value, at).catch(() => undefined) : undefined,
  )
}

function forget(id: string): void {
  const mine = shelf
  if (mine === undefined) return
  mine.words.delete(id)
  mine.resumed.delete(id)
  changed()
  void mine.store.then((store) => store?.remove(id).catch(() => undefined))
}

/** What one person has under way in one form. */
export interface KeptWords {
  /** As it was last kept; undefined when nothing is under way. */
  readonly value: unknown
  readonly keep: (value: unknown) => void
  /** They were written before this page was opened. */
  readonly isResumed: boolean
  /** It was sent, or is no longer wanted. */
  readonly forget: () => void
}

/**
 * The words under way in a form: another row, another page or a reload take nothing away. They are kept on this
 * machine, sealed, for who sits here, as the drafts of reports are. `id` without spaces; undefined keeps nothing.
 */
export function useKeptWords(id: string | undefined): KeptWords {
  const session = useSession().data
  const staffId = session?.staffId
  const draftKey = session?.draftKey ?? null
  useEffect(() => {
    if (staffId !== undefined) openShelf(staffId, draftKey)
  }, [staffId, draftKey])
  const value = useSyncExternalStore(subscribe, () =>
    id === undefined || shelf?.staffId !== staffId ? undefined : shelf?.words.get(id),
  )
  return {
    value,
    isResumed: value !== undefined && id !== undefined && shelf?.resumed.has(id) === true,
    keep: useCallback((words: unknown) => (id === undefined ? undefined : keep(id, words)), [id]),
    forget: useCallback(() => (id === undefined ? undefined : forget(id)), [id]),
  }
}
