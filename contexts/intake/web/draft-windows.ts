import { useEffect, useState } from 'react'

const KINDS = ['open', 'here', 'closed', 'sent', 'kept', 'wiped'] as const

/** What windows of one browser tell each other about a draft: its id, never a word of it. */
type Hint = {
  readonly kind: (typeof KINDS)[number]
  readonly draftId: string
  readonly from: string
}

const CHANNEL = 'approdo.bozze'
/** This window among the others. */
const ME = crypto.randomUUID()

function hintOf(data: unknown): Hint | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const { kind, draftId, from }: Partial<Record<keyof Hint, unknown>> = data
  if (typeof draftId !== 'string' || typeof from !== 'string') return undefined
  const known = KINDS.find((one) => one === kind)
  return known === undefined ? undefined : { kind: known, draftId, from }
}

/** Tells the other windows of this browser about a draft. */
export function tellWindows(kind: Hint['kind'], draftId: string): void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage({ kind, draftId, from: ME } satisfies Hint)
  channel.close()
}

function listen(hear: (hint: Hint) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.addEventListener('message', (event: MessageEvent<unknown>) => {
    const hint = hintOf(event.data)
    if (hint !== undefined) hear(hint)
  })
  return () => channel.close()
}

/** The drafts that other windows of this browser say they hold open: each of `ids` is asked for. */
export function useOpenElsewhere(ids: readonly string[]): ReadonlySet<string> {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const asked = ids.join(' ')
  useEffect(() => {
    const stop = listen((hint) => {
      if (hint.from !== ME && hint.kind === 'here')
        setOpen((before) => new Set([...before, hint.draftId]))
    })
    for (const id of asked.split(' ')) if (id !== '') tellWindows('open', id)
    return stop
  }, [asked])
  return open
}

/** Calls back when a draft was kept in this browser, also by this window. */
export function useKeptHint(onKept: () => void): void {
  useEffect(
    () =>
      listen((hint) => {
        if (hint.kind === 'kept') onKept()
      }),
    [onKept],
  )
}

/**
 * Says to the other windows that this one writes the draft, and answers how many others do. `onSent` is called
 * when one of them has made a report of it, `onWiped` when one has wiped this machine's copy, which they share.
 */
export function useDraftWindows(draftId: string, onSent: () => void, onWiped: () => void): number {
  const [others, setOthers] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    setOthers(new Set())
    const stop = listen((hint) => {
      if (hint.from === ME || hint.draftId !== draftId) return
      if (hint.kind === 'sent') onSent()
      if (hint.kind === 'wiped') onWiped()
      if (hint.kind === 'open') tellWindows('here', draftId)
      setOthers((before) => {
        const next = new Set(before)
        if (hint.kind === 'closed' || hint.kind === 'sent') next.delete(hint.from)
        // Who only asks whether it is open does not hold it; who writes says so with `here`.
        if (hint.kind === 'here') next.add(hint.from)
        return next
      })
    })
    const leave = (): void => tellWindows('closed', draftId)
    tellWindows('open', draftId)
    tellWindows('here', draftId)
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
      stop()
    }
  }, [draftId, onSent, onWiped])
  return others.size
}
