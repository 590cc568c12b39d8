import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { ROLES, type Role } from '#platform/kernel/actor.ts'
import { Select } from '#platform/web/ui/select.tsx'
import { roleWord } from './words.ts'

export type Place = { readonly id: string; readonly name: string }

/** The two choices of a grant: in which territory, which role. Both are required. */
export function GrantFields(props: {
  readonly role: Role | ''
  readonly onRole: (role: Role) => void
  readonly territory: string
  readonly territories: readonly Place[]
  readonly onTerritory: (id: string) => void
}): ReactNode {
  return (
    <>
      <Select
        label={m.access_people_territory()}
        need="required"
        value={props.territory}
        placeholder={m.access_people_choose()}
        onChange={props.onTerritory}
        options={props.territories.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select
        label={m.access_people_role()}
        need="required"
        value={props.role}
        placeholder={m.access_people_choose()}
        onChange={props.onRole}
        options={ROLES.map((role) => ({ value: role, label: roleWord(role) }))}
      />
    </>
  )
}
