import { useEffect, useState } from 'react'

const KINDS = ['open', 'here', 'closed', 'sent', 'kept', 'wiped'] as const

/** What windows of one browser tell each other about a draft: its id, never a word of it. */
type Hint = {
  readonly kind: (typeof KINDS)[number]
  readonly draftId: string
  readonly from: string
  /** Of a draft that parted in two: the one under which the call was sent. */
  readonly as?: string
}

const CHANNEL = 'approdo.bozze'
/** This window among the others. */
const ME = crypto.randomUUID()

function hintOf(data: unknown): Hint | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const { kind, draftId, from, as }: Partial<Record<keyof Hint, unknown>> = data
  if (typeof draftId !== 'string' || typeof from !== 'string') return undefined
  const known = KINDS.find((one) => one === kind)
  if (known === undefined) return undefined
  return { kind: known, draftId, from, ...(typeof as === 'string' ? { as } : {}) }
}

/** Tells the other windows of this browser about a draft; `as`: the one under which its call was sent. */
export function tellWindows(kind: Hint['kind'], draftId: string, as?: string): void {
  const channel = new BroadcastChannel(CHANNEL)
  const about = { kind, draftId, from: ME }
  channel.postMessage((as === undefined ? about : { ...about, as }) satisfies Hint)
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

/** The drafts whose form stands on this page. */
const openHere = new Set<string>()

/** True while a form of this page writes the draft: it sends it itself. */
export function isOpenHere(draftId: string): boolean {
  return openHere.has(draftId)
}

/** So long another window has to say that it writes a draft. */
const ANSWER_MS = 400

/** True while a form writes the draft, on this page or in another window of this browser. */
export async function isOpenAnywhere(draftId: string): Promise<boolean> {
  if (isOpenHere(draftId)) return true
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const stop = listen((hint) => {
    if (hint.from !== ME && hint.kind === 'here' && hint.draftId === draftId) resolve(true)
  })
  const late = setTimeout(() => resolve(false), ANSWER_MS)
  tellWindows('open', draftId)
  const isOpen = await promise
  clearTimeout(late)
  stop()
  return isOpen
}

/** Calls back when a draft was kept, sent, left or wiped in this browser, also on this page. */
export function onDraftsMoved(moved: (what: Pick<Hint, 'kind' | 'draftId'>) => void): () => void {
  return listen((hint) => {
    if (hint.kind !== 'open' && hint.kind !== 'here') moved(hint)
  })
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

/** Calls back when a draft was kept or sent in this browser, also by this window. */
export function useKeptHint(onKept: () => void): void {
  useEffect(
    () =>
      listen((hint) => {
        if (hint.kind === 'kept' || hint.kind === 'sent') onKept()
      }),
    [onKept],
  )
}

/**
 * Says to the other windows that this one writes the draft, and answers how many others do. `onSent` is called
 * with the draft under which one of them has made a report of the call, also of `partedFrom`, which this one was
 * part of; `onWiped` when one has wiped this machine's copy, which they share.
 */
export function useDraftWindows(
  draftId: string,
  partedFrom: string | undefined,
  onSent: (as: string) => void,
  onWiped: () => void,
): number {
  const [others, setOthers] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    setOthers(new Set())
    const stop = listen((hint) => {
      if (hint.from === ME) return
      if (hint.kind === 'sent' && hint.draftId === partedFrom) onSent(hint.as ?? partedFrom)
      if (hint.draftId !== draftId) return
      if (hint.kind === 'sent') onSent(hint.as ?? draftId)
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
    const leave = (): void => {
      openHere.delete(draftId)
      tellWindows('closed', draftId)
    }
    openHere.add(draftId)
    tellWindows('open', draftId)
    tellWindows('here', draftId)
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
      stop()
    }
  }, [draftId, partedFrom, onSent, onWiped])
  return others.size
}
