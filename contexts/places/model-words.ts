export const PLACEMENT_STATES = [
  'held',
  'confirmed',
  'arrived',
  'ended',
  'refused',
  'lapsed',
  'released',
  'no-show',
] as const
export type PlacementStateName = (typeof PLACEMENT_STATES)[number]

export const CALL_RESULTS = ['yes', 'no', 'no-answer'] as const
export type CallResult = (typeof CALL_RESULTS)[number]
export const NO_REASONS = ['no-place', 'rule', 'behaviour', 'nobody-decides', 'other'] as const
/** Why a facility says no: counted as unmet need. */
export type NoReason = (typeof NO_REASONS)[number]

export const NEIGHBOUR_RESULTS = ['yes', 'no', 'no-answer', 'not-asked'] as const
/** What a service of another territory answered; `not-asked`: nobody asks one, and says why. */
export type NeighbourResult = (typeof NEIGHBOUR_RESULTS)[number]

export const TITLES = [
  'parent-consent',
  'article-403',
  'police-entrustment',
  'court-order',
] as const
/** On what ground a minor enters a place. */
export type Title = (typeof TITLES)[number]

export const RELEASES = ['declined', 'other-place', 'not-needed', 'moved'] as const
export type ReleaseReason = (typeof RELEASES)[number]
export const ENDINGS = ['moved-on', 'own-choice', 'left', 'dismissed', 'hospital'] as const
export type EndReason = (typeof ENDINGS)[number]
export const RATIFICATIONS = ['ratified', 'not-ratified'] as const
export type Ratification = (typeof RATIFICATIONS)[number]
export const AUTHORISATIONS = ['authorised', 'to-ratify', ...RATIFICATIONS] as const
/** By whom a place outside the agreement is answered for; `to-ratify`: nobody could be asked that night. */
export type Authorisation = (typeof AUTHORISATIONS)[number]
/** What may be said of it when it is taken. */
export type AuthorisedNow = 'authorised' | 'to-ratify'
export const LATE_LEVELS = ['owner', 'coordinator'] as const
/** Who was told last that nobody recorded an arrival. */
export type LateLevel = (typeof LATE_LEVELS)[number]
export type Way = 'link' | 'voice'

/** Who of the facility spoke. */
export type Speaker = { readonly name: string; readonly role: string }
/** How long one may stay, worked out from the territory's limits; null: none is set. */
export type StayLimit = {
  readonly maxHours: number
  readonly extendedToHours: number | null
  readonly warnHoursBefore: number
}
