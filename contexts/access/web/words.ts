import { m } from '#platform/i18n/texts.ts'
import type { Role } from '#platform/kernel/actor.ts'
import type { GrantView } from '../contract.ts'

const WORDS: Readonly<Record<Role, () => string>> = {
  operator: m.access_role_operator,
  'social-worker': m.access_role_social_worker,
  coordinator: m.access_role_coordinator,
  crew: m.access_role_crew,
  mediator: m.access_role_mediator,
  psychologist: m.access_role_psychologist,
  facility: m.access_role_facility,
  'accredited-reporter': m.access_role_accredited_reporter,
  'competent-service': m.access_role_competent_service,
  'lead-municipality': m.access_role_lead_municipality,
  auditor: m.access_role_auditor,
  administrator: m.access_role_administrator,
}

/** A role as it is called in Italian. */
export function roleWord(role: Role): string {
  return WORDS[role]()
}

/** A grant in words, with its territory where there are several. */
export function grantWords(grant: GrantView, withTerritory: boolean): string {
  const role = roleWord(grant.role)
  return withTerritory ? `${role} · ${grant.territory.name}` : role
}
