import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import type { SubjectPort } from '#platform/server/subject.ts'
import type { Telephony } from '#platform/server/telephony.ts'

/** What somebody who is called may know before saying yes: no name, and no place of a protected file. */
export type Brief = {
  readonly number: string
  readonly classKey: string | null
  readonly className: string | null
  /** The graver, the lower; what only waits to be confirmed as not pertinent comes last. */
  readonly rank: number
  readonly receivedAt: Temporal.Instant
  readonly municipality: string | null
  readonly people: string | null
  readonly need: string | null
  readonly answeredBy: string | null
  /** Nobody answers, or only who cannot assess it: whoever is on call may be called. */
  readonly mayCall: boolean
}

/** Numbers that rooms above keep: looked up where a person has them rung, so that nobody has to see them. */
export type NumberPorts = {
  /** Of a facility of the territory written: of its desk, or of who heads it. */
  readonly facility: (
    tx: Tx,
    id: string,
    part: 'desk' | 'head',
  ) => Promise<{ readonly phone: string; readonly isSecret: boolean } | undefined>
  /** Of who reported a file. */
  readonly reporter: (
    tx: Tx,
    file: InterventionId,
  ) => Promise<{ readonly phone: string | null; readonly mayCall: boolean } | undefined>
  /** Of whom a file was handed over to by name. */
  readonly recipient: (tx: Tx, file: InterventionId, handoverId: string) => Promise<string | null>
}

/** What this room asks of those who put the server together. */
export type PagingNeeds = {
  readonly subjectOf: SubjectPort
  readonly briefOf: (tx: Tx, id: InterventionId) => Promise<Brief | undefined>
  /** The language that a report says, as it stands there; null: none does. */
  readonly languageSaid: (tx: Tx, file: InterventionId) => Promise<string | null>
  /** Taken before any file by whoever makes somebody an owner. */
  readonly lockOwners: (tx: Tx) => Promise<void>
  /** Whether somebody still works in the page's territory and may own a file there. */
  readonly worksHere: (tx: Tx, staffId: StaffId) => Promise<boolean>
  /** Scheme and host under which people reach this installation. */
  readonly address: () => string
  /** The machine's own instant, by which reports of a provider are judged. */
  readonly machine: () => Temporal.Instant
  readonly numbers: NumberPorts
  /** Undefined where nobody carries calls and messages: whoever is on call is called by hand. */
  readonly telephone: Telephony | undefined
  /** Notices leave from here to the devices of people. */
  readonly sendsNotices: boolean
}

/** Of it, what says how somebody can be reached. */
export type ReachNeeds = Pick<PagingNeeds, 'telephone' | 'sendsNotices'>
