import { expect, test } from 'vitest'
import { FOUND_AS, PLANTS } from '../../simulation/plants.ts'
import { simulate } from '../../simulation/simulate.ts'

// A service for days on a virtual clock; `npm run simulate` runs the year (simulation/README.md).

test('a fortnight of the open city with the usual faults, and a night in which the clocks change, keeps every promise', async () => {
  const asked = { days: 14, seed: 4, profile: 'city', faults: 'usual', from: '2026-10-19' } as const
  const { found, totals, killed, checked, counts } = await simulate(asked)
  expect(found).toEqual([])
  // What was not tried cannot have been broken.
  const of = (type: string) => totals[type] ?? 0
  expect(of('ReportRegistered')).toBeGreaterThan(60)
  expect(of('PageAcknowledged')).toBeGreaterThan(40)
  expect(of('PlaceHeld')).toBeGreaterThan(3)
  expect(of('HandoverChased')).toBeGreaterThan(3)
  expect(of('InterventionClosed')).toBeGreaterThan(30)
  expect(of('ShiftNotesSigned')).toBeGreaterThan(10)
  expect(of('ShiftNotesConfirmed')).toBeGreaterThan(8)
  expect(of('ShiftNotesLate')).toBeGreaterThan(0)
  expect(of('KeptBeyondShift')).toBeGreaterThan(3)
  expect(of('FilesLeftAtChange')).toBeGreaterThan(1)
  expect(of('SwapAnswered')).toBeGreaterThan(3)
  expect(of('TurnTakenOver')).toBeGreaterThan(0)
  expect(of('AbsenceAdded')).toBeGreaterThan(2)
  expect(of('AbsenceEnded')).toBeGreaterThan(0)
  expect(of('RotaPublished')).toBeGreaterThan(2)
  expect(counts.offline - counts.offlineRefused).toBeGreaterThan(5)
  expect(counts.together).toBeGreaterThan(20)
  // Where it dies is drawn: a fortnight sees one or two, the year thirty.
  expect(killed.inside + killed.after).toBeGreaterThan(0)
  expect(checked.events).toBeGreaterThan(1000)
}, 280_000)

test.each(PLANTS)(
  'what is spoiled on purpose is found: %s',
  async (plant) => {
    const asked = { days: 8, seed: 3, profile: 'city', faults: 'none', plant } as const
    const { found, plantedAt } = await simulate(asked)
    expect(plantedAt).toBeDefined()
    for (const { at } of found)
      expect(Temporal.Instant.compare(at, plantedAt ?? at)).toBeGreaterThanOrEqual(0)
    const promises = found.map(({ promise }) => promise)
    const isExpected = (promise: string) => FOUND_AS[plant].some((one) => promise.startsWith(one))
    expect(promises.filter(isExpected), promises.join('; ')).not.toEqual([])
  },
  120_000,
)
