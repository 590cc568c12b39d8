import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import type { Role } from '#platform/kernel/actor.ts'
import { durationText } from '#platform/web/format.ts'
import { DefinitionList } from '#platform/web/ui/data-table.tsx'
import type { TerritoryProfile } from '../contract.ts'
import { Phone } from './in-charge-answer.tsx'
import {
  CHASE_WAITS,
  levelsOf,
  levelsWord,
  PLACE_WAITS,
  ROTA_RULES,
  SWITCHBOARD_WAITS,
  TURN_ROLES,
  wordsOf,
} from './terms-words.ts'
import { ROLE_WORDS } from './words.ts'

/** The waits about a place, to be read. */
export function PlacesReading({
  places,
}: {
  readonly places: TerritoryProfile['places']
}): ReactNode {
  return (
    <DefinitionList
      items={[
        ...wordsOf(PLACE_WAITS).map(([key, term]) => ({ term, value: durationText(places[key]) })),
        { term: m.territory_web_places_ratified(), value: ROLE_WORDS[places.ratifiedBy]() },
        ...places.neighbours.map(({ name, phone }) => ({
          term: name,
          value: <Phone phone={phone} />,
        })),
      ]}
    />
  )
}

/** The waits of a chase, to be read. */
export function ChaseReading({ chase }: { readonly chase: TerritoryProfile['chase'] }): ReactNode {
  return (
    <DefinitionList
      items={wordsOf(CHASE_WAITS).map(([key, term]) => ({ term, value: durationText(chase[key]) }))}
    />
  )
}

/** The rules of the rota, to be read: all that turns are judged by. */
export function RotaReading({ rota }: { readonly rota: TerritoryProfile['rota'] }): ReactNode {
  const named = (roles: readonly Role[]) =>
    roles.length === 0
      ? m.territory_web_rota_none()
      : roles.map((role) => ROLE_WORDS[role]()).join(', ')
  return (
    <DefinitionList
      items={[
        ...wordsOf(ROTA_RULES).map(([key, term]) => ({
          term,
          value: rota[key] === null ? m.territory_web_rota_none() : String(rota[key]),
        })),
        { term: m.territory_web_rota_worked(), value: named(rota.workedRoles) },
        { term: m.territory_web_rota_minimum(), value: named(rota.minimum) },
        ...TURN_ROLES.map((role) => ({
          term: m.territory_web_rota_levels({ role: ROLE_WORDS[role]() }),
          value: levelsWord(levelsOf(rota, role)),
        })),
      ]}
    />
  )
}

/** Whom a call to the service's number rings, to be read. */
export function SwitchboardReading({
  switchboard,
}: {
  readonly switchboard: TerritoryProfile['switchboard']
}): ReactNode {
  const { rings, roles } = switchboard
  return (
    <DefinitionList
      items={[
        {
          term: m.territory_web_switchboard_rings(),
          value: rings ? m.web_yes() : m.web_no(),
        },
        ...roles.map((role, at) => ({
          term: m.territory_web_switchboard_role({ number: at + 1 }),
          value: ROLE_WORDS[role](),
        })),
        ...wordsOf(SWITCHBOARD_WAITS).map(([key, term]) => ({
          term,
          value: String(switchboard[key]),
        })),
      ]}
    />
  )
}
