import type { Role } from '#platform/kernel/actor.ts'
import type { AccessPolicy, AccreditedReporter } from './access-policy.ts'
import type { OpeningCalendar, Patron } from './calendar.ts'
import type { EscalationPolicy } from './escalation.ts'
import type { TimeBand, TriageProtocol } from './triage-classes.ts'

export const BODY_KINDS = [
  'municipality',
  'consortium',
  'cooperative',
  'health-authority',
  'association',
  'other',
] as const
export type BodyKind = (typeof BODY_KINDS)[number]

/** A legal person: owns documents, numbers and letterhead. */
export type Body = {
  readonly key: string
  readonly name: string
  readonly kind: BodyKind
  readonly pec: string | null
  readonly phone: string | null
}

export const OFFICE_KINDS = ['social-service', 'social-desk'] as const
export type OfficeKind = (typeof OFFICE_KINDS)[number]

/**
 * A place of the territorial services with its own hours. A `social-desk` (Punto Sociale) is a walk-in
 * desk; only a `social-service` can be competent. `standIn` answers while this one is closed.
 */
export type Office = {
  readonly key: string
  readonly kind: OfficeKind
  readonly body: string
  readonly name: string
  readonly municipality: string
  readonly address: string
  readonly phone: string
  readonly email: string | null
  readonly pec: string | null
  readonly calendar: string
  readonly standIn: string | null
}

/** A municipality of the territory, known by Belfiore code, with the calendar of its social services. */
export type TerritoryMunicipality = {
  readonly code: string
  readonly name: string
  readonly calendar: string
  readonly office: string
  readonly distance: string | null
  readonly patron: Patron | null
  readonly lat: number
  readonly lon: number
  readonly from: string | null
  readonly to: string | null
}

export const SERVICE_MODES = ['always-on', 'closing-hours', 'hours'] as const
export type ServiceMode = (typeof SERVICE_MODES)[number]
export const ANSWERING = ['operations-room', 'on-call'] as const
export type Answering = (typeof ANSWERING)[number]

/** Who answers for the service when it is on: a room with operators, or a person on call at home. */
export type Answerer = {
  readonly kind: Answering
  readonly role: Role
  readonly label: string
  readonly phone: string
}

/**
 * When the specialised service is on. `closing-hours`: whenever the services of the municipality are
 * closed. `hours`: in the calendar `hours`, and `outside` answers when neither it nor an office does.
 */
export type ServiceSettings = {
  readonly mode: ServiceMode
  readonly hours: string | null
  readonly answers: Answerer
  readonly outside: Answerer | null
  readonly officeBy: 'found' | 'residence'
  readonly hasMobileUnit: boolean
  /** `HH:MM` on the wall clock: what must be settled in a shift falls due at its end. */
  readonly shiftEnds: readonly string[]
  /** `HH:MM`: until when who was on duty at night answers whoever takes over in the morning. */
  readonly answersUntil: string
  /** Dialled before a number, it keeps the caller's own from being shown; empty: the network of the territory has none. */
  readonly hidePrefix: string
}

export type StayLimit = {
  readonly key: string
  readonly label: string
  readonly maxHours: number
  readonly extendedToHours: number | null
  readonly extendedBy: Role | null
  readonly warnHoursBefore: number
}

export const RATIFIERS = ['coordinator', 'lead-municipality'] as const
export type Ratifier = (typeof RATIFIERS)[number]

/** A service of another territory that may be asked by telephone when nothing is left here. */
export type Neighbour = {
  readonly key: string
  readonly name: string
  readonly phone: string
  /** When somebody last rang to see that the number answers. */
  readonly checkedOn: string | null
}

/** What a territory decides about places. */
export type PlaceSettings = {
  /** How long a yes by telephone keeps the beds, where the facility says nothing else. */
  readonly holdMinutes: number
  /** How long after the yes that stands somebody is expected, when nobody said an hour. */
  readonly arrivalMinutes: number
  /** How long after its owner a file whose arrival nobody recorded goes to the coordinator. */
  readonly coordinatorMinutes: number
  /** Who ratifies a place that was taken before anybody could authorise it. */
  readonly ratifiedBy: Ratifier
  readonly neighbours: readonly Neighbour[]
}

/** After how long personal data go that nobody needs any more, in days. */
export type Retention = {
  /** Of a contact that opened nothing, and of a report confirmed not pertinent. */
  readonly contactDays: number
}

/** After how many opening minutes of the office each step of the chase of a handover is taken, from the one before. */
export type ChaseSettings = {
  readonly officeMinutes: number
  readonly standInMinutes: number
  readonly leadMinutes: number
  readonly coordinatorMinutes: number
  /** Opening minutes after which the office is to be rung, and after which a call that nobody answered is due again. */
  readonly callMinutes: number
  readonly callAgainMinutes: number
}

/**
 * What a rota has to keep, as the contract and the agreements of the territory say; null: not agreed, not watched.
 * Usual values: six turns a month (CCNL Funzioni locali 21.5.2018, art. 24; local bargaining may raise it), eleven hours of
 * rest (D.Lgs. 66/2003, art. 7; can be waived for who is on call), twenty-four hours in seven days beside them (art. 9),
 * forty-eight hours of work a week on the average of four months (art. 4).
 */
