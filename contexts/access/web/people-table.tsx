import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useSession } from '#platform/web/session.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { type Column, DataTable } from '#platform/web/ui/data-table.tsx'
import { Badge, EmptyState } from '#platform/web/ui/feedback.tsx'
import type { GrantView, StaffView } from '../contract.ts'
import type { Purpose } from './person-dialogs.tsx'
import { roleWord } from './words.ts'

/** Each person with what they may do and what can be changed; a refused button says why. */
export function PeopleTable(props: {
  readonly people: readonly StaffView[]
  readonly onAsk: (purpose: Purpose) => void
}): ReactNode {
  const session = useSession()
  return (
    <DataTable
      caption={m.access_people_caption()}
      hideCaption
      rows={props.people}
      rowKey={(person) => person.id}
      empty={
        <EmptyState title={m.access_people_none()}>
          <p>{m.access_people_none_text()}</p>
        </EmptyState>
      }
      columns={columnsFor(session.data?.staffId, props.onAsk)}
    />
  )
}

function columnsFor(
  me: string | undefined,
  onAsk: (purpose: Purpose) => void,
): readonly Column<StaffView>[] {
  return [
    { id: 'name', head: m.access_people_name(), cell: nameCell },
    { id: 'email', head: m.access_people_email(), cell: (person) => person.email },
    {
      id: 'grants',
      head: m.access_people_grants(),
      cell: (person) => <Grants person={person} onAsk={onAsk} />,
    },
    {
      id: 'actions',
      head: m.access_people_actions(),
      cell: (person) => <Actions person={person} isMe={person.id === me} onAsk={onAsk} />,
    },
  ]
}

function nameCell(person: StaffView): ReactNode {
  return (
    <div className="stack-tight">
      <span>{person.name}</span>
      {person.isActive ? null : <Badge tone="warning">{m.access_people_inactive()}</Badge>}
      {person.hasSignIn ? null : <Badge>{m.access_people_not_enrolled()}</Badge>}
    </div>
  )
}

function Grants({ person, onAsk }: { person: StaffView; onAsk: (p: Purpose) => void }): ReactNode {
  if (person.grants.length === 0) return <span className="muted">{m.access_people_no_grant()}</span>
  return (
    <ul className="plain-list stack-tight">
      {person.grants.map((grant) => (
        <li key={grant.id} className="line">
          <span>
            {roleWord(grant.role)} · {grant.territory.name}
          </span>
          {grant.can.end ? <EndButton person={person} grant={grant} onAsk={onAsk} /> : null}
        </li>
      ))}
    </ul>
  )
}

function EndButton(props: {
  person: StaffView
  grant: GrantView
  onAsk: (purpose: Purpose) => void
}): ReactNode {
  const { person, grant, onAsk } = props
  return (
    <Button
      kind="quiet"
      icon="close"
      className="btn-icon"
      label={m.access_grant_end_name({ role: roleWord(grant.role), name: person.name })}
      onPress={() => onAsk({ kind: 'end', person, grant })}
    >
      <span className="visually-hidden">{m.access_grant_end()}</span>
    </Button>
  )
}

function Actions(props: {
  person: StaffView
  isMe: boolean
  onAsk: (purpose: Purpose) => void
}): ReactNode {
  const { person, isMe, onAsk } = props
  const { name } = person
  const elsewhere = person.can.change ? undefined : m.access_people_elsewhere()
  const invite = person.hasSignIn ? m.access_people_invite_again() : m.access_people_invite()
  return (
    <div className="line">
      <Button
        label={m.access_grant_give_name({ name })}
        refused={isMe ? m.access_grant_own() : undefined}
        onPress={() => onAsk({ kind: 'give', person })}
      >
        {m.access_grant_give()}
      </Button>
      <Button
        kind="quiet"
        label={m.access_people_invite_name({ name })}
        refused={elsewhere}
        onPress={() => onAsk({ kind: 'invite', person })}
      >
        {invite}
      </Button>
      <Button
        kind="quiet"
        label={m.access_people_rename_name({ name })}
        refused={elsewhere}
        onPress={() => onAsk({ kind: 'rename', person })}
      >
        {m.access_people_rename()}
      </Button>
      <Button
        kind="quiet"
        label={
          person.isActive
            ? m.access_people_turn_off_name({ name })
            : m.access_people_turn_on_name({ name })
        }
        refused={elsewhere}
        onPress={() => onAsk({ kind: person.isActive ? 'turn-off' : 'turn-on', person })}
      >
        {person.isActive ? m.access_people_turn_off() : m.access_people_turn_on()}
      </Button>
    </div>
  )
}
