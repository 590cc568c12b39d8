import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { OWNING_ROLES } from '#platform/kernel/actor.ts'
import { Select } from '#platform/web/ui/select.tsx'
import type { RotaPerson, RotaReply } from '../contract.ts'
import { LEVELS, ROTA_ROLES, type RotaRole } from '../model.ts'
import { levelName, roleName } from './words.ts'

/** As what, and in which order of call. */
export function RoleFields(props: {
  readonly role: RotaRole
  readonly level: number
  readonly onRole: (role: RotaRole) => void
  readonly onLevel: (level: number) => void
}): ReactNode {
  return (
    <>
      <Select
        label={m.oncall_role()}
        need="required"
        value={props.role}
        options={ROTA_ROLES.map((one) => ({ value: one, label: roleName(one) }))}
        hint={OWNING_ROLES.includes(props.role) ? undefined : m.oncall_cannot_keep()}
        onChange={props.onRole}
      />
      <Select
        label={m.oncall_level()}
        need="required"
        value={String(props.level)}
        options={LEVELS.map((one) => ({ value: String(one), label: levelName(one) }))}
        onChange={(value) => props.onLevel(Number(value))}
      />
    </>
  )
}

/** What the forms of turns need of a rota or of a month. */
export type MakingView = Pick<RotaReply, 'people' | 'needed' | 'now' | 'making'>

/** Those who hold the role. */
export function holdersOf(view: Pick<MakingView, 'people'>, role: RotaRole): readonly RotaPerson[] {
  return view.people.filter((one) => one.roles.includes(role))
}

/** The role with which the form begins: the first that some class calls. */
export function firstRole(view: Pick<MakingView, 'needed'>): RotaRole {
  return view.needed[0]?.role ?? 'social-worker'
}
