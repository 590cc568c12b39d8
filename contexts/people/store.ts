import { type InterventionId, type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError, unwrap } from '#platform/server/errors.ts'
import { append } from '#platform/server/log.ts'
import { lockIntervention } from '#platform/server/work.ts'
import {
  correct,
  type Household,
  householdIn,
  type Known,
  type PeopleEvent,
  type Person,
  settled,
  strike,
  toldOf,
} from './model.ts'

const PURPOSE = 'people-person'

/** One version of a person, with who wrote it and when. */
export type Version = Person & { readonly writtenBy: string; readonly writtenAt: Instant }

/** Writes a person of a file. Answers the id. */
export async function writePerson(
  tx: Tx,
  file: InterventionId,
  body: Known,
  id: string = uuid7(tx.work.now, tx.work.random),
): Promise<string> {
  await lockIntervention(tx, file)
  const known = settled(body)
  const event: PeopleEvent = { type: 'PersonWritten', data: toldOf(known) }
  await keep(tx, file, { ...known, id, version: 1, isStruck: false }, event)
  return id
}

/**
 * Writes the people as the report tells them, while nobody is written. Refuses `people-written` when somebody is
 * already, and writes nothing twice.
 */
export async function writeSaid(
  tx: Tx,
  file: InterventionId,
  saidOf: () => Promise<readonly Known[]>,
): Promise<readonly string[]> {
  await lockIntervention(tx, file)
  if ((await peopleOf(tx, file)).length > 0) throw new RefusalError('people-written')
  const said = await saidOf()
  // Ids of one instant follow one another by chance: sorted, the people stand as the report tells them.
  const ids = said.map(() => uuid7(tx.work.now, tx.work.random)).toSorted()
  for (const [at, one] of said.entries()) await writePerson(tx, file, one, ids[at])
  return ids
}

/** New knowledge of a person; what was written before is kept. Refuses as the model. */
export async function correctPerson(
  tx: Tx,
  file: InterventionId,
  id: string,
  body: Known & { readonly version: number },
): Promise<void> {
  await lockIntervention(tx, file)
  const { version, ...rest } = body
  const known = settled(rest)
  const person = await personOf(tx, file, id)
  for (const event of unwrap(correct(person, known, version)))
    await keep(tx, file, { ...known, id, version: version + 1, isStruck: false }, event)
}

/** Strikes a person written by mistake. Refuses `person-struck`. */
export async function strikePerson(tx: Tx, file: InterventionId, id: string): Promise<void> {
  await lockIntervention(tx, file)
  const person = await personOf(tx, file, id)
  for (const event of unwrap(strike(person)))
    await keep(tx, file, { ...person, version: person.version + 1, isStruck: true }, event)
}

async function personOf(tx: Tx, file: InterventionId, id: string): Promise<Version> {
  const newest = (await versionsOf(tx, file)).find((one) => one.id === id)
  if (!newest) throw new NotFoundError('person')
  return newest
}

async function keep(tx: Tx, file: InterventionId, person: Person, event: PeopleEvent) {
  const territoryId = territoryOf(tx)
  await append(tx, {
    room: 'people',
    aggregateId: person.id,
    version: person.version,
    interventionId: file,
    at: tx.work.now,
    event,
  })
  await tx
    .insertInto('people.person')
    .values({
      territory_id: territoryId,
      id: person.id,
      version: person.version,
      intervention_id: file,
      part: person.part,
      tie: person.tie,
      sex: person.sex,
      age: person.age,
      age_from: person.ageFrom,
      is_minor: person.isMinor,
      document: person.document,
      language: person.language,
      needs: [...person.needs],
      sealed_words: tx.work.vault.seal(territoryId, PURPOSE, JSON.stringify(person.words)),
      is_struck: person.isStruck,
      written_by: staffOf(tx),
      written_at: tx.work.now,
    })
    .execute()
}

/** Every version of every person of a file: who was written first comes first, of each the newest version. */
export async function versionsOf(tx: Tx, file: InterventionId): Promise<readonly Version[]> {
  const rows = await tx
    .selectFrom('people.person')
    .selectAll()
    .where('intervention_id', '=', file)
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    part: row.part as Known['part'],
    tie: row.tie as Known['tie'],
    sex: row.sex as Known['sex'],
    age: row.age,
    ageFrom: row.age_from as Known['ageFrom'],
    isMinor: row.is_minor,
    document: row.document as Known['document'],
    language: row.language,
    needs: row.needs as Known['needs'],
    words: JSON.parse(tx.work.vault.open(row.territory_id, PURPOSE, row.sealed_words)),
    isStruck: row.is_struck,
    writtenBy: row.written_by,
    writtenAt: row.written_at,
  }))
}

/** Who is in force in a file, struck ones left out; with their words: ask the permission first. */
export async function peopleOf(tx: Tx, file: InterventionId): Promise<readonly Version[]> {
  const seen = new Set<string>()
  return (await versionsOf(tx, file)).filter((one) => {
    if (seen.has(one.id)) return false
    seen.add(one.id)
    return !one.isStruck
  })
}

/** Whom a place is looked for, as far as it was written; without names. */
export async function householdOf(tx: Tx, file: InterventionId): Promise<Household> {
  return householdIn(await peopleOf(tx, file))
}

function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('a person needs their territory')
  return tx.work.territoryId
}

function staffOf(tx: Tx): string {
  if (tx.work.actor.kind !== 'person') throw new Error('people are written by people')
  return tx.work.actor.staffId
}
