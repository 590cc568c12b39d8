import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { usePrinting } from '#platform/web/printing.ts'
import { useSession } from '#platform/web/session.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Alert, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import type { ChangeView, NotesReply } from '../contract.ts'
import { SignForm } from './sign-form.tsx'
import { SignedNotes, stateText } from './signed-notes.tsx'
import { useNotes } from './use-notes.ts'

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

/** Who may be at a desk when the network is away. */
const AT_A_DESK: readonly string[] = ['operator', 'social-worker', 'coordinator']

function Notes({ view }: { readonly view: NotesReply }): ReactNode {
  const open = view.notes.filter((one) => one.state === 'signed')
  const past = view.notes.filter((one) => one.state === 'confirmed')
  const isPrinting = usePrinting()
  const roles = useSession().data?.roles ?? []
  const hasEnvelope = roles.some((role) => AT_A_DESK.includes(role))
  return (
    <div className="stack">
      <div className="line">
        <h1>{m.shifts_title()}</h1>
        <Button onPress={() => print()}>{m.shifts_print()}</Button>
      </div>
      <p className="muted no-print">
        {m.shifts_intro()}{' '}
        {hasEnvelope ? <PageLink to="/turno/busta">{m.shifts_envelope()}</PageLink> : null}
      </p>
      <FilesLeft left={view.left} />
      {open.map((one) => (
        <SignedNotes key={one.id} notes={one} />
      ))}
      {/* On paper stands what was signed: an open form would take its sheets. */}
      {view.canSign ? (
        <div className="no-print">
          <Writing view={view} />
        </div>
      ) : null}
      <section aria-label={m.shifts_past()} className="stack-tight">
        <h2>{m.shifts_past()}</h2>
        {past.length === 0 ? <p className="muted">{m.shifts_past_none()}</p> : null}
        {past.map((one, at) => (
          // The newest is read without a press; on paper each stands with its words.
          <details key={one.id} className="card-row" open={at === 0 || isPrinting}>
            <summary>{stateText(one)}</summary>
            <SignedNotes notes={one} />
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
