import { afterAll, beforeAll, expect, it } from 'vitest'
import { done, heldPlace, openDesk, send } from './testing/place-desk.ts'
import type { Running } from './testing/running.ts'

const EXPECTED = [
  { tie: 'self', sex: 'female', age: null },
  { tie: 'child', age: 4, ageFrom: 'said', isMinor: true },
  { tie: 'child', age: 9, ageFrom: 'said', isMinor: true },
]

let running: Running

beforeAll(async () => {
  ;({ running } = await openDesk())
}, 60_000)

afterAll(() => running.close())

it('who the report speaks of is offered while nobody is written, to who may write, and is written once', async () => {
  const taken = await done('owner', 'POST', '/api/reports', {
    startedAt: '2026-11-21T01:38:00Z',
    content: {
      ...{ placeText: 'Stazione', municipality: 'A323', involved: ['woman', 'children'] },
      ...{ peopleCount: 3, minorsCount: 2, ages: '4 e 9 anni' },
    },
    decision: { classKey: 'emergenza' },
  })
  const id = String(taken['interventionId'])
  await done('owner', 'POST', `/api/interventions/${id}/answer`, {})
  const at = `/api/interventions/${id}/people`
  const { said } = (await done('owner', 'GET', at)) as { said: { sex: string }[] }
  expect(said).toMatchObject(EXPECTED)
  await done('owner', 'POST', `${at}/said`)
  const after = (await done('owner', 'GET', at)) as { people: unknown[]; said: unknown[] }
  expect(after.people).toHaveLength(EXPECTED.length)
  expect(after.said).toEqual([])
  const again = await send('owner', 'POST', `${at}/said`)
  expect(again.statusCode).toBe(409)
  expect(again.json()).toMatchObject({ code: 'people-written' })
}, 30_000)

it('children whose age nobody said are minors for the place too: it asks on what ground they enter', async () => {
  const taken = await done('owner', 'POST', '/api/reports', {
    startedAt: '2026-11-21T01:38:00Z',
    content: {
      ...{ placeText: 'Stazione', municipality: 'A323', involved: ['woman', 'children'] },
      ...{ peopleCount: 3, minorsCount: 2, protection: ['address-secret'] },
      answers: { intoxicated: 'yes', confusedAlone: 'no' },
    },
    decision: { classKey: 'emergenza' },
  })
  const id = String(taken['interventionId'])
  await done('owner', 'POST', `/api/interventions/${id}/answer`, {})
  await done('owner', 'POST', `/api/interventions/${id}/people/said`)
  const at = `/api/interventions/${id}/places`
  const { suggested } = (await done('owner', 'GET', at)) as { suggested: { people: object[] } }
  expect(suggested).toMatchObject({ intoxicated: true, care: false })
  expect(suggested.people).toEqual([
    { sex: 'female', age: null, isMinor: false },
    { sex: 'unknown', age: null, isMinor: true },
    { sex: 'unknown', age: null, isMinor: true },
  ])
  await done('owner', 'PUT', `${at}/need`, { people: suggested.people, secret: true })
  const { need } = (await done('owner', 'GET', at)) as { need: { people: object[] } }
  expect(need.people).toEqual(suggested.people)
  expect(await heldPlace(id)).toMatchObject({ people: 3, minors: 2, missing: 'title-missing' })
}, 30_000)
