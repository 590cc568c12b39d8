import type { DraftView } from '../contract.ts'
import { peopleLabel, placeLabel } from '../words.ts'
import { emptyForm, type Form, formFrom, isSameForm, reportOf } from './form.ts'
import { type LocalDraft, staleCopies } from './local-drafts.ts'

/** One of one's own drafts, wherever it is kept. */
export type DraftAtHand = {
  readonly id: string
  readonly territoryId: string | undefined
  readonly startedAt: string
  readonly savedAt: string
  readonly form: Form
  /** `both`: on the server, but the last words only on this machine. */
  readonly where: 'server' | 'here' | 'both'
  /** It was sent from this machine, has no answer yet, and leaves by itself. */
  readonly isLeaving: boolean
}

/**
 * The drafts of the server, then those that only this machine holds. `isRead` false: the server could not be read
 * just now, so what it lacks says nothing, and all that this machine holds is offered.
 */
export function draftsAtHand(
  there: readonly DraftView[],
  here: readonly LocalDraft[],
  isRead: boolean,
): readonly DraftAtHand[] {
  const kept = there.map((draft): DraftAtHand => {
    const form = formFrom(draft.content)
    const own = here.find((one) => one.begin.id === draft.id)
    const hasMore = own?.unsent === true && !isSameForm(own.begin.form, form)
    return { ...draft, form, where: hasMore ? 'both' : 'server', isLeaving: isLeaving(own?.begin) }
  })
  const stale = isRead ? staleCopies(there, here) : []
  const only = here
    .filter((draft) => !stale.includes(draft) && !kept.some((line) => line.id === draft.begin.id))
    .map(
      ({ begin, at, territoryId }): DraftAtHand => ({
        isLeaving: isLeaving(begin),
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

function isLeaving(begin: LocalDraft['begin'] | undefined): boolean {
  return begin?.box?.waiting !== undefined
}

const FIRST_WORDS = 60

/** What tells one's own draft from the others where neither place nor people were said: the first words typed. */
const TYPED = ['happening', 'names', 'health', 'reporterName', 'callBackNote', 'phoneText'] as const

/** A draft in a few words: where and who is in danger, as far as they are known, and the first words typed. */
export function draftTitle(form: Form): string {
  const report = reportOf(form)
  const nothing = reportOf(emptyForm())
  const [place, people] = [placeLabel(report, null), peopleLabel(report)]
  const typed = firstWords(form)
  const parts = [
    ...(place === placeLabel(nothing, null) ? [] : [place]),
    ...(people === peopleLabel(nothing) ? [] : [people]),
    ...(typed === '' ? [] : [typed]),
  ]
  return parts.length === 0 ? `${place} · ${people}` : parts.join(' · ')
}

function firstWords(form: Form): string {
  const name = TYPED.find((one) => form[one].trim() !== '')
  const said = name === undefined ? '' : form[name].trim().replaceAll(/\s+/gu, ' ')
  if (said.length <= FIRST_WORDS) return said
  const cut = said.slice(0, FIRST_WORDS)
  const end = cut.lastIndexOf(' ')
  return `${end > 0 ? cut.slice(0, end) : cut}…`
}
