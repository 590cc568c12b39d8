import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { ask } from '#platform/web/api.ts'
import { serverNowMs } from '#platform/web/clock.ts'
import { useDraft } from '#platform/web/use-draft.ts'
import { DeletedReply } from '../contract.ts'
import { type DraftLine, flyOnce, type Parting, type SaveOutcome, saveLine } from './draft-line.ts'
import { tellWindows, useDraftWindows } from './draft-windows.ts'
import { emptyForm, type Form, isWritten } from './form.ts'
import { type Keeping, keepingAtFirst, keepingShown } from './keeping.ts'
import { lastStroke, markStroke, unmarkStroke } from './last-words.ts'
import { emptyMailbox, type Mailbox } from './letters.ts'
import { type Beginning, type LocalStore, type LocalWords, removeLocal } from './local-drafts.ts'

export type Intake = {
  /** The id under which the server keeps it now. */
  readonly draftId: () => string
  readonly startedAt: string
  readonly form: Form
  /** The form with the last keystroke, also before the screen shows it. */
  readonly latest: () => Form
  readonly change: (changes: Partial<Form>) => void
  readonly keeping: Keeping
  /** Why this window writes a draft of its own now; undefined when it does not. */
  readonly parting: Parting | undefined
  readonly stay: () => void
  /** How many other windows of this browser have the same draft open. */
  readonly others: number
  /** The letters sent of it. They are kept with the words, so that after a reload none goes under another key. */
  readonly box: Mailbox
  /** True when it was sent or ended: nothing of it is a draft any more. */
  readonly isOver: () => boolean
  /** Keeps words and letters on this machine as they stand. */
  readonly keep: () => void
  /** Saves the last keystroke on the server now; does not fail. */
  readonly flush: () => Promise<void>
  /** Stops keeping and wipes what this machine holds: the report was taken, or the call was something else. */
  readonly finish: (became: 'report' | 'ending') => Promise<void>
}

const EVERY_MS = 2_000
const LAST_KEY_MS = 500
/** So long without an answer of the server, and what is written is only on this machine. */
const LATE_MS = 2_500

function nowText(): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(serverNowMs())).toString()
}

/** A new call, from this moment. */
export function newCall(): Beginning {
  return { id: crypto.randomUUID(), version: 0, startedAt: nowText(), form: emptyForm() }
}

/** What the form of one call needs. */
export type IntakeFrame = {
  readonly begin: Beginning
  readonly territoryId: string | undefined
  readonly store: LocalStore
  readonly parting?: Parting | undefined
  /** Told the id of the draft when there is one, and again when it goes on under another. */
  readonly onDraft?: ((id: string) => void) | undefined
}

/**
 * The form of one call: each keystroke is kept on this machine, and every two seconds on the server. A draft
 * that another window wrote meanwhile goes on under an id of its own, and says so: neither text is lost.
 */
export function useIntake(frame: IntakeFrame): Intake {
  const { begin, territoryId, store, onDraft } = frame
  const [form, setForm] = useState(begin.form)
  const latest = useRef(begin.form)
  const line = useRef<DraftLine>({
    ...{ id: begin.id, version: begin.version, over: false, tried: [], flight: undefined },
    sent: begin.unsent === true ? emptyForm() : begin.form,
  })
  const [id, setId] = useState(begin.id)
  const keepHere = useDraft(store ?? undefined, id)
  // What was kept up to here is kept: a form that is only opened loses nothing.
  const stroke = useRef(lastStroke(begin.id) ?? 0)
  const isFinished = useRef(false)
  const [box] = useState(() => begin.box ?? emptyMailbox())
  const keepLatest = useCallback(() => {
    const { version, sent } = line.current
    const unsent = latest.current !== sent
    const words = { form: latest.current, startedAt: begin.startedAt, territoryId, version, unsent }
    const { tried } = line.current
    keepHere({ ...words, stroke: stroke.current, tried, box } satisfies LocalWords)
  }, [keepHere, begin.startedAt, territoryId, box])
  const keep = useCallback(() => {
    if (!isFinished.current) keepLatest()
  }, [keepLatest])
  const kept = useServerDraft({ ...frame, line: line.current, latest, keepLatest, onId: setId })
  const { setParting } = kept
  const parted = useRef<string | undefined>(undefined)
  const partedFrom = usePartedFrom(kept.parting)
  const onSent = useCallback(
    (as: string) => {
      // The other text of this call is a report: what is written here completes it, and no second one is born.
      if (as !== line.current.id) parted.current = line.current.id
      line.current.id = as
      line.current.over = true
      setParting({ kind: 'sent' })
    },
    [setParting],
  )
  const onWiped = useCallback(() => {
    if (latest.current !== line.current.sent) keepLatest()
  }, [keepLatest])
  const others = useDraftWindows(id, partedFrom, onSent, onWiped)

  // Under a new id the words are kept on this machine too, and stand in the address.
  useEffect(() => {
    if (!isWritten(latest.current)) return
    keepLatest()
    onDraft?.(id)
  }, [id, keepLatest, onDraft])

  const change = useCallback(
    (changes: Partial<Form>) => {
      const next = { ...latest.current, ...changes }
      const isFirst = !isWritten(latest.current) && isWritten(next)
      latest.current = next
      setForm(next)
      stroke.current = Math.max(stroke.current + 1, Math.floor(serverNowMs()))
      markStroke(line.current.id, stroke.current)
      keepLatest()
      if (isFirst) onDraft?.(line.current.id)
    },
    [keepLatest, onDraft],
  )

  const finish = useCallback(
    async (became: 'report' | 'ending') => {
      line.current.over = true
      isFinished.current = true
      unmarkStroke()
      if (became === 'report') {
        tellWindows('sent', line.current.id)
        if (partedFrom !== undefined) tellWindows('sent', partedFrom, line.current.id)
      }
      // The last save may just have gone on under an id of its own: then there are two copies.
      const ids = new Set([id, line.current.id])
      if (parted.current !== undefined) await dropDraft(parted.current)
      await removeLocal(store, ids)
      wipeLater(store, ids)
    },
    [store, id, partedFrom],
  )

  const { parting, flush } = kept
  const keeping = keepingShown(kept.keeping, form)
  return useMemo(
    () => ({
      ...{ startedAt: begin.startedAt, form, change, keeping, parting, others, flush, finish },
      ...{ box, keep },
      draftId: () => line.current.id,
      latest: () => latest.current,
      isOver: () => isFinished.current || line.current.over,
      stay: () => setParting(undefined),
    }),
    [begin.startedAt, form, change, keeping, parting, others, flush, finish, box, keep, setParting],
  )
}

