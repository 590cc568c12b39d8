import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Checkbox, Chips } from '#platform/web/ui/choices.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { Listed } from './calendar-form.tsx'
import type { Rules } from './draft.ts'
import { At, RuleNumber, RuleText } from './fields.tsx'
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
import { optionsOf, ROLE_WORDS } from './words.ts'

type Places = Rules['places']
type Chase = Rules['chase']
type Rota = Rules['rota']
type Switchboard = Rules['switchboard']

/** How long a place is held and waited for, who ratifies, whom to ask elsewhere. */
export function PlacesForm({
  places,
  onChange,
}: {
  readonly places: Places
  readonly onChange: (places: Places) => void
}): ReactNode {
  const ratifiers = ['coordinator', 'lead-municipality'] as const
  return (
    <div className="stack">
      <p className="muted">{m.territory_web_places_hint()}</p>
      <Listed path="places">
        {wordsOf(PLACE_WAITS).map(([key, label]) => (
          <RuleNumber
            key={key}
            path={`places.${key}`}
            label={label}
            value={places[key]}
            onChange={(minutes) => onChange({ ...places, [key]: minutes ?? Number.NaN })}
          />
        ))}
        <Select
          label={m.territory_web_places_ratified()}
          options={ratifiers.map((role) => ({ value: role, label: ROLE_WORDS[role]() }))}
          value={places.ratifiedBy}
          onChange={(ratifiedBy) => onChange({ ...places, ratifiedBy })}
        />
      </Listed>
      {places.neighbours.map((one, at) => (
        <fieldset key={one.key} className="territory-group">
          <legend>{one.name}</legend>
          <Listed path={`places.neighbours.${at}`}>
            <RuleText
              path={`places.neighbours.${at}.name`}
              label={m.territory_web_places_neighbour_name()}
              value={one.name}
              onChange={(name) =>
                onChange({ ...places, neighbours: places.neighbours.with(at, { ...one, name }) })
              }
            />
            <RuleText
              path={`places.neighbours.${at}.phone`}
              label={m.territory_web_places_neighbour_phone()}
              value={one.phone}
              onChange={(phone) =>
                onChange({ ...places, neighbours: places.neighbours.with(at, { ...one, phone }) })
              }
            />
          </Listed>
        </fieldset>
      ))}
    </div>
  )
}

/** After how long an office that does not answer is reminded, and who after it. */
export function ChaseForm({
  chase,
  onChange,
}: {
  readonly chase: Chase
  readonly onChange: (chase: Chase) => void
}): ReactNode {
  return (
    <div className="stack">
      <p className="muted">{m.territory_web_chase_hint()}</p>
      <Listed path="chase">
        {wordsOf(CHASE_WAITS).map(([key, label]) => (
          <RuleNumber
            key={key}
            path={`chase.${key}`}
            label={label}
            value={chase[key]}
            onChange={(minutes) => onChange({ ...chase, [key]: minutes ?? Number.NaN })}
          />
        ))}
      </Listed>
    </div>
  )
}

/** The rules that a rota is measured by; an empty field is no rule. */
export function RotaForm({
  rota,
  onChange,
}: {
  readonly rota: Rota
  readonly onChange: (rota: Rota) => void
}): ReactNode {
  return (
    <div className="stack">
      <p className="muted">{m.territory_web_rota_hint()}</p>
      <Listed path="rota">
        {wordsOf(ROTA_RULES).map(([key, label]) => (
          <RuleNumber
            key={key}
            path={`rota.${key}`}
            label={label}
            need="optional"
            value={rota[key]}
            onChange={(number) => onChange({ ...rota, [key]: number })}
          />
        ))}
      </Listed>
      <At path="rota.workedRoles">
        <Chips
          label={m.territory_web_rota_worked()}
          hint={m.territory_web_rota_worked_hint()}
          options={optionsFor(TURN_ROLES)}
          values={rota.workedRoles.filter(isTurnRole)}
          onChange={(roles) => onChange({ ...rota, workedRoles: [...roles] })}
        />
      </At>
      <At path="rota.minimum">
        <Chips
          label={m.territory_web_rota_minimum()}
          hint={m.territory_web_rota_minimum_hint()}
          options={optionsFor(TURN_ROLES)}
          values={rota.minimum.filter(isTurnRole)}
          onChange={(roles) => onChange({ ...rota, minimum: [...roles] })}
        />
      </At>
      <Listed path="rota.cover">
        {TURN_ROLES.map((role) => (
          <Select
            key={role}
            label={m.territory_web_rota_levels({ role: ROLE_WORDS[role]() })}
            options={LEVELS.map((levels) => ({ value: String(levels), label: levelsWord(levels) }))}
            value={String(levelsOf(rota, role))}
            onChange={(levels) =>
              onChange({ ...rota, cover: coverWith(rota.cover, role, Number(levels)) })
            }
          />
        ))}
      </Listed>
    </div>
  )
}

type TurnRole = (typeof TURN_ROLES)[number]
const LEVELS = [0, 1, 2, 3]

const isTurnRole = (role: Rota['minimum'][number]): role is TurnRole =>
  TURN_ROLES.some((one) => one === role)

const optionsFor = (roles: readonly TurnRole[]) =>
  roles.map((role) => ({ value: role, label: ROLE_WORDS[role]() }))

function coverWith(cover: Rota['cover'], role: TurnRole, levels: number): Rota['cover'] {
  const others = cover.filter((one) => one.role !== role)
  return levels === 0 ? others : [...others, { role, levels }]
}

/** Whom a call to the service's number rings, in which order and for how long. */
export function SwitchboardForm({
  switchboard,
  onChange,
}: {
  readonly switchboard: Switchboard
  readonly onChange: (switchboard: Switchboard) => void
}): ReactNode {
  const { rings, roles } = switchboard
  return (
    <div className="stack">
      <p className="muted">{m.territory_web_switchboard_hint()}</p>
      <Checkbox
        label={m.territory_web_switchboard_rings()}
        checked={rings}
        onChange={(checked) => onChange({ ...switchboard, rings: checked })}
      />
      <Listed path="switchboard">
        {roles.map((role, at) => (
          <Select
            // biome-ignore lint/suspicious/noArrayIndexKey: who rings is its place in the order
            key={at}
            label={m.territory_web_switchboard_role({ number: at + 1 })}
            options={optionsOf(ROLE_WORDS)}
            value={role}
            onChange={(next) => onChange({ ...switchboard, roles: roles.with(at, next) })}
          />
        ))}
        {wordsOf(SWITCHBOARD_WAITS).map(([key, label]) => (
          <RuleNumber
            key={key}
            path={`switchboard.${key}`}
            label={label}
            value={switchboard[key]}
            onChange={(seconds) => onChange({ ...switchboard, [key]: seconds ?? Number.NaN })}
          />
        ))}
      </Listed>
    </div>
  )
}
