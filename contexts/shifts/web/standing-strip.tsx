import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { timeText } from '#platform/web/format.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { useSession } from '#platform/web/session.ts'
import { Alert } from '#platform/web/ui/feedback.tsx'
import type { StandingReply } from '../contract.ts'
import { READS_NOTES, useStandingNotes } from './use-notes.ts'

/** Above the queue: who owes consegne, until they are confirmed, and one's own turn that ends. */
export function StandingStrip(): ReactNode {
  const session = useSession().data
  const mayRead = session?.roles.some((role) => READS_NOTES.includes(role)) === true
  // Who works for several territories chooses a desk first.
  const read = useStandingNotes(mayRead && session.desk !== null)
  if (read.data === undefined) return null
  const { owed, ending } = read.data
  if (owed.length === 0 && ending === null) return null
  const isLate = owed.some((one) => one.isLate)
  return (
    <section aria-label={m.shifts_title()} className="no-print">
      <Alert
        tone={isLate ? 'warning' : 'info'}
        actions={<PageLink to="/turno">{m.shifts_strip_open()}</PageLink>}
      >
        {owed.map((one) => (
          <p key={one.id}>
            {owedText(one)}
            {one.isLate ? <strong> · {m.shifts_late()}</strong> : null}
          </p>
        ))}
        {ending === null ? null : <p>{m.shifts_strip_ending({ time: timeText(ending.at) })}</p>}
      </Alert>
    </section>
  )
}

/** Whose consegne a coordinator signs and confirms: they keep no file. */
const BY_COORDINATOR: readonly string[] = ['mediator']

function owedText({ owes, at, by, role }: StandingReply['owed'][number]): string {
  const said = { time: timeText(at), name: by?.name ?? m.shifts_whoever() }
  if (BY_COORDINATOR.includes(role))
    return owes === 'words' ? m.shifts_strip_words_for(said) : m.shifts_strip_confirmation_for(said)
  return owes === 'words' ? m.shifts_strip_words(said) : m.shifts_strip_confirmation(said)
}
