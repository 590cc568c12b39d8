import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText, timeText } from '#platform/web/format.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { useRead, useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { type Column, DataTable, Unknown } from '#platform/web/ui/data-table.tsx'
import { Badge, EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { ContactsReply, type ContactView, WithdrawalReply } from '../contract-contact.ts'
import { wordOf } from '../words.ts'
import './intake.scss'

const EVERY_MS = 20_000

/** `/sala/contatti`: what was answered tonight, with what was offered. No telephone, no name of who called. */
export function Screen(): ReactNode {
  const read = useRead({
    key: ['intake', 'contacts'],
    path: '/api/contacts',
    reply: ContactsReply,
    every: EVERY_MS,
  })
  const withdraw = useWrite({
    method: 'POST',
    path: (contact: ContactView) => `/api/contacts/${contact.id}/withdrawal`,
    reply: WithdrawalReply,
    refresh: [
      ['intake', 'contacts'],
      ['intake', 'drafts'],
    ],
    done: ({ draftId }) =>
      toast(
        draftId === null ? m.intake_contact_withdrawn() : m.intake_contact_withdrawn_in_drafts(),
      ),
  })
  if (read.isPending) return <Skeleton lines={6} />
  if (read.data === undefined) {
    return read.error ? (
      <ProblemState problem={read.error} onAgain={() => void read.refetch()} />
    ) : null
  }
  const { contacts, sinceAt } = read.data
  return (
    <div className="stack">
      <h1>{m.intake_contacts_title()}</h1>
      <p className="muted">{m.intake_contacts_since({ time: momentText(sinceAt) })}</p>
      {read.error ? <ProblemState problem={read.error} /> : null}
      {withdraw.error ? <ProblemState problem={withdraw.error} /> : null}
      {contacts.length === 0 ? (
        <EmptyState title={m.intake_contacts_none()}>
          <p>{m.intake_contacts_none_text()}</p>
        </EmptyState>
      ) : (
        <Contacts contacts={contacts} onWithdraw={(contact) => withdraw.mutate(contact)} />
      )}
    </div>
  )
}

function Contacts(props: {
  readonly contacts: readonly ContactView[]
  readonly onWithdraw: (contact: ContactView) => void
}): ReactNode {
  return (
    <DataTable
      caption={m.intake_contacts_title()}
      hideCaption
      rows={props.contacts}
      rowKey={(contact) => contact.id}
      columns={columnsOf(props.onWithdraw)}
    />
  )
}

function columnsOf(onWithdraw: (contact: ContactView) => void): readonly Column<ContactView>[] {
  return [
    {
      id: 'at',
      head: m.intake_contacts_at(),
      cell: (contact) => <span className="mono">{timeText(contact.at)}</span>,
    },
    {
      id: 'kind',
      head: m.intake_contacts_kind(),
      cell: (contact) => <Kind contact={contact} />,
    },
    {
      id: 'who',
      head: m.intake_category(),
      cell: (contact) =>
        contact.category === null ? <Unknown /> : wordOf('category', contact.category),
    },
    {
      id: 'verification',
      head: m.intake_verification_title(),
      cell: (contact) => wordOf('verification', contact.verification),
    },
    {
      id: 'offers',
      head: m.intake_offers(),
      cell: (contact) =>
        contact.interventionId === null
          ? contact.offers.map((offer) => wordOf('offer', offer)).join(', ')
          : m.intake_contacts_file(),
    },
    { id: 'by', head: m.intake_contacts_by(), cell: (contact) => contact.takenBy.name },
    {
      id: 'undo',
      head: m.intake_contacts_undo(),
      look: 'action',
      cell: (contact) =>
        contact.can.withdraw ? (
          <Button kind="quiet" acts onPress={() => onWithdraw(contact)}>
            {m.intake_contacts_undo()}
          </Button>
        ) : (
          m.intake_contacts_stays()
        ),
    },
  ]
}

function Kind({ contact }: { readonly contact: ContactView }): ReactNode {
  const word = wordOf('kind', contact.kind)
  if (contact.withdrawn) return <Badge>{m.intake_contacts_withdrawn({ kind: word })}</Badge>
  if (contact.interventionId === null) return word
  return <PageLink to={`/segnalazioni/${contact.interventionId}`}>{word}</PageLink>
}
