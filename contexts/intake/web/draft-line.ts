import { ask } from '#platform/web/api.ts'
import { ApiProblem } from '#platform/web/problem.ts'
import { DraftsReply, KeptDraft } from '../contract.ts'
import { emptyForm, type Form, formFrom, isSameForm, isWritten } from './form.ts'

/** Why this window no longer writes the draft that it began with. */
export type Parting =
  /** Another window or desk wrote it meanwhile: both texts are kept, under two ids. */
  | {
      readonly kind: 'both'
      readonly otherId: string
      readonly other: Form
      readonly savedAt: string
    }
  /** It became a report elsewhere: what is written here completes that report when it is sent. */
  | { readonly kind: 'sent' }
  /** It was closed or wiped elsewhere: the words go on in a draft of their own. */
  | { readonly kind: 'gone' }

/** What came of one save. */
export type SaveOutcome =
  | { readonly kind: 'kept'; readonly at: string }
  | { readonly kind: 'only-here' }
  | { readonly kind: 'again' }
  | { readonly kind: 'parted'; readonly parting: Parting }

/** The draft as the server was last told, and what it has not acknowledged. */
export type DraftLine = {
  id: string
  version: number
  sent: Form
  /** Each may be the one that the server has: the first since then, and the last ones. */
  tried: readonly Form[]
  /** Nothing goes to the server any more: it was sent, here or elsewhere. */
  over: boolean
  flight: Promise<void> | undefined
}

/** One save at a time: while one is on its way, that one. */
export function flyOnce(line: DraftLine, start: () => Promise<void>): Promise<void> {
  line.flight ??= start().finally(() => {
    line.flight = undefined
  })
  return line.flight
}

type Frame = {
  readonly startedAt: string
  readonly territoryId: string | undefined
  /** Called before it leaves: the page may be closed before the reply comes. */
  readonly onTry: () => void
}

/** Saves what is written; undefined when there is nothing new to save. */
export async function saveLine(
  line: DraftLine,
  written: Form,
  frame: Frame,
): Promise<SaveOutcome | undefined> {
  if (line.over || written === line.sent || !isWritten(written)) return undefined
  // Sent or ended meanwhile: what comes of this save is no matter any more, and takes no id away.
  const isOver = (): boolean => line.over
  line.tried = [...line.tried.slice(0, 1), ...line.tried.slice(1).slice(-1), written]
  frame.onTry()
  try {
    const kept = await ask({
      method: 'PUT',
      path: `/api/drafts/${line.id}`,
      body: {
        version: line.version,
        startedAt: frame.startedAt,
        content: written,
        ...(frame.territoryId === undefined ? {} : { territoryId: frame.territoryId }),
      },
      reply: KeptDraft,
    })
    if (isOver()) return undefined
    line.version = kept.version
    line.sent = written
    line.tried = []
    return { kind: 'kept', at: kept.savedAt }
  } catch (error) {
    if (isOver()) return undefined
    return await refusedSave(line, written, error instanceof ApiProblem ? error.code : '')
  }
}

async function refusedSave(line: DraftLine, written: Form, code: string): Promise<SaveOutcome> {
  if (code === 'draft-already-sent') {
    line.over = true
    return { kind: 'parted', parting: { kind: 'sent' } }
  }
  if (code === 'draft-changed-meanwhile') return await changedMeanwhile(line, written)
  if (code === 'draft-gone') return fork(line, { kind: 'gone' })
  return { kind: 'only-here' }
}

/** The save was refused because the server holds a newer text: one's own that got no answer, or another window's. */
async function changedMeanwhile(line: DraftLine, written: Form): Promise<SaveOutcome> {
  const kept = await ask({ method: 'GET', path: '/api/drafts', reply: DraftsReply }).catch(
    () => undefined,
  )
  if (kept === undefined || line.over) return { kind: 'only-here' }
  const there = kept.drafts.find((draft) => draft.id === line.id)
  if (there === undefined) return fork(line, { kind: 'gone' })
  const other = formFrom(there.content)
  const own = [written, ...line.tried].find((form) => isSameForm(form, other))
  if (own !== undefined) {
    line.version = there.version
    line.sent = own
    line.tried = []
    return own === written ? { kind: 'kept', at: there.savedAt } : { kind: 'again' }
  }
  return fork(line, { kind: 'both', otherId: line.id, other, savedAt: there.savedAt })
}

function fork(line: DraftLine, parting: Parting): SaveOutcome {
  line.id = crypto.randomUUID()
  line.version = 0
  line.sent = emptyForm()
  line.tried = []
  return { kind: 'parted', parting }
}
