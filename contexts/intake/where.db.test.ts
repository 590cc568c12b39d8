import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, openDesk } from './testing/desk.ts'

const ANNA = 'Anna Inventata'
const POINT = {
  latitude: 44.49876,
  longitude: 11.34321,
  placePrecision: 'by-hand',
  placeSource: 'map',
  placeCode: null,
}
let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
  await desk.person(ANNA, [desk.north], 'operator')
})

afterAll(() => desk.close())

test('a point is kept with its precision and source, sealed like the words of the place', async () => {
  const content = { ...POINT, placeText: 'Dietro il molo di prova', municipality: 'A944' }
  const taken = await desk.ask(ANNA, 'POST', '/api/reports', { content })
  expect(taken.status).toBe(201)
  const read = await desk.ask(ANNA, 'GET', `/api/reports/${taken.body['reportId']}`)
  expect(read.body['content']).toMatchObject(POINT)
  const rows = JSON.stringify([
    ...(await desk.rows('select * from intake.report')),
    ...(await desk.rows('select data from platform.event')),
    ...(await desk.rows('select * from interventions.intervention')),
  ])
  expect(rows).not.toContain('44.49876')
  expect(desk.logged()).not.toContain('44.49876')
})

test('a point alone is a place, and is completed field by field', async () => {
  const taken = await desk.ask(ANNA, 'POST', '/api/reports', { content: {} })
  const url = `/api/reports/${taken.body['reportId']}`
  const done = await desk.ask(ANNA, 'PATCH', url, { version: 1, fields: POINT })
  expect(done.status).toBe(200)
  expect(done.body['missing']).not.toContain('place')
})

test.each([
  [{ latitude: 52.5, longitude: 13.4 }, 'latitude'],
  [{ latitude: 44.5, longitude: -3.7 }, 'longitude'],
  [{ latitude: '44.5' }, 'latitude'],
  [{ placePrecision: 'somewhere' }, 'placePrecision'],
  [{ placeSource: 'satellite' }, 'placeSource'],
  [{ placeCode: 'x'.repeat(21) }, 'placeCode'],
])('a point that can be none is refused by name: %j', async (content, field) => {
  const reply = await desk.ask(ANNA, 'POST', '/api/reports', { content })
  expect(reply.status).toBe(400)
  expect(reply.text).toContain(field)
})
