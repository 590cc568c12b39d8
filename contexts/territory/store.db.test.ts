import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import { eventsOf } from '#platform/server/log.ts'
import { movableClock } from '#platform/testing/clock.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { aPerson, as, type TestTools, testTools } from '#platform/testing/tools.ts'
import { applyMunicipalities, applyTerritory } from './apply.ts'
import { evolve, type Territory, type TerritoryEvent } from './model.ts'
import {
  bodyIdsOf,
  configurationAt,
  findMunicipalities,
  municipalityName,
  municipalityNames,
  officeIdsOf,
  readConfiguration,
  readTerritories,
  readTerritory,
} from './store.ts'
import { aConfiguration, openTerritory, TEST_MUNICIPALITIES } from './testing/configuration.ts'

const clock = movableClock(instant('2026-11-22T02:00:00Z'))
let database: TestDatabase
let tools: TestTools
let north: TerritoryId
let south: TerritoryId

beforeAll(async () => {
  database = await freshDatabase()
  tools = testTools(database.appUrl)
  north = await openTerritory(tools, clock.now(), { key: 'nord', name: 'Nord' })
  south = await openTerritory(tools, clock.now(), { key: 'sud', name: 'Sud' })
})

afterAll(async () => {
  await tools.close()
  await database.drop()
})

const see = <T>(territories: TerritoryId[], run: Parameters<typeof as<T>>[4]) =>
  as<T>(tools, clock, aPerson(territories), null, run)

test('the same municipalities and the same file twice change nothing', async () => {
  expect(await applyMunicipalities(tools, TEST_MUNICIPALITIES, clock.now())).toBe(0)
  const again = await applyTerritory(
    tools,
    aConfiguration({ key: 'nord', name: 'Nord' }),
    clock.now(),
  )
  expect(again).toEqual({ territoryId: north, outcome: 'unchanged', version: 1, sections: [] })
  expect(await see([north], (tx) => eventsOf(tx, north))).toHaveLength(1)
})

test('a changed value is one event and one version; the old configuration stays readable', async () => {
  const first = aConfiguration({ key: 'cambia', name: 'Cambia' })
  const { territoryId } = await applyTerritory(tools, first, clock.now())
  const next = { ...first, languages: ['it', 'en'] }
  const done = await applyTerritory(tools, next, clock.now())
  expect([done.outcome, done.version, done.sections]).toEqual(['changed', 2, ['languages']])
  await see([territoryId], async (tx) => {
    expect((await configurationAt(tx, territoryId, 1))?.languages).toEqual(['it'])
    expect((await readConfiguration(tx, territoryId)).languages).toEqual(['it', 'en'])
    expect((await eventsOf(tx, territoryId)).map((one) => one.type)).toEqual([
      'TerritoryOpened',
      'ConfigurationChanged',
    ])
  })
})

test('the events of a territory replayed give its row', async () => {
  const first = aConfiguration({ key: 'rivista', name: 'Rivista' })
  const { territoryId } = await applyTerritory(tools, first, clock.now())
  await applyTerritory(tools, { ...first, description: 'Cambiata una volta.' }, clock.now())
  await see([territoryId], async (tx) => {
    const events = (await eventsOf(tx, territoryId)) as unknown as readonly TerritoryEvent[]
    const replayed = events.reduce<Territory | undefined>(
      (state, event) => evolve(territoryId, state, event),
      undefined,
    )
    expect(replayed).toEqual(await readTerritory(tx, territoryId))
  })
})

test('bodies and offices keep their id through a change, and end when the file no longer has them', async () => {
  const first = aConfiguration({ key: 'enti', name: 'Enti' })
  const more = {
    ...first,
    bodies: [
      ...first.bodies,
      { key: 'coop', name: 'Cooperativa', kind: 'cooperative', pec: null, phone: null } as const,
    ],
  }
  const { territoryId } = await applyTerritory(tools, more, clock.now())
  const before = await see([territoryId], (tx) => bodyIdsOf(tx, territoryId))
  await applyTerritory(tools, first, clock.now())
  const without = await see([territoryId], (tx) => bodyIdsOf(tx, territoryId))
  expect([...without.keys()]).toEqual(['comune'])
  expect(without.get('comune')).toBe(before.get('comune'))
  await applyTerritory(tools, more, clock.now())
  const back = await see([territoryId], (tx) => bodyIdsOf(tx, territoryId))
  expect(back).toEqual(before)
})

test('a person reads the territories of their grants, none of the others, and nobody reads without one', async () => {
  const names = (territories: TerritoryId[]) =>
    see(territories, async (tx) => (await readTerritories(tx)).map((one) => one.id))
  expect(await names([north])).toEqual([north])
  expect(new Set(await names([north, south]))).toEqual(new Set([north, south]))
  expect(await names([])).toEqual([])
})

test.each(['one territory', 'none'])('under %s the rows of another stay hidden', async (which) => {
  const sight = which === 'none' ? [] : [north]
  await see(sight, async (tx) => {
    expect(await readTerritory(tx, south)).toBeUndefined()
    expect(await configurationAt(tx, south, 1)).toBeUndefined()
    expect((await bodyIdsOf(tx, south)).size).toBe(0)
    expect((await officeIdsOf(tx, south)).size).toBe(0)
    await expect(readConfiguration(tx, south)).rejects.toThrow('not found')
    const [found] = await findMunicipalities(tx, 'bologna', south)
    expect(found?.inTerritory).toBe(false)
  })
})

test('a municipality is found by the beginning of a word, without accents, and a percent sign finds nothing', async () => {
  await see([north], async (tx) => {
    const [found] = await findMunicipalities(tx, 'BOLÒ', north)
    expect(found).toEqual({
      code: 'A944',
      name: 'Bologna',
      province: 'BO',
      istat: '037006',
      inTerritory: true,
      answers: null,
    })
    expect(await findMunicipalities(tx, '%', north)).toEqual([])
    expect((await findMunicipalities(tx, 'l219', north)).map((one) => one.name)).toEqual(['Torino'])
    expect((await municipalityNames(tx)).get('L219')).toBe('Torino')
    expect(await municipalityName(tx, 'L219')).toBe('Torino')
    expect(await municipalityName(tx, 'Z000')).toBeUndefined()
  })
})

test('two servers that apply the same change at once make one version of it', async () => {
  const other = testTools(database.appUrl)
  try {
    const first = aConfiguration({ key: 'insieme', name: 'Insieme' })
    const { territoryId } = await applyTerritory(tools, first, clock.now())
    for (let round = 0; round < 10; round += 1) {
      const next = { ...first, description: `Cambiata la volta ${round}.` }
      const outcomes = await Promise.all(
        [tools, other].map((server) => applyTerritory(server, next, clock.now())),
      )
      expect(outcomes.map((one) => one.outcome).sort()).toEqual(['changed', 'unchanged'])
    }
    const last = await see([territoryId], (tx) => readTerritory(tx, territoryId))
    expect(last?.version).toBe(11)
  } finally {
    await other.close()
  }
})
