import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { useSession } from '#platform/web/session.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { names } from '#platform/web/ui/class-names.ts'
import { Alert, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import type { ChangeView, NotesReply } from '../contract.ts'
import { SignForm } from './sign-form.tsx'
import { SignedNotes, stateText } from './signed-notes.tsx'
import { AT_A_DESK, useNotes } from './use-notes.ts'
import { useSheet } from './use-sheet.ts'

/** `/turno`: the consegne. What waits to be confirmed first, then what is to be written, then what was. */
export function Screen(): ReactNode {
  const notes = useNotes()
  if (notes.data === undefined)
    return notes.error ? (
      <ProblemState problem={notes.error} onAgain={() => void notes.refetch()} />
    ) : (
      <Skeleton lines={8} />
    )
  return <Notes view={notes.data} />
}

function Notes({ view }: { readonly view: NotesReply }): ReactNode {
  const open = view.notes.filter((one) => one.state === 'signed')
  const past = view.notes.filter((one) => one.state === 'confirmed')
  const paper = useSheet([...open.map((one) => one.id), ...past.slice(0, 1).map((one) => one.id)])
  const roles = useSession().data?.roles ?? []
  const hasEnvelope = roles.some((role) => AT_A_DESK.includes(role))
  return (
    <div className="stack">
      <div className="line">
        <h1>{m.shifts_title()}</h1>
        {open.length + past.length === 0 ? null : (
          <Button onPress={() => print()}>{m.shifts_print()}</Button>
        )}
      </div>
      <p className="muted no-print">
        {m.shifts_intro()}{' '}
        {hasEnvelope ? <PageLink to="/turno/busta">{m.shifts_envelope()}</PageLink> : null}
      </p>
      <FilesLeft left={view.left} />
      {open.map((one) => (
        <div key={one.id} className={paper.lookOf(one.id)}>
          <SignedNotes notes={one} onPrint={() => paper.print(one.id)} />
        </div>
      ))}
      {/* On paper stands one sheet of what was signed: an open form would take its sheets. */}
      {view.canSign ? (
        <div className="no-print">
          <Writing view={view} />
        </div>
      ) : null}
      <section aria-label={m.shifts_past()} className="stack-tight">
        <h2 className="no-print">{m.shifts_past()}</h2>
        {past.length === 0 ? <p className="muted no-print">{m.shifts_past_none()}</p> : null}
        {past.map((one, at) => (
          // The newest is read without a press.
          <details key={one.id} className={names('card-row', paper.lookOf(one.id))} open={at === 0}>
            <summary className="no-print">{stateText(one)}</summary>
            <SignedNotes notes={one} onPrint={() => paper.print(one.id)} />
          </details>
        ))}
      </section>
    </div>
  )
}

/** What stays with who went home, for whoever has to find it an owner who is there. */
function FilesLeft({ left }: { readonly left: NotesReply['left'] }): ReactNode {
  if (left.length === 0) return null
  return (
    <div className="no-print">
      <Alert tone="warning" title={m.shifts_left_title({ count: left.length })}>
        <p>{m.shifts_left_text()}</p>
        <ul className="plain-list stack-tight">
          {left.map(({ id, number, owner, at }) => (
            <li key={id}>
              <PageLink to={`/interventi/${id}`}>{number}</PageLink>{' '}
              {m.shifts_left_of({ name: owner.name, moment: momentText(at) })}
            </li>
          ))}
        </ul>
      </Alert>
    </div>
  )
}

/** For which change: the one that this person chose, else the first that is theirs. */
function Writing({ view }: { readonly view: NotesReply }): ReactNode {
  const [chosen, setChosen] = useState<ChangeView>()
  const change =
    view.changes.find((one) => one.role === chosen?.role && one.at === chosen.at) ?? view.changes[0]
  const early = view.next === null ? null : <p>{earlyText(view.next)}</p>
  if (change === undefined) return early ?? <p>{m.shifts_nothing_to_sign()}</p>
  return (
    <>
      {early}
      <SignForm
        key={`${change.role} ${change.at}`}
        view={view}
        change={change}
        onChoose={setChosen}
      />
    </>
  )
}

const earlyText = ({ at, from }: NonNullable<NotesReply['next']>): string =>
  m.shifts_too_early({ moment: momentText(at), from: momentText(from) })
