import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import type { DomainEvent } from '#platform/kernel/event.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { Configuration } from './configuration.ts'

/** The territory's life on the log. The whole configuration is in the event: a replay gives the row. */
export type TerritoryEvent =
  | DomainEvent<'TerritoryOpened', { readonly configuration: Configuration }>
  | DomainEvent<
      'ConfigurationChanged',
      { readonly sections: readonly Section[]; readonly configuration: Configuration }
    >

/** A territory as it stands: its configuration in force and the version of it, from 1. */
export type Territory = {
  readonly id: TerritoryId
  readonly version: number
  readonly configuration: Configuration
}

export type Section = keyof Configuration

/** What may be changed in the settings screen; the rest comes with a territory file. */
export const EDITABLE_SECTIONS = [
  'name',
  'description',
  'service',
  'access',
  'timeBands',
  'triage',
  'stayLimits',
  'places',
  'chase',
  'rota',
  'switchboard',
  'escalation',
  'languages',
  'calendars',
] as const satisfies readonly Section[]

/** The new settings of some sections. */
export type SettingsChange = Partial<Pick<Configuration, (typeof EDITABLE_SECTIONS)[number]>>

/** The state that follows from an event; an opened territory has version 1. */
export function evolve(
  id: TerritoryId,
  state: Territory | undefined,
  event: TerritoryEvent,
): Territory {
  return { id, version: (state?.version ?? 0) + 1, configuration: event.data.configuration }
}

/** The sections in which two configurations differ, whatever the order of their keys. */
export function changedSections(before: Configuration, after: Configuration): readonly Section[] {
  const sections = Object.keys(after) as Section[]
  return sections.filter((section) => canonical(before[section]) !== canonical(after[section]))
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

/**
 * Takes a validated territory file over: opens the territory, changes it, or does nothing when every value
 * is the one in force. Refuses `territory-key-differs` when the file is of another territory.
 */
export function adopt(
  state: Territory | undefined,
  next: Configuration,
): Decision<TerritoryEvent, 'territory-key-differs'> {
  if (!state) return accept({ type: 'TerritoryOpened', data: { configuration: next } })
  if (state.configuration.key !== next.key) {
    return refuse('territory-key-differs', { key: state.configuration.key })
  }
  const sections = changedSections(state.configuration, next)
  if (sections.length === 0) return accept()
  return accept({ type: 'ConfigurationChanged', data: { sections, configuration: next } })
}

/**
 * Changes some sections of the settings. `seen` is the configuration the person had before them: refused as
 * `settings-changed-meanwhile` only when somebody else changed one of the same sections since.
 */
export function changeSettings(
  state: Territory,
  seen: Configuration,
  change: SettingsChange,
): Decision<TerritoryEvent, 'settings-changed-meanwhile'> {
  const next: Configuration = { ...state.configuration, ...change }
  const sections = changedSections(state.configuration, next)
  const moved = changedSections(seen, state.configuration)
  const clash = sections.filter((section) => moved.includes(section))
  if (clash.length > 0) return refuse('settings-changed-meanwhile', { sections: clash.join(', ') })
  if (sections.length === 0) return accept()
  return accept({ type: 'ConfigurationChanged', data: { sections, configuration: next } })
}
