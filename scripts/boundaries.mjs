// Run by hand: takes the boundaries of the demo's municipalities out of a TopoJSON of Italy and writes them, simplified,
// to data/territories/boundaries/. `node scripts/boundaries.mjs FILE.topo.json`; the file and its licence: data/NOTICE.md.
import * as fs from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { ROOT } from './machine.mjs'

/** @typedef {[number, number]} Position longitude, latitude */

const SOURCE = 'Confini: openpolis/geojson-italy (giugno 2023) da ISTAT, CC BY 4.0, semplificati'
/** Degrees: about 60 m. Arcs are simplified whole, so that neighbours keep the same line. */
const TOLERANCE = 0.0006
const FOLDER = path.join(ROOT, 'data', 'territories')
const OUT = path.join(FOLDER, 'boundaries')

const [file = ''] = process.argv.slice(2)
const topology = JSON.parse(fs.readFileSync(file, 'utf8'))
const { scale, translate } = topology.transform
const arcs = topology.arcs.map(arcOf)
/** @type {Map<string, any>} */
const shapes = new Map(
  topology.objects.comuni.geometries.map((/** @type {any} */ one) => [one.properties.k, one]),
)
const istat = new Map(
  fs
    .readFileSync(path.join(ROOT, 'data/municipalities/municipalities.csv'), 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => [line.split(',')[0] ?? '', line.split(',')[1] ?? '']),
)

fs.mkdirSync(OUT, { recursive: true })
for (const name of fs.readdirSync(FOLDER).filter((one) => one.endsWith('.yaml'))) {
  const territory = parse(fs.readFileSync(path.join(FOLDER, name), 'utf8'))
  /** @type {Record<string, Position[][]>} */
  const municipalities = {}
  for (const { code } of territory.municipalities) {
    const shape = shapes.get(istat.get(code) ?? '')
    if (shape) municipalities[code] = ringsOf(shape)
    else console.error(`${name}: ${code} non è nel file dei confini`)
  }
  const lines = Object.entries(municipalities).map(
    ([code, rings]) => `    "${code}": ${JSON.stringify(rings)}`,
  )
  const text = `{\n  "source": ${JSON.stringify(SOURCE)},\n  "municipalities": {\n${lines.join(',\n')}\n  }\n}\n`
  fs.writeFileSync(path.join(OUT, name.replace('.yaml', '.json')), text)
}

/**
 * @param {[number, number][]} deltas
 * @returns {Position[]}
 */
function arcOf(deltas) {
  let [x, y] = [0, 0]
  const line = deltas.map(([dx, dy]) => {
    x += dx
    y += dy
    return /** @type {Position} */ ([x * scale[0] + translate[0], y * scale[1] + translate[1]])
  })
  return simplified(line).map(([lon, lat]) => [round(lon), round(lat)])
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10_000) / 10_000
}

/**
 * The line of Douglas and Peucker.
 * @param {Position[]} line
 * @returns {Position[]}
 */
function simplified(line) {
  const [first, last] = [line[0], line.at(-1)]
  if (!first || !last || line.length < 3) return line
  const far = line.map((point) => distance(point, first, last))
  const most = Math.max(...far)
  if (most <= TOLERANCE) return [first, last]
  const at = far.indexOf(most)
  return [...simplified(line.slice(0, at + 1)).slice(0, -1), ...simplified(line.slice(at))]
}

/**
 * @param {Position} point
 * @param {Position} from
 * @param {Position} to
 */
function distance([x, y], [x1, y1], [x2, y2]) {
  const [dx, dy] = [x2 - x1, y2 - y1]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : ((x - x1) * dx + (y - y1) * dy) / length
  const at = Math.max(0, Math.min(1, along))
  return Math.hypot(x - x1 - at * dx, y - y1 - at * dy)
}

/**
 * The outer rings of a municipality; holes too: who draws them fills by even and odd.
 * @param {{ type: string, arcs: any }} shape
 * @returns {Position[][]}
 */
function ringsOf(shape) {
  /** @type {number[][][]} */
  const polygons = shape.type === 'Polygon' ? [shape.arcs] : shape.arcs
  return polygons
    .flat()
    .map((ring) => ring.flatMap((index, at) => along(index).slice(at === 0 ? 0 : 1)))
    .filter((ring) => ring.length >= 4)
}

/**
 * @param {number} index below zero: the same arc, backwards
 * @returns {Position[]}
 */
function along(index) {
  const arc = arcs[index < 0 ? ~index : index]
  return index < 0 ? [...arc].reverse() : arc
}
