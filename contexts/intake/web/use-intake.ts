import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { ask } from '#platform/web/api.ts'
import { serverNowMs } from '#platform/web/clock.ts'
import { type DraftStore, openDrafts } from '#platform/web/drafts.ts'
import { ApiProblem } from '#platform/web/problem.ts'
import { useSession } from '#platform/web/session.ts'
import { useDraft } from '#platform/web/use-draft.ts'
import { type DraftView, KeptDraft } from '../contract.ts'
import { emptyForm, type Form, formFrom, isWritten } from './form.ts'

/** How what is being written stands: on the server, only on this machine, or nowhere yet. */
export type Keeping =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'writing' }
  | { readonly kind: 'kept'; readonly at: string }
  | { readonly kind: 'only-here' }

export type Intake = {
  /** The id under which the server keeps it now. */
  readonly draftId: () => string
  readonly startedAt: string
  readonly form: Form
  /** The form with the last keystroke, also before the screen shows it. */
  readonly latest: () => Form
  readonly change: (changes: Partial<Form>) => void
  readonly keeping: Keeping
  /** Stops keeping and wipes what this machine holds: the report was taken. */
  readonly finish: () => Promise<void>
}

const EVERY_MS = 2_000
const LAST_KEY_MS = 500

function nowText(): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(serverNowMs())).toString()
}

/** The drafts of who sits here on this machine; undefined while they open, or where there is no key. */
export function useDraftStore(): DraftStore | undefined {
  const session = useSession().data
  const [store, setStore] = useState<DraftStore>()
  const staffId = session?.staffId
  const key = session?.draftKey ?? null
  useEffect(() => {
    let open = true
    if (staffId === undefined || key === null) return undefined
    void openDrafts(staffId, key).then((opened) => {
      if (open) setStore(opened)
    })
    return () => {
      open = false
    }
  }, [staffId, key])
  return store
}

/** Where a form begins: nothing written, or a draft taken up again. */
export type Beginning = {
  readonly id: string
  readonly version: number
  readonly startedAt: string
  readonly form: Form
}

/** A new call, from this moment. */
export function newCall(): Beginning {
  return { id: crypto.randomUUID(), version: 0, startedAt: nowText(), form: emptyForm() }
}

/** A draft taken up again. */
export function takenUp(draft: DraftView): Beginning {
  return {
    id: draft.id,
    version: draft.version,
    startedAt: draft.startedAt,
    form: formFrom(draft.content),
  }
}

/**
 * The form of one call: each keystroke is kept on this machine, and every two seconds on the server. A draft
 * that another window wrote meanwhile goes on under an id of its own, so neither text is lost.
 */
export function useIntake(
  begin: Beginning,
  territoryId: string | undefined,
  store: DraftStore | undefined,
): Intake {
  const [form, setForm] = useState(begin.form)
  const [keeping, setKeeping] = useState<Keeping>({ kind: 'nothing' })
  const line = useRef({
    id: begin.id,
    version: begin.version,
    sent: begin.form,
    over: false,
    busy: false,
  })
  const latest = useRef(begin.form)
  const keepHere = useDraft(store, begin.id)

  const change = useCallback(
    (changes: Partial<Form>) => {
      const next = { ...latest.current, ...changes }
      latest.current = next
      setForm(next)
      keepHere({ form: next, startedAt: begin.startedAt, territoryId })
    },
    [keepHere, begin.startedAt, territoryId],
  )

  const save = useCallback(async () => {
    const at = line.current
    const written = latest.current
    if (at.over || at.busy || written === at.sent || !isWritten(written)) return
    at.busy = true
    setKeeping((before) => (before.kind === 'kept' ? before : { kind: 'writing' }))
    await ask({
      method: 'PUT',
      path: `/api/drafts/${at.id}`,
      body: {
        version: at.version,
        startedAt: begin.startedAt,
        content: written,
        ...(territoryId === undefined ? {} : { territoryId }),
      },
      reply: KeptDraft,
    })
      .then(
        (kept) => {
          at.version = kept.version
          at.sent = written
          setKeeping({ kind: 'kept', at: kept.savedAt })
        },
        (error: unknown) => {
          setKeeping({ kind: 'only-here' })
          if (error instanceof ApiProblem && error.code === 'draft-changed-meanwhile') {
            at.id = crypto.randomUUID()
            at.version = 0
          }
        },
      )
      .finally(() => {
        at.busy = false
      })
  }, [begin.startedAt, territoryId])

  useEffect(() => {
    const timer = setInterval(() => void save(), EVERY_MS)
    return () => {
      clearInterval(timer)
      void save()
    }
  }, [save])

  const finish = useCallback(async () => {
    line.current.over = true
    await store?.remove(begin.id)
    // A keystroke may still have been on its way to this machine's store.
    setTimeout(() => void store?.remove(begin.id), LAST_KEY_MS)
  }, [store, begin.id])

  return useMemo(
    () => ({
      draftId: () => line.current.id,
      startedAt: begin.startedAt,
      form,
      latest: () => latest.current,
      change,
      keeping,
      finish,
    }),
    [begin.startedAt, form, change, keeping, finish],
  )
}
