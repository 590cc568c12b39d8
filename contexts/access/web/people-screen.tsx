import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { searchForm } from '#platform/kernel/text.ts'
import { blocking, useRead } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { StaffList, type StaffView } from '../contract.ts'
import { AddPersonDialog } from './add-person-dialog.tsx'
import { PeopleTable } from './people-table.tsx'
import { PersonCard } from './person-card.tsx'
import { PersonDialog, type Purpose } from './person-dialogs.tsx'
import { STAFF_KEY } from './readings.ts'

const EVERYWHERE = 'all'

/** People and grants of the territories that this person administers. */
export function Screen(): ReactNode {
  const list = useRead({ key: STAFF_KEY, path: '/api/staff', reply: StaffList })
  const [words, setWords] = useState('')
  const [territory, setTerritory] = useState(EVERYWHERE)
  const [purpose, setPurpose] = useState<Purpose | undefined>(undefined)
  const [opened, setOpened] = useState<string | undefined>(undefined)
  const [isAdding, setAdding] = useState(false)
  const problem = blocking(list)
  if (problem) return <ProblemState problem={problem} onAgain={() => void list.refetch()} />
  if (list.data === undefined) return <Skeleton lines={8} />
  const { staff, territories } = list.data
  const card = staff.find((person) => person.id === opened)
  const shown = staff.filter((person) => matches(person, words, territory))
  return (
    <div className="stack">
      <h1>{m.access_people_title()}</h1>
      <p>{m.access_people_intro()}</p>
      <div className="line">
        <TextField
          label={m.access_people_find()}
          type="search"
          inputMode="search"
          value={words}
          onChange={setWords}
        />
        {territories.length > 1 ? (
          <Select
            label={m.access_people_territory()}
            value={territory}
            onChange={setTerritory}
            options={[
              { value: EVERYWHERE, label: m.access_people_all() },
              ...territories.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        ) : null}
        <Button kind="primary" icon="add" onPress={() => setAdding(true)}>
          {m.access_people_add()}
        </Button>
      </div>
      {staff.length > 0 && shown.length === 0 ? (
        <EmptyState title={m.access_people_no_match()} />
      ) : (
        <PeopleTable
          people={shown}
          hasManyTerritories={territories.length > 1}
          onOpen={(person) => setOpened(person.id)}
        />
      )}
      {isAdding ? (
        <AddPersonDialog territories={territories} onClose={() => setAdding(false)} />
      ) : null}
      {card === undefined || purpose !== undefined ? null : (
        <PersonCard person={card} onAsk={setPurpose} onClose={() => setOpened(undefined)} />
      )}
      {purpose === undefined ? null : (
        <PersonDialog
          purpose={purpose}
          territories={territories}
          onClose={() => setPurpose(undefined)}
        />
      )}
    </div>
  )
}

function matches(person: StaffView, words: string, territory: string): boolean {
  const isThere =
    territory === EVERYWHERE ||
    person.home.id === territory ||
    person.grants.some((grant) => grant.territory.id === territory)
  const text = searchForm(`${person.name} ${person.email}`)
  return (
    isThere &&
    searchForm(words)
      .split(' ')
      .every((word) => text.includes(word))
  )
}