/** The draft that this window's text parted from; it stays known when its writer has chosen. */
function usePartedFrom(parting: Parting | undefined): string | undefined {
  const [from, setFrom] = useState<string>()
  const now = parting?.kind === 'both' ? parting.otherId : from
  if (now !== from) setFrom(now)
  return now
}

/** What completed another report leaves no draft behind; one that stays can be wiped in Bozze. */
async function dropDraft(id: string): Promise<void> {
  const gone = { method: 'DELETE', path: `/api/drafts/${id}`, reply: DeletedReply } as const
  await ask(gone).catch(() => undefined)
}

/**
 * A keystroke may still have been on its way to this machine's store. Another window that writes the same draft is
 * told, because the copy was also its own.
 */
function wipeLater(store: LocalStore, ids: ReadonlySet<string>): void {
  const wipe = async (): Promise<void> => {
    await removeLocal(store, ids)
    for (const id of ids) tellWindows('wiped', id)
  }
  setTimeout(() => void wipe(), LAST_KEY_MS)
}

type ServerDraft = IntakeFrame & {
  readonly line: DraftLine
  readonly latest: { readonly current: Form }
  readonly keepLatest: () => void
  readonly onId: (id: string) => void
}

/** Saves on the server every two seconds, when leaving, and when asked to. */
function useServerDraft(given: ServerDraft) {
  const { begin, territoryId, store, line, latest, keepLatest, onId } = given
  const [keeping, setKeeping] = useState<Keeping>(() => keepingAtFirst(begin))
  const [parting, setParting] = useState(given.parting)
  const { startedAt } = begin

  const settle = useCallback(
    (outcome: SaveOutcome, savedId: string) => {
      if (outcome.kind === 'kept') {
        setKeeping(outcome)
        if (latest.current === line.sent) unmarkStroke()
        keepLatest()
        tellWindows('kept', line.id)
      }
      if (outcome.kind === 'only-here') setKeeping(outcome)
      if (outcome.kind === 'parted') {
        setKeeping({ kind: 'only-here' })
        setParting(outcome.parting)
        onId(line.id)
        if (line.id !== savedId) wipeLater(store, new Set([savedId]))
      }
    },
    [line, latest, store, keepLatest, onId],
  )

  const save = useCallback((): Promise<void> => {
    if (line.flight !== undefined) return line.flight
    if (line.over || latest.current === line.sent || !isWritten(latest.current))
      return Promise.resolve()
    setKeeping((before) => (before.kind === 'nothing' ? { kind: 'writing' } : before))
    const late = setTimeout(() => setKeeping({ kind: 'only-here' }), LATE_MS)
    const { id } = line
    return flyOnce(line, async () => {
      const frame = { startedAt, territoryId, onTry: keepLatest }
      const outcome = await saveLine(line, latest.current, frame)
      clearTimeout(late)
      if (outcome !== undefined) settle(outcome, id)
    })
  }, [line, latest, startedAt, territoryId, keepLatest, settle])

  useEffect(() => {
    const timer = setInterval(() => void save(), EVERY_MS)
    // A page that is left may be put away without another word.
    const leave = (): void => {
      if (document.visibilityState === 'hidden') void save()
    }
    const gone = (): void => void save()
    document.addEventListener('visibilitychange', leave)
    addEventListener('pagehide', gone)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', leave)
      removeEventListener('pagehide', gone)
      void save()
    }
  }, [save])

  const flush = useCallback(async () => {
    await line.flight
    await save()
  }, [line, save])

  return { keeping, parting, setParting, flush }
}
