import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { type Column, DataTable } from '#platform/web/ui/data-table.tsx'
import { Badge, EmptyState } from '#platform/web/ui/feedback.tsx'
import type { StaffView } from '../contract.ts'
import { grantWords } from './words.ts'

/** Each person with what they may do; what can be changed is on their card. */
export function PeopleTable(props: {
  readonly people: readonly StaffView[]
  readonly hasManyTerritories: boolean
  readonly onOpen: (person: StaffView) => void
}): ReactNode {
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
      columns={columnsFor(props.hasManyTerritories, props.onOpen)}
    />
  )
}

function columnsFor(
  hasManyTerritories: boolean,
  onOpen: (person: StaffView) => void,
): readonly Column<StaffView>[] {
  return [
    { id: 'name', head: m.access_people_name(), cell: nameCell },
    {
      id: 'grants',
      head: m.access_people_grants(),
      cell: (person) =>
        person.grants.map((grant) => grantWords(grant, hasManyTerritories)).join(', ') ||
        m.access_people_no_grant(),
    },
    { id: 'email', head: m.access_people_email(), cell: (person) => person.email },
    {
      id: 'actions',
      head: m.access_people_actions(),
      look: 'action',
      cell: (person) => (
        <Button
          kind="quiet"
          label={m.access_people_open_name({ name: person.name })}
          onPress={() => onOpen(person)}
        >
          {m.access_people_open()}
        </Button>
      ),
    },
  ]
}

function nameCell(person: StaffView): ReactNode {
  return (
    <div className="line">
      <span>{person.name}</span>
      {person.isActive ? null : <Badge tone="warning">{m.access_people_inactive()}</Badge>}
      {person.hasSignIn ? null : <Badge>{m.access_people_not_enrolled()}</Badge>}
    </div>
  )
}
