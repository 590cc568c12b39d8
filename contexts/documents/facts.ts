import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'

/** What was said when the service was called. */
export type ReportFacts = {
  readonly source: string | null
  readonly body: string | null
  readonly reporter: string | null
  readonly reporterPhone: string | null
  readonly place: string | null
  readonly happening: string | null
  /** The questions that were answered yes, and those answered no, as they are put: *Le ha stretto il collo?* */
  readonly saidYes: readonly string[]
  readonly saidNo: readonly string[]
  readonly involved: string | null
  readonly count: string | null
  readonly names: string | null
  readonly ages: string | null
  readonly language: string | null
  readonly health: string | null
  readonly animals: string | null
  readonly protection: string | null
  readonly callBack: string | null
  readonly notice: string | null
  readonly joins: string | null
}

/** One of those who are helped. */
export type PersonFacts = {
  readonly name: string | null
  readonly age: string | null
  readonly relation: string | null
  readonly needs: string | null
}

/** Where they sleep: one of the places of a divided family. `address` and `phone` only where they are not secret. */
export type PlacementFacts = {
  readonly alias: string
  readonly address: string | null
  readonly phone: string | null
  readonly since: Instant | null
  /** They are there; else the place only said yes. */
  readonly hasArrived: boolean
  /** Who of the service wrote that, null where the facility said it itself by its link. */
  readonly recordedBy: string | null
  readonly until: Instant | null
  /** Name, role and hour of the yes. */
  readonly agreed: string | null
  /** By which title its minors were taken in (Q22); null where nobody has recorded any. */
  readonly title: string | null
  /** How many of them sleep here. */
  readonly people: number
  readonly minors: number
}

/** A place that was looked for and not found. */
export type UnmetFacts = {
  readonly at: Instant
  readonly by: string
  readonly reasons: string
  readonly note: string
}

/** What whoever takes over in the morning has to know, as the rooms have it. */
export type MorningFacts = {
  readonly payer: string | null
  readonly expiresToday: string | null
  readonly therapies: string | null
  readonly belongings: string | null
}

/** Words of a person, with their hour and author. */
export type Said = { readonly at: Instant; readonly by: string; readonly text: string }

/** The assessment in force, as a service reads it. */
export type AssessedFacts = {
  readonly at: Instant
  readonly by: string
  /** In the words of who signs; empty where they wrote none. */
  readonly need: string
  readonly risk: string
  /** What the protocol and the report had proposed, and who signs left as it was: no judgement of theirs (H2). */
  readonly confirmed: { readonly need: string; readonly risk: string }
}

/** All that documents about a file are made of; what nobody knows is null and reads *non noto*. */
export type DocumentFacts = {
  readonly territory: {
    readonly name: string
    readonly body: string
    readonly phone: string
    /** Until which hour, and of which day, who was on duty can be reached: `10:00 del 23/11/2026`. */
    readonly answersUntil: string
  }
  readonly file: {
    readonly number: string
    readonly receivedAt: Instant
    readonly className: string | null
    readonly reasons: readonly string[]
    readonly owner: string | null
    readonly isProtected: boolean
  }
  readonly report: ReportFacts | null
  readonly people: readonly PersonFacts[]
  /** Empty where nobody has a place; of a divided family, each of them. */
  readonly placements: readonly PlacementFacts[]
  /** When nobody could take them, oldest first: why, and what was done meanwhile. */
  readonly unmet: readonly UnmetFacts[]
  readonly morning: MorningFacts
  readonly safety: {
    readonly contact: string | null
    readonly knows: string | null
    readonly mustNotKnow: string | null
  }
  readonly emergencyCalls: readonly Said[]
  /** To whom it was read back what becomes of them, when and by whom. */
  readonly readBacks: readonly { readonly at: Instant; readonly by: string; readonly to: string }[]
  /** Facts, statements and evaluations are never mixed. */
  readonly seen: readonly Said[]
  readonly statements: readonly Said[]
  readonly evaluations: readonly Said[]
  /** Null before the first assessment. */
  readonly assessed: AssessedFacts | null
}

/** Asked upwards: what the rooms know of a file. `apps/server` fills it; undefined: unknown or unseen file. */
export type DocumentFactsPort = (tx: Tx, id: InterventionId) => Promise<DocumentFacts | undefined>

/** What the Forze dell'ordine get of an entry: made without the secrets, so that no template can print them. */
export type RedactedFacts = {
  readonly territory: DocumentFacts['territory']
  readonly file: DocumentFacts['file']
  readonly people: readonly { readonly age: string | null; readonly relation: string | null }[]
  /** How many they are, as the report has it. */
  readonly count: string | null
  readonly hasPlace: boolean
  readonly since: Instant | null
}

/** Leaves out place, names, contacts, needs and every third party. */
export function redacted(facts: DocumentFacts): RedactedFacts {
  const { number, receivedAt, className, owner, isProtected } = facts.file
  return {
    territory: facts.territory,
    file: { number, receivedAt, className, owner, isProtected, reasons: [] },
    people: facts.people.map(({ age, relation }) => ({ age, relation })),
    count: facts.report?.count ?? null,
    hasPlace: facts.placements.length > 0,
    since: facts.placements[0]?.since ?? null,
  }
}
