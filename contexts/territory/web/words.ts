import { m } from '#platform/i18n/texts.ts'
import type { Role } from '#platform/kernel/actor.ts'
import type { AccessMode, ChannelKind, ReporterCategory } from '../access-policy.ts'
import type { Weekday } from '../calendar.ts'
import type { Answering, ServiceMode } from '../configuration.ts'
import type { EscalationChannel } from '../escalation.ts'
import { keyWord } from '../plan-words.ts'
import type { ClassColour, ClassMeaning, ClassSign } from '../triage-classes.ts'
import type { Section } from './draft.ts'

type Words<K extends string> = Readonly<Record<K, () => string>>

/** Options of a list of choices, in the order of the words. */
export function optionsOf<K extends string>(words: Words<K>): { value: K; label: string }[] {
  const keys = Object.keys(words) as K[]
  return keys.map((value) => ({ value, label: words[value]() }))
}

export const ROLE_WORDS: Words<Role> = {
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

export const REPORTER_WORDS: Words<ReporterCategory> = {
  'person-in-need': m.territory_reporter_person_in_need,
  citizen: m.territory_reporter_citizen,
  police: m.territory_reporter_police,
  'municipal-police': m.territory_reporter_municipal_police,
  'emergency-services': m.territory_reporter_emergency_services,
  hospital: m.territory_reporter_hospital,
  'health-service': m.territory_reporter_health_service,
  'social-service': m.territory_reporter_social_service,
  school: m.territory_reporter_school,
  judicial: m.territory_reporter_judicial,
  mayor: m.territory_reporter_mayor,
  'third-sector': m.territory_reporter_third_sector,
  'anti-violence-centre': m.territory_reporter_anti_violence_centre,
  facility: m.territory_reporter_facility,
  'own-detection': m.territory_reporter_own_detection,
}

export const MODE_WORDS: Words<ServiceMode> = {
  'always-on': m.territory_mode_always_on,
  'closing-hours': m.territory_mode_closing_hours,
  hours: m.territory_mode_hours,
}

export const MODE_HINTS: Words<ServiceMode> = {
  'always-on': m.territory_web_mode_hint_always_on,
  'closing-hours': m.territory_web_mode_hint_closing_hours,
  hours: m.territory_web_mode_hint_hours,
}

export const ACCESS_WORDS: Words<AccessMode> = {
  'police-only': m.territory_access_police_only,
  'closed-list': m.territory_access_closed_list,
  open: m.territory_access_open,
}

export const ANSWERING_WORDS: Words<Answering> = {
  'operations-room': m.territory_web_answering_operations_room,
  'on-call': m.territory_web_answering_on_call,
}

/** What kind of place or person answers. */
export function whoWord(kind: Answering | 'office'): string {
  return kind === 'office' ? m.territory_web_answering_office() : ANSWERING_WORDS[kind]()
}

export const OFFICE_BY_WORDS: Words<'found' | 'residence'> = {
  found: m.territory_web_office_by_found,
  residence: m.territory_web_office_by_residence,
}

export const CHANNEL_WORDS: Words<ChannelKind> = {
  number: m.territory_web_channel_number,
  portal: m.territory_web_channel_portal,
  form: m.territory_web_channel_form,
  email: m.territory_web_channel_email,
  desk: m.territory_web_channel_desk,
}

export const CALL_WORDS: Words<EscalationChannel> = {
  voice: m.territory_web_by_voice,
  push: m.territory_web_by_push,
  sms: m.territory_web_by_sms,
  board: m.territory_web_by_board,
}

export const DAY_WORDS: Words<Weekday> = {
  monday: m.territory_web_monday,
  tuesday: m.territory_web_tuesday,
  wednesday: m.territory_web_wednesday,
  thursday: m.territory_web_thursday,
  friday: m.territory_web_friday,
  saturday: m.territory_web_saturday,
  sunday: m.territory_web_sunday,
}

export const MEANING_WORDS: Words<ClassMeaning> = {
  emergency: m.territory_web_meaning_emergency,
  urgency: m.territory_web_meaning_urgency,
  'not-pertinent': m.territory_web_meaning_not_pertinent,
}

export const COLOUR_WORDS: Words<ClassColour> = {
  rosso: m.territory_web_colour_rosso,
  arancione: m.territory_web_colour_arancione,
  azzurro: m.territory_web_colour_azzurro,
  verde: m.territory_web_colour_verde,
  bianco: m.territory_web_colour_bianco,
}

export const SIGN_WORDS: Words<ClassSign> = {
  '●': m.territory_web_sign_full_circle,
  '▲': m.territory_web_sign_triangle,
  '■': m.territory_web_sign_square,
  '◆': m.territory_web_sign_diamond,
  '○': m.territory_web_sign_circle,
}

export const SECTION_WORDS: Words<Section> = {
  service: m.territory_web_section_service,
  calendars: m.territory_web_section_calendars,
  access: m.territory_web_section_access,
  triage: m.territory_web_section_triage,
  stayLimits: m.territory_web_section_stay_limits,
  places: m.territory_web_section_places,
  chase: m.territory_web_section_chase,
  rota: m.territory_web_section_rota,
  switchboard: m.territory_web_section_switchboard,
  escalation: m.territory_web_section_escalation,
}

/** The names of sections, whatever else the server may name. */
export function sectionNames(sections: readonly string[]): string {
  return sections
    .map((one) => (one in SECTION_WORDS ? SECTION_WORDS[one as Section]() : one))
    .join(', ')
}

/** Where a target holds: its distance, its time band, or everywhere. */
export function conditionWord(row: { distance: string | null; time: string | null }): string {
  const parts = [
    row.distance === null ? [] : m.territory_web_target_distance({ name: keyWord(row.distance) }),
    row.time === null ? [] : m.territory_web_target_time({ name: keyWord(row.time) }),
  ].flat()
  return parts.length === 0 ? m.territory_web_target_everywhere() : parts.join(' · ')
}
