import type { DraftView } from '../contract.ts'
import { peopleLabel, placeLabel } from '../words.ts'
import { type Form, formFrom, reportOf } from './form.ts'
import type { LocalDraft } from './local-drafts.ts'

/** One of one's own drafts, wherever it is kept. */
export type DraftAtHand = {
  readonly id: string
  readonly territoryId: string | undefined
  readonly startedAt: string
  readonly savedAt: string
  readonly form: Form
  readonly where: 'server' | 'here'
}

/** The drafts of the server, then those that only this machine holds. */
export function draftsAtHand(
  there: readonly DraftView[],
  here: readonly LocalDraft[],
): readonly DraftAtHand[] {
  const kept = there.map(
    (draft): DraftAtHand => ({ ...draft, form: formFrom(draft.content), where: 'server' }),
  )
  const only = here
    .filter((draft) => !kept.some((line) => line.id === draft.begin.id))
    .map(
      ({ begin, at, territoryId }): DraftAtHand => ({
        id: begin.id,
        territoryId,
        startedAt: begin.startedAt,
        savedAt: at,
        form: begin.form,
        where: 'here',
      }),
    )
  return [...kept, ...only]
}

/** A draft in a few words: where, and who is in danger. */
export function draftTitle(form: Form): string {
  const report = reportOf(form)
  return `${placeLabel(report, null)} · ${peopleLabel(report)}`
}

/** Where a draft goes on. An id is no personal data; the words never stand in an address. */
export function draftAddress(id: string): string {
  return `/sala/nuova?bozza=${id}`
}
