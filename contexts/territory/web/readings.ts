import type { UseQueryResult } from '@tanstack/react-query'
import type { ApiProblem } from '#platform/web/problem.ts'
import { useRead } from '#platform/web/queries.ts'
import { SettingsView, TerritoryProfile } from '../contract.ts'

/** Where everything of a territory is kept in the browser's cache. */
export const TERRITORY_KEY = ['territory']

/** Classes, rules, places and offices of a territory. */
export function useProfile(id: string): UseQueryResult<TerritoryProfile, ApiProblem> {
  return useRead({
    key: [...TERRITORY_KEY, id, 'profile'],
    path: `/api/territories/${id}`,
    reply: TerritoryProfile,
    when: id !== '',
  })
}

/** The settings with their version; asked only for who may change them. */
export function useSettings(
  id: string,
  mayChange: boolean,
): UseQueryResult<SettingsView, ApiProblem> {
  return useRead({
    key: [...TERRITORY_KEY, id, 'settings'],
    path: `/api/territories/${id}/settings`,
    reply: SettingsView,
    when: id !== '' && mayChange,
  })
}
