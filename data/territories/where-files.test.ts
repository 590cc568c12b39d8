import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { municipalityList } from '#apps/server/territory-files.ts'
import { openBoundaryFile, openStreetFile } from '#apps/server/where-files.ts'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))
const LIST = municipalityList()
const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.replace('.yaml', ''))

test.each(names)('%s has streets that can be read, all of them said to be of the demo', (name) => {
  const file = openStreetFile(`${FOLDER}/streets/${name}.csv`, LIST)
  expect(file.valid ? [] : file.issues).toEqual([])
  const sources = new Set(file.valid ? file.places.map((one) => one.source) : [])
  expect([...sources]).toEqual(['dimostrazione, non ufficiale'])
})

test.each(names)(
  '%s has the boundaries of its municipalities, closed, and says whose they are',
  (name) => {
    const file = openBoundaryFile(`${FOLDER}/boundaries/${name}.json`, LIST)
    expect(file?.source).toContain('CC BY 4.0')
    const rings = Object.values(file?.municipalities ?? {}).flat()
    expect(rings.length).toBeGreaterThan(0)
    for (const ring of rings) expect(ring.at(-1)).toEqual(ring[0])
  },
)
