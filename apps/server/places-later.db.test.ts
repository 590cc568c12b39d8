import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES } from '#platform/kernel/actor.ts'
import { addressesOf, operationsOf } from './testing/operations.ts'
import {
  done,
  EVERYBODY,
  leaving,
  newFile,
  openDesk,
  placementOf,
  reading,
  SECRETS,
  send,
} from './testing/place-desk.ts'
import type { Running } from './testing/running.ts'

let running: Running

beforeAll(async () => {
  ;({ running } = await openDesk())
}, 60_000)

afterAll(() => running.close())

describe('a facility that becomes secret later', () => {
  const NAMES = ['Casa Luminosa', 'Via Chiara 4', '5550777999', 'luminosa@esempio']
  const open = {
    ...{ name: 'Casa Luminosa', kind: 'emergency-home', municipality: 'A323' },
    ...{ admission: EVERYBODY, address: 'Via Chiara 4', phone: '+39065550777999' },
    ...{ email: 'luminosa@esempio.example', rooms: [{ name: 'Stanza', beds: 9 }] },
  }
  let other = ''
  let house = ''

  beforeAll(async () => {
    house = String((await done('coordinator', 'POST', '/api/facilities', open))['id'])
    other = await newFile()
    await done('owner', 'POST', `/api/interventions/${other}/answer`, {})
    const said = { facilityId: house, name: 'Lidia Fantini', role: 'educatrice' }
    const calls = `/api/interventions/${other}/places/calls`
    await done('owner', 'POST', calls, { ...said, result: 'no', reason: 'rule' })
    await done('owner', 'POST', calls, { ...said, result: 'yes' })
    const { id } = await placementOf(other)
    const about = `/api/interventions/${other}/placements/${id}`
    await done('owner', 'POST', `${about}/title`, { title: 'parent-consent' })
    await done('owner', 'POST', `${about}/confirmation`, {
      name: 'Lidia Fantini',
      role: 'educatrice',
    })
    const { facts: seen } = await done('owner', 'GET', `/api/interventions/${other}/read-back`)
    await done('owner', 'POST', `/api/interventions/${other}/read-back`, {
      seen,
      kind: 'officer',
      ...{ officer: 'Brigadiere Prova', comes: 'nobody', minutes: null, stays: 'nobody' },
      ...{
        meetingPoint: 'Davanti a Casa Luminosa',
        escorts: 'not-needed',
        acts: [],
        informs: 'us',
      },
      ...{ mail: false, release: false },
    })
    const edit = await done('coordinator', 'POST', `/api/facilities/${house}/opening`)
    const { id: _, ...whole } = edit
    const secret = { isSecret: true, alias: 'Casa Duna', municipality: 'A323' }
    await done('coordinator', 'PUT', `/api/facilities/${house}`, { ...whole, ...secret })
    await done('owner', 'POST', `/api/interventions/${other}/placements/${id}/arrival`, {})
  }, 30_000)

  it('is told on the timeline by its alias, also of what happened before', async () => {
    const { timeline } = (await done('owner', 'GET', `/api/interventions/${other}`)) as {
      timeline: { type: string; data: { facility?: string } }[]
    }
    const named = timeline.filter((one) => one.data.facility !== undefined)
    expect(named.map((one) => one.data.facility)).toEqual(named.map(() => 'Casa Duna'))
    expect(named.map((one) => one.type)).toEqual(
      expect.arrayContaining(['FacilityCalled', 'PlaceHeld', 'PlaceConfirmed', 'FacilityRenamed']),
    )
  })

  it.each([...ROLES, 'owner', 'nobody'])(
    'is in no reply to %s by what it was called',
    async (who) => {
      const leaks: string[] = []
      for (const operation of operationsOf(running.server.app)) {
        if (operation.method !== 'GET') continue
        for (const url of addressesOf(operation, [other, house])) {
          const { payload } = await send(who, 'GET', url)
          if (NAMES.some((name) => payload.includes(name))) leaks.push(url)
        }
      }
      expect(leaks).toEqual([])
    },
  )

  it('no event of a file ever held where a facility is', async () => {
    const rows = await reading(async (tx) => [
      ...(await tx.selectFrom('platform.event').selectAll().execute()),
      ...(await tx.selectFrom('places.placement').selectAll().execute()),
      ...(await tx.selectFrom('places.claim').selectAll().execute()),
      ...(await tx.selectFrom('places.call').selectAll().execute()),
    ])
    expect(rows.length).toBeGreaterThan(20)
    for (const place of ['Via Chiara 4', '5550777999', ...SECRETS])
      expect(JSON.stringify(rows)).not.toContain(place)
  })
})

