import type { DraftView } from '../contract.ts'
import type { Parting } from './draft-line.ts'
import { type Form, formFrom, isSameForm } from './form.ts'
import type { Beginning, LocalDraft } from './local-drafts.ts'

/** A draft taken up again from the server. */
export function takenUp(draft: DraftView): Beginning {
  return {
    id: draft.id,
    version: draft.version,
    startedAt: draft.startedAt,
    savedAt: draft.savedAt,
    form: formFrom(draft.content),
  }
}

/** Where a draft goes on, and the other text when machine and server have parted. */
export type Resumed = {
  readonly begin: Beginning
  readonly parting: Parting | undefined
}

/**
 * What this machine and the server hold of one draft, put together. This machine's words win when they came after
 * the server's own; when both were written on, the server's text goes on and this machine's becomes a draft of its
 * own under `newId`: neither is lost. Words that the server once had whole and has no more were sent or wiped elsewhere:
 * nothing begins from them. `unread`: the server could not be read, and this machine's words go on as they stand.
 */
export function resume(
  here: LocalDraft | undefined,
  there: DraftView | undefined | 'unread',
  newId: string,
): Resumed | undefined {
  if (there === 'unread')
    return here && { begin: { ...here.begin, unsent: here.unsent }, parting: undefined }
  if (there === undefined) {
    if (here?.unsent !== true) return undefined
    return { begin: { ...here.begin, version: 0, unsent: true }, parting: undefined }
  }
  const kept = withLetters(takenUp(there), here)
  if (here === undefined || isSameForm(here.begin.form, kept.form) || !here.unsent) {
    return { begin: kept, parting: undefined }
  }
  if (isOnlyOurs(here, there, kept.form)) {
    return { begin: { ...here.begin, version: there.version, unsent: true }, parting: undefined }
  }
  return {
    begin: { ...here.begin, id: newId, version: 0, unsent: true },
    parting: { kind: 'both', otherId: there.id, other: kept.form, savedAt: there.savedAt },
  }
}

/** The letters that were sent from this machine go on with whichever text goes on. */
function withLetters(begin: Beginning, here: LocalDraft | undefined): Beginning {
  const box = here?.begin.box
  return box === undefined ? begin : { ...begin, box }
}

/** True when nobody else wrote what the server holds: what left last from here may have arrived, its answer lost. */
function isOnlyOurs(here: LocalDraft, there: DraftView, kept: Form): boolean {
  return here.begin.version >= there.version || here.tried.some((form) => isSameForm(form, kept))
}
