import { sql } from 'kysely'
import type { Tx } from '#platform/server/db.ts'
import type { PlaceSuggestion } from './contract-where.ts'
import type { FiledPlace } from './street-file.ts'
import { type AskedPlace, askedPlace, isAlmost, slipsIn, wordsOf } from './street-words.ts'

/** Rows of one statement: a municipality of half a million numbers is written in as many steps as it needs. */
const STEP = 2_000
/** What one look at the list can hold. */
const MOST_SUGGESTIONS = 8

/**
 * Makes the streets, or the landmarks, of each municipality in a file those of the file: what stood there of the
 * same kind goes. Answers how many entries are there now.
 */
export async function writeStreets(tx: Tx, places: readonly FiledPlace[]): Promise<number> {
  const replaced = new Set(places.map(({ municipality, kind }) => `${municipality} ${kind}`))
  for (const one of replaced) {
    const [municipality = '', kind = ''] = one.split(' ')
    await tx
      .deleteFrom('territory.gazetteer')
      .where('municipality_code', '=', municipality)
      .where('kind', '=', kind)
      .execute()
  }
  for (let at = 0; at < places.length; at += STEP) await writeStep(tx, places.slice(at, at + STEP))
  return places.length
}

async function writeStep(tx: Tx, places: readonly FiledPlace[]): Promise<void> {
  const rows = places.map((place) => ({
    municipality_code: place.municipality,
    kind: place.kind,
    name: place.name,
    locality: place.locality,
    national_code: place.nationalCode,
    latitude: place.point?.latitude ?? null,
    longitude: place.point?.longitude ?? null,
    source: place.source,
  }))
  const kept = await tx
    .insertInto('territory.gazetteer')
    .values(rows)
    .returning(['id', 'municipality_code', 'kind', 'name', 'locality'])
    .execute()
  const ids = new Map(kept.map((row) => [keyOf(row), row.id]))
  const words = places.flatMap((place) => {
    const entry = ids.get(keyOf({ ...place, municipality_code: place.municipality }))
    return wordsOf(`${place.name} ${place.locality ?? ''}`).map((word) => ({
      entry,
      word,
      code: place.municipality,
    }))
  })
  await sql`insert into territory.gazetteer_word (entry_id, word, municipality_code)
    select entry, word, code from jsonb_to_recordset(${JSON.stringify(words)})
      as w (entry bigint, word text, code text)`.execute(tx)
  for (const place of places) {
    const entry = ids.get(keyOf({ ...place, municipality_code: place.municipality }))
    if (place.numbers.length > 0) await writeNumbers(tx, entry, place)
  }
}

async function writeNumbers(tx: Tx, entry: number | undefined, place: FiledPlace): Promise<void> {
  const numbers = place.numbers.map(({ number, letter, nationalCode, point }) => ({
    number,
    letter,
    code: nationalCode,
    lat: point?.latitude ?? null,
    lon: point?.longitude ?? null,
  }))
  await sql`insert into territory.house_number (entry_id, number, letter, national_code, latitude, longitude)
    select ${entry}::bigint, number, letter, code, lat, lon from jsonb_to_recordset(${JSON.stringify(numbers)})
      as n (number int, letter text, code text, lat double precision, lon double precision)`.execute(
    tx,
  )
}

function keyOf(row: {
  municipality_code: string
  kind: string
  name: string
  locality: string | null
}) {
  return [row.municipality_code, row.kind, row.name, row.locality ?? ''].join('|')
}

type Found = {
  readonly id: number
  readonly municipality_code: string
  readonly municipality: string
  readonly kind: string
  readonly name: string
  readonly locality: string | null
  readonly national_code: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly source: string
}

/** One word that an entry must have: it begins so, or it is one of these; or the entry lies where the word says. */
type Wanted = {
  readonly start: string
  /** Null: any word that begins so. */
  readonly among: readonly string[] | null
  readonly places: readonly string[]
}

/** What is searched: the municipalities of a territory, the one chosen already, the words typed. */
export type StreetSearch = {
  readonly municipalities: ReadonlyMap<string, string>
  readonly chosen: string | null
  readonly typed: string
}

/** Streets and landmarks that fit what was typed, the chosen municipality first; at most 8. */
export async function findStreets(
  tx: Tx,
  search: StreetSearch,
): Promise<readonly PlaceSuggestion[]> {
  const asked = askedPlace(search.typed)
  if (asked.words.length === 0 || asked.words.join('').length < 2) return []
  const exact = await entriesWith(tx, exactly(asked.loose, search), asked.words, search)
  // Slips of the finger are looked for only where nothing fits as it is written.
  const found =
    exact.length > 0
      ? exact
      : await entriesWith(tx, await almost(tx, asked.loose, search), asked.words, search)
  const suggestions: PlaceSuggestion[] = []
  for (const row of found) suggestions.push(await suggestion(tx, row, asked))
  return suggestions
}

/** Where a word says the municipality itself: `via Roma Torino`. */
function saysMunicipality(word: string, { municipalities }: StreetSearch): readonly string[] {
  return [...municipalities]
    .filter(([, name]) => wordsOf(name).includes(word))
    .map(([code]) => code)
}