export type RotaRules = {
  readonly turnsPerMonth: number | null
  readonly restHours: number | null
  /** The same for who works for a cooperative, whose agreement may know a shorter rest for shift workers (eight hours are quoted); null: as for all. */
  readonly cooperativeRestHours: number | null
  /** The longest free stretch of any seven days is at least so long. */
  readonly weeklyRestHours: number | null
  readonly longestTurnHours: number | null
  /** Hours a week, on the average of seventeen weeks, of turns that are work. */
  readonly averageWeekHours: number | null
  /** Roles whose turns are work from the first minute, because they are spent at the place: on call at home is not. */
  readonly workedRoles: readonly Role[]
  /** How many nights, and turns on days of rest, somebody may have in a year beyond what the others have on average. */
  readonly nightsAboveMean: number | null
  readonly festiveAboveMean: number | null
  /** Professions of which somebody is on call at every hour, in whatever role. */
  readonly minimum: readonly Role[]
  /** How many levels of a role are covered, where it is more than the first of those that a class calls. */
  readonly cover: readonly { readonly role: Role; readonly levels: number }[]
}

/** What a change of shift asks for: the *consegne*. */
export type ShiftNoteSettings = {
  /** Roles of the rota whose turns end with consegne that somebody owes; none: they are written by who wants to. */
  readonly roles: readonly Role[]
  /** From how many hours before a change on its consegne are written: what is signed is not changed. */
  readonly writeHours: number
  /** How long after the change they are to be confirmed, before a coordinator is told. */
  readonly confirmMinutes: number
  /** Keys, telephone, vehicle and all that passes from hand to hand. */
  readonly inventory: readonly { readonly key: string; readonly label: string }[]
}

/** A contracted service of interpreters at a distance: called when nobody of the staff speaks the language. */
export type InterpretingService = {
  readonly key: string
  readonly name: string
  readonly phone: string
  /** Codes; none: it has every language, or finds somebody. */
  readonly languages: readonly string[]
  /** When it answers and what it costs, in the words of the contract. */
  readonly hours: string
  readonly cost: string
}

/** Whom a call to the service's number rings, where there is no operations room to answer it. */
export type SwitchboardSettings = {
  /** The exchange asks us whom to ring. False: who sits in the room answers, and no call is rung from here. */
  readonly rings: boolean
  /** Whose telephone rings, in this order, each level of the rota after the one before. */
  readonly roles: readonly Role[]
  readonly ringSeconds: number
  /** Who hangs up after somebody's telephone has rung so long is called back. */
  readonly lostSeconds: number
}

/** The weekly trial of every contact of the rota, by a message that its owner answers. */
export type DrillSettings = {
  readonly on: boolean
  /** 1 is Monday; on a national holiday it is the next working day. */
  readonly weekday: number
  /** Hours on the wall between which the messages leave, as 09:30. */
  readonly from: string
  readonly until: string
  /** Hours after which a message that nobody answered is sent once more, and after which it stands as not answered. */
  readonly againHours: number
}

/** Everything local of one territory, as data. */
export type Configuration = {
  readonly key: string
  readonly name: string
  readonly description: string
  readonly leadBody: string
  readonly bodies: readonly Body[]
  readonly calendars: readonly OpeningCalendar[]
  readonly offices: readonly Office[]
  readonly municipalities: readonly TerritoryMunicipality[]
  readonly service: ServiceSettings
  readonly access: AccessPolicy
  readonly accredited: readonly AccreditedReporter[]
  readonly timeBands: readonly TimeBand[]
  readonly triage: TriageProtocol
  readonly stayLimits: readonly StayLimit[]
  readonly places: PlaceSettings
  readonly retention: Retention
  readonly chase: ChaseSettings
  readonly rota: RotaRules
  readonly switchboard: SwitchboardSettings
  readonly shiftNotes: ShiftNoteSettings
  readonly drill: DrillSettings
  readonly escalation: readonly EscalationPolicy[]
  readonly languages: readonly string[]
  readonly interpreting: readonly InterpretingService[]
}

/** The calendar with this key; the validation of the file has seen that it is there. */
export function calendarOf(configuration: Configuration, key: string): OpeningCalendar {
  const found = configuration.calendars.find((one) => one.key === key)
  if (!found) throw new RangeError(`calendar ${key} is not in the configuration`)
  return found
}

/** The municipality with this Belfiore code, where it belongs to the territory on that day. */
export function municipalityOf(
  configuration: Configuration,
  code: string | null,
  on: Temporal.PlainDate,
): TerritoryMunicipality | undefined {
  const day = on.toString()
  return configuration.municipalities.find(
    (one) =>
      one.code === code &&
      (one.from === null || one.from <= day) &&
      (one.to === null || day <= one.to),
  )
}

/** The patron saints that close an office or a municipality's services: those of its own municipality. */
export function patronsOf(configuration: Configuration, code: string): readonly Patron[] {
  return configuration.municipalities
    .filter((one) => one.code === code)
    .flatMap((one) => (one.patron ? [one.patron] : []))
}