describe('no place here', () => {
  const stepOf = async (id: string) => {
    const { row } = (await done('owner', 'GET', `/api/interventions/${id}`)) as {
      row: { nextStep: { key: string } }
    }
    return row.nextStep.key
  }

  it('the services nearby are rung, each answer is kept, and of a protected file nothing leaves by rule', async () => {
    const id = await newFile(['address-secret'])
    await done('owner', 'POST', `/api/interventions/${id}/answer`, {})
    const before = await leaving()
    await done('owner', 'POST', `/api/interventions/${id}/places/unmet`, {
      note: 'Restano in ufficio',
      againIn: null,
    })
    const { neighbours } = (await done('owner', 'GET', `/api/interventions/${id}/places`)) as {
      neighbours: { services: { name: string; phone: string }[] }
    }
    expect(neighbours.services).toMatchObject([{ phone: '+390655503911' }])
    // Nobody looks any more: who reported is not told that we ring again.
    const { facts } = (await done('owner', 'GET', `/api/interventions/${id}/read-back`)) as {
      facts: { placeSaid: string }
    }
    expect(facts.placeSaid).toBe('not-sought')
    const ask = `/api/interventions/${id}/places/neighbours`
    expect((await send('owner', 'POST', ask, { result: 'not-asked' })).statusCode).toBe(400)
    await done('owner', 'POST', ask, {
      ...{ service: 'Distretto vicino', result: 'no', name: 'Collega Inventata' },
    })
    const after = await done('owner', 'GET', `/api/interventions/${id}/places`)
    expect(after['neighbours']).toMatchObject({
      calls: [{ service: 'Distretto vicino', result: 'no', name: 'Collega Inventata' }],
    })
    expect(await stepOf(id)).not.toBe('place-elsewhere')
    expect(await leaving()).toBe(before)
    await done('owner', 'POST', ask, { result: 'not-asked', note: 'La vicina la ospita.' })
  }, 30_000)
})

describe('a secret facility in a municipality to avoid', () => {
  it('is excluded for its position to who may know where it is, and tells nobody else by its silence', async () => {
    const secret = (alias: string, municipality: string) =>
      done('coordinator', 'POST', '/api/facilities', {
        ...{ name: `Nome vero di ${alias}`, alias, isSecret: true, municipality },
        ...{ kind: 'mother-child', admission: EVERYBODY, address: 'Via Tale 1' },
        ...{ phone: '+39065550777333', rooms: [{ name: 'Stanza', beds: 9 }] },
      })
    await secret('Casa Vicina', 'A323')
    await secret('Casa Lontana', 'F880')
    const id = await newFile()
    await done('owner', 'POST', `/api/interventions/${id}/answer`, {})
    const people1 = [{ sex: 'female', age: 34 }]
    const need = { people: people1, secret: true, avoid: ['A323'] }
    await done('owner', 'PUT', `/api/interventions/${id}/places/need`, need)
    const said = async (who: string) => {
      const { candidates } = (await done(who, 'GET', `/api/interventions/${id}/places`)) as {
        candidates: { facility: { label: string }; exclusions: string[]; cautions: string[] }[]
      }
      const of = (label: string) => candidates.find((one) => one.facility.label === label)
      return ['Casa Vicina', 'Casa Lontana'].map((label) => [
        of(label)?.exclusions,
        of(label)?.cautions,
      ])
    }
    expect(await said('owner')).toEqual([
      [['location'], []],
      [[], []],
    ])
    for (const who of ['operator', 'social-worker', 'psychologist'])
      expect(await said(who), who).toEqual([
        [[], ['location']],
        [[], ['location']],
      ])
    await done('owner', 'POST', `/api/interventions/${id}/places/unmet`, {
      note: 'Restano in ufficio',
      againIn: null,
    })
    const { unmet } = (await done('owner', 'GET', `/api/interventions/${id}/places`)) as {
      unmet: { reasons: string[] }[]
    }
    expect(unmet[0]?.reasons).not.toContain('location')
  })
})

