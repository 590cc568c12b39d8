import type { DomainEvent } from '#platform/kernel/event.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import type {
  AuthorisedNow,
  CallResult,
  EndReason,
  LateLevel,
  NeighbourResult,
  NoReason,
  ReleaseReason,
  Speaker,
  Title,
  Way,
} from './model-words.ts'

export type FacilityEvent =
  | DomainEvent<'FacilityAdded', { readonly facility: string; readonly by: StaffId }>
  | DomainEvent<'FacilityChanged', { readonly facility: string; readonly by: StaffId }>
  | DomainEvent<'AvailabilityDeclared', { readonly facility: string; readonly by: StaffId }>

/** What happens around a file's search for a place. A facility that is called otherwise from now on says so in its files. `facility` is the word everybody may see: of a secret one, its alias. */
export type SearchEvent =
  | DomainEvent<'NeedWritten', { readonly people: number; readonly minors: number }>
  | DomainEvent<
      'FacilityCalled',
      {
        readonly facility: string
        readonly facilityId: string
        readonly result: CallResult
        readonly name: string
        readonly role: string
        readonly reason: NoReason | null
        readonly by: StaffId
      }
    >
  | DomainEvent<
      'PlaceDisclosed',
      { readonly facility: string; readonly facilityId: string; readonly by: StaffId }
    >
  | DomainEvent<
      'FacilityRenamed',
      { readonly facility: string; readonly facilityId: string; readonly by: StaffId }
    >
  | DomainEvent<
      'NeighbourAsked',
      { readonly service: string; readonly result: NeighbourResult; readonly by: StaffId }
    >
  | DomainEvent<
      'UnmetNeedRecorded',
      {
        readonly people: number
        readonly asked: number
        readonly excluded: number
        readonly by: StaffId
        /** Absent in what was written before an hour was asked; null: nobody looks again. */
        readonly againAt?: string | null
      }
    >
  | DomainEvent<'SearchDue', { readonly at: string }>

export type PlacementEvent =
  | DomainEvent<
      'PlaceHeld',
      {
        readonly facility: string
        readonly facilityId: string
        readonly until: string
        readonly people: number
        readonly minors: number
        readonly needsAuthorisation: boolean
        readonly name: string
        readonly role: string
        readonly by: StaffId
      }
    >
  | DomainEvent<'HoldExtended', { readonly facility: string; readonly until: string }>
  | DomainEvent<'HoldLapsed', { readonly facility: string; readonly until: string }>
  | DomainEvent<'PlaceReleased', { readonly facility: string; readonly reason: ReleaseReason }>
  | DomainEvent<'TitleRecorded', { readonly title: Title; readonly by: StaffId }>
  | DomainEvent<
      'PlacementAuthorised',
      {
        readonly mode: AuthorisedNow
        readonly by: StaffId
        /** When who ratifies is reminded first; absent where nobody needs to be. */
        readonly remindAt?: string
      }
    >
  | DomainEvent<'RatificationAwaited', { readonly facility: string; readonly nextAt: string }>
  | DomainEvent<'PlacementRatified', { readonly facility: string; readonly by: StaffId }>
  | DomainEvent<'PlacementNotRatified', { readonly facility: string; readonly by: StaffId }>
  | DomainEvent<'ConfirmationAsked', { readonly facility: string }>
  | DomainEvent<
      'PlaceConfirmed',
      {
        readonly facility: string
        readonly way: Way
        /** Absent in what was written before an arrival was expected at an hour. */
        readonly expectedAt?: string
      } & Speaker
    >
  | DomainEvent<
      'ArrivalExpected',
      { readonly facility: string; readonly expectedAt: string; readonly by: StaffId }
    >
  | DomainEvent<
      'ArrivalOverdue',
      {
        readonly facility: string
        readonly expectedAt: string
        readonly level: LateLevel
        /** When the next one is told; null: everybody was. */
        readonly nextAt: string | null
      }
    >
  | DomainEvent<
      'PlaceRefused',
      { readonly facility: string; readonly way: Way; readonly reason: NoReason } & Speaker
    >
  | DomainEvent<
      'PersonArrived',
      {
        readonly facility: string
        readonly arrivedAt: string
        readonly until: string | null
        readonly warnAt: string | null
      }
    >
  | DomainEvent<'PersonDidNotArrive', { readonly facility: string }>
  | DomainEvent<'StayWarned', { readonly facility: string; readonly until: string }>
  | DomainEvent<'StayOverrun', { readonly facility: string; readonly until: string }>
  | DomainEvent<
      'StayExtended',
      { readonly facility: string; readonly until: string; readonly by: StaffId }
    >
  | DomainEvent<
      'StayEnded',
      { readonly facility: string; readonly endedAt: string; readonly reason: EndReason }
    >

export type PlacesEvent = FacilityEvent | SearchEvent | PlacementEvent
