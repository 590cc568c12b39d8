import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { PageLink, useGo } from '#platform/web/navigation.tsx'
import { Button } from '#platform/web/ui/button.tsx'
import { Alert } from '#platform/web/ui/feedback.tsx'
import { draftAddress } from './draft-address.ts'
import type { Parting } from './draft-line.ts'
import { type DraftAtHand, draftTitle } from './drafts-at-hand.ts'
import { type Form, reportOf } from './form.ts'
import { answersOf, linesOf } from './report-lines.ts'
import type { Intake } from './use-intake.ts'

/** The newest unsent draft, offered before a new call is written; the form below is ready all the same. */
export function DraftOffer(props: {
  readonly draft: DraftAtHand
  readonly more: number
  readonly onNew: () => void
}): ReactNode {
  const { draft, more } = props
  const go = useGo()
  return (
    <section className="intake-offer" aria-label={m.intake_drafts_what()}>
      <span className="intake-offer-when">
        {m.intake_offer_title({ time: momentText(draft.savedAt) })}
      </span>
      <span className="intake-offer-words">{draftTitle(draft.form)}</span>
      <Button onPress={() => go(draftAddress(draft.id))}>{m.intake_offer_resume()}</Button>
      <Button kind="quiet" onPress={props.onNew}>
        {m.intake_offer_new()}
      </Button>
      {more === 0 ? null : (
        <PageLink to="/sala/bozze">{m.intake_offer_more({ count: more })}</PageLink>
      )}
    </section>
  )
}

/** The page was closed or read again faster than its last words could be kept: it is said, and the call goes on. */
export function LastWordsLost(props: { readonly onRead: () => void }): ReactNode {
  return (
    <Alert
      tone="warning"
      urgent
      title={m.intake_last_words_lost()}
      actions={<Button onPress={props.onRead}>{m.intake_last_words_read()}</Button>}
    >
      <p>{m.intake_last_words_lost_text()}</p>
    </Alert>
  )
}

const NOTES = 'intake-notes'

/** True while two texts of one call wait for a choice: until then a save would leave one of them behind. */
export function isChoiceOpen({ parting }: Intake): boolean {
  return parting?.kind === 'both'
}

/** Brings what other windows do into view. */
export function showNotes(): void {
  const notes = document.getElementById(NOTES)
  notes?.scrollIntoView({ block: 'start' })
  notes?.focus({ preventScroll: true })
}

/** In the bar that stays in view: that there is something to read about other windows, one press away. */
export function NotesKey({ intake }: { readonly intake: Intake }): ReactNode {
  const { parting, others } = intake
  if (parting === undefined && others === 0) return null
  return (
    <Button kind={parting === undefined ? 'quiet' : 'danger'} onPress={showNotes}>
      {isChoiceOpen(intake) ? m.intake_notes_both() : m.intake_notes_other()}
    </Button>
  )
}

/** What other windows do with the same draft, and what to choose when two texts have parted. */
export function DraftNotes({ intake }: { readonly intake: Intake }): ReactNode {
  return (
    <div id={NOTES} className="intake-notes" tabIndex={-1}>
      <Notes intake={intake} />
    </div>
  )
}

function Notes({ intake }: { readonly intake: Intake }): ReactNode {
  const { parting, others } = intake
  if (parting?.kind === 'both') return <BothTexts intake={intake} parting={parting} />
  if (parting?.kind === 'sent') {
    return (
      <Alert tone="warning" urgent title={m.intake_sent_elsewhere()}>
        <p>{m.intake_sent_elsewhere_text()}</p>
      </Alert>
    )
  }
  if (parting?.kind === 'gone') {
    return (
      <Alert
        tone="warning"
        urgent
        title={m.problem_draft_gone()}
        actions={<Button onPress={intake.stay}>{m.intake_gone_understood()}</Button>}
      >
        <p>{m.intake_gone_text()}</p>
      </Alert>
    )
  }
  return others === 0 ? null : (
    <Alert tone="warning" title={m.intake_open_elsewhere()}>
      <p>{m.intake_open_elsewhere_text()}</p>
    </Alert>
  )
}

function BothTexts(props: {
  readonly intake: Intake
  readonly parting: Extract<Parting, { kind: 'both' }>
}): ReactNode {
  const { intake, parting } = props
  const go = useGo()
  const lines = differences(intake.form, parting.other)
  return (
    <Alert
      tone="warning"
      urgent
      title={m.intake_both_title({ time: momentText(parting.savedAt) })}
      actions={
        <>
          <Button kind="primary" onPress={intake.stay}>
            {m.intake_both_mine()}
          </Button>
          <Button onPress={() => go(draftAddress(parting.otherId))}>{m.intake_both_other()}</Button>
        </>
      }
    >
      <p>{m.intake_both_text()}</p>
      <dl className="intake-both">
        {lines.map((line) => (
          <div key={line.term}>
            <dt>{line.term}</dt>
            <dd>
              <span className="muted">{m.intake_both_here()}</span> {line.mine}
            </dd>
            <dd>
              <span className="muted">{m.intake_both_there()}</span> {line.other}
            </dd>
          </div>
        ))}
      </dl>
    </Alert>
  )
}

/** What differs, line by line, as a report is read. */
function differences(mine: Form, other: Form) {
  const said = (form: Form): ReadonlyMap<string, string> => {
    const report = reportOf(form)
    const lines = [...linesOf(report, new Map()), ...answersOf(report)]
    return new Map(lines.map((line) => [line.term, line.value]))
  }
  const [here, there] = [said(mine), said(other)]
  return [...new Set([...here.keys(), ...there.keys()])].flatMap((term) => {
    const [one, two] = [here.get(term) ?? '', there.get(term) ?? '']
    if (one === two) return []
    return [{ term, mine: one || m.intake_both_nothing(), other: two || m.intake_both_nothing() }]
  })
}