describe('a place that nobody could authorise, where the lead municipality ratifies', () => {
  let hotel = ''

  async function placedIn(
    protection: readonly string[] = [],
  ): Promise<{ id: string; about: string }> {
    const id = await newFile(protection)
    await done('owner', 'POST', `/api/interventions/${id}/answer`, {})
    await done('owner', 'POST', `/api/interventions/${id}/places/calls`, {
      ...{ facilityId: hotel, result: 'yes', name: 'Portiere Inventato', role: 'portiere' },
    })
    const about = `/api/interventions/${id}/placements/${(await placementOf(id)).id}`
    await done('owner', 'POST', `${about}/title`, { title: 'parent-consent' })
    await done('owner', 'POST', `${about}/authorisation`, {
      ...{ mode: 'to-ratify', words: 'Nessuno risponde' },
    })
    await done('owner', 'POST', `${about}/arrival`, {})
    return { id, about }
  }

  beforeAll(async () => {
    const added = await done('coordinator', 'POST', '/api/facilities', {
      ...{ name: 'Albergo Inventato', kind: 'hotel', capacity: 'by-phone', hasAgreement: false },
      ...{ municipality: 'A323', admission: EVERYBODY, phone: '+39065550777111' },
    })
    hotel = String(added['id'])
  })

  const listed = async (who: string) => {
    const { rows } = (await done(who, 'GET', '/api/placements/to-ratify')) as {
      rows: { interventionId: string; can: { ratify: boolean } }[]
    }
    return rows
  }

  it('is on its list without a word; the reason is a reading of that file, on the log', async () => {
    const { id, about } = await placedIn()
    const readings = () =>
      reading(async (tx) => {
        const all = tx.selectFrom('platform.event').select('id').where('type', '=', 'FileRead')
        return (await all.where('intervention_id', '=', id).execute()).length
      })
    const before = await readings()
    const rows = await listed('lead-municipality')
    expect(rows.map((one) => one.interventionId)).toContain(id)
    expect(JSON.stringify(rows)).not.toContain('Nessuno risponde')
    expect(await readings()).toBe(before)
    const why = await done('lead-municipality', 'GET', `${about}/ratification`)
    expect(why).toEqual({ why: 'Nessuno risponde' })
    expect(await readings()).toBe(before + 1)
    const other = about.replace(id, (await placedIn()).id)
    expect((await send('lead-municipality', 'GET', `${other}/ratification`)).statusCode).toBe(404)
  }, 30_000)

  it('is decided by that role only', async () => {
    const { id, about } = await placedIn()
    const mine = (await listed('lead-municipality')).find((one) => one.interventionId === id)
    expect(mine).toMatchObject({ can: { ratify: true } })
    expect((await listed('coordinator')).find((one) => one.interventionId === id)).toMatchObject({
      can: { ratify: false },
    })
    for (const who of ROLES.filter((one) => !['coordinator', 'lead-municipality'].includes(one)))
      expect((await send(who, 'GET', '/api/placements/to-ratify')).statusCode, who).toBe(403)
    const act = { decision: 'ratified', words: 'Determina n. 12 del 23/11/2026' }
    const refused = await send('coordinator', 'POST', `${about}/ratification`, act)
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'ratified-by'])
    await done('lead-municipality', 'POST', `${about}/ratification`, act)
    expect(await placementOf(id)).toMatchObject({
      ...{ authorisation: 'ratified', ratification: act.words },
    })
    expect((await listed('lead-municipality')).map((one) => one.interventionId)).not.toContain(id)
  }, 30_000)

  it('of a protected file is never told there: its coordinator ratifies', async () => {
    const { id, about } = await placedIn(['address-secret'])
    expect((await listed('lead-municipality')).map((one) => one.interventionId)).not.toContain(id)
    const act = { decision: 'ratified', words: 'Determina riservata' }
    expect((await send('lead-municipality', 'GET', `${about}/ratification`)).statusCode).toBe(403)
    expect((await send('lead-municipality', 'POST', `${about}/ratification`, act)).statusCode).toBe(
      403,
    )
    await done('coordinator', 'POST', `${about}/ratification`, act)
  }, 30_000)
})