function exactly(words: readonly string[], search: StreetSearch): readonly Wanted[] {
  return words.map((word, at) => ({
    start: word,
    among: null,
    places: at === 0 && words.length === 1 ? [] : saysMunicipality(word, search),
  }))
}

/** Words of the list that differ by a slip, looked for among those with the same first letter. */
async function almost(
  tx: Tx,
  words: readonly string[],
  search: StreetSearch,
): Promise<readonly Wanted[]> {
  const codes = [...search.municipalities.keys()]
  const wanted: Wanted[] = []
  for (const one of exactly(words, search)) {
    const shortest = one.start.length - slipsIn(one.start)
    const { rows } = await sql<{ word: string }>`select distinct word from territory.gazetteer_word
      where word like ${`${one.start.slice(0, 1)}%`} and length(word) >= ${shortest}
        and municipality_code = any (${codes})`.execute(tx)
    // A word that is written as it should be needs no others beside it.
    const isRight = rows.some(({ word }) => word.startsWith(one.start))
    const among = isRight ? null : closest(one.start, rows)
    wanted.push({ ...one, among })
  }
  return wanted
}

function closest(typed: string, rows: readonly { word: string }[]): readonly string[] {
  return rows
    .map(({ word }) => word)
    .filter((word) => isAlmost(typed, word))
    .slice(0, 50)
}

async function entriesWith(
  tx: Tx,
  wanted: readonly Wanted[],
  words: readonly string[],
  { municipalities, chosen }: StreetSearch,
): Promise<readonly Found[]> {
  const codes = [...municipalities.keys()]
  const conditions = wanted.map((one) => condition(one, codes))
  const { rows } = await sql<Found>`
    select g.id, g.municipality_code, m.name as municipality, g.kind, g.name, g.locality, g.national_code,
           g.latitude, g.longitude, g.source
      from territory.gazetteer g join territory.municipality m on m.code = g.municipality_code
     where g.municipality_code = any (${codes}) and ${sql.join(conditions, sql` and `)}
     order by g.municipality_code = ${chosen ?? ''} desc,
              (select count(*) from territory.gazetteer_word w
                where w.entry_id = g.id and w.word = any (${words})) desc,
              g.kind, length(g.name), g.name, m.name
     limit ${MOST_SUGGESTIONS}`.execute(tx)
  return rows
}

/** Each form as narrow as it can be: an `or` that is not needed would read the whole list. */
function condition({ start, among, places }: Wanted, codes: readonly string[]) {
  const word = among === null ? sql`w.word like ${`${start}%`}` : sql`w.word = any (${among})`
  const has = sql`g.id in (select w.entry_id from territory.gazetteer_word w
    where ${word} and w.municipality_code = any (${codes}))`
  return places.length === 0 ? has : sql`(${has} or g.municipality_code = any (${places}))`
}

async function suggestion(tx: Tx, row: Found, asked: AskedPlace): Promise<PlaceSuggestion> {
  const house =
    asked.number === null || row.kind !== 'street' ? undefined : await houseOf(tx, row, asked)
  const number = numberText(row, asked)
  const at = house && house.latitude !== null ? house : row
  return {
    kind: row.kind === 'landmark' ? 'landmark' : 'street',
    name: row.name,
    text: `${asked.relation}${row.name}${number}${asked.rest}`.slice(0, 300),
    locality: row.locality,
    municipality: row.municipality_code,
    municipalityName: row.municipality,
    latitude: at.latitude,
    longitude: at.longitude,
    precision: precisionOf(row, at === house, at.latitude),
    code: house?.national_code ?? row.national_code,
    source: row.source,
  }
}

function numberText({ kind }: Found, { number, letter }: AskedPlace): string {
  if (number === null) return ''
  const sign = letter.length > 1 ? ` ${letter.toLowerCase()}` : letter === '' ? '' : `/${letter}`
  return `${kind === 'street' ? ' ' : ', '}${number}${sign}`
}

function precisionOf(row: Found, isHouse: boolean, latitude: number | null) {
  if (latitude === null) return null
  if (isHouse) return 'house-number'
  return row.kind === 'landmark' ? 'landmark' : 'street'
}

async function houseOf(tx: Tx, { id }: Found, { number, letter }: AskedPlace) {
  return await tx
    .selectFrom('territory.house_number')
    .select(['national_code', 'latitude', 'longitude'])
    .where('entry_id', '=', id)
    .where('number', '=', number ?? 0)
    .where('letter', '=', letter)
    .executeTakeFirst()
}

/** The landmarks of these municipalities that have a point, for the map. */
export async function landmarksOf(tx: Tx, codes: readonly string[]) {
  const rows = await tx
    .selectFrom('territory.gazetteer')
    .select(['name', 'municipality_code', 'latitude', 'longitude'])
    .where('kind', '=', 'landmark')
    .where('municipality_code', 'in', [...codes, ''])
    .where('latitude', 'is not', null)
    .orderBy('name')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    name: row.name,
    municipality: row.municipality_code,
    latitude: row.latitude ?? 0,
    longitude: row.longitude ?? 0,
  }))
}
