import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES } from '#platform/kernel/actor.ts'
import { addressesOf, operationsOf } from './testing/operations.ts'
import {
  done,
  heldPlace,
  newestLink,
  newFile,
  openDesk,
  page,
  placementOf,
  SECRETS,
  send,
  staffIdOf,
} from './testing/place-desk.ts'
import type { Running } from './testing/running.ts'

let running: Running
let file = ''
let shelter = ''

beforeAll(async () => {
  ;({ running, file, shelter } = await openDesk())
}, 60_000)

afterAll(() => running.close())

describe('a place by telephone and in writing', () => {
  it('who said no stands last with reason and hour, until they say yes', async () => {
    const other = await newFile()
    const said = (answer: object) =>
      done('owner', 'POST', `/api/interventions/${other}/places/calls`, {
        facilityId: shelter,
        name: 'Educatrice Inventata',
        role: 'educatrice',
        ...answer,
      })
    const candidate = async () => {
      const view = await done('owner', 'GET', `/api/interventions/${other}/places`)
      const [first] = view['candidates'] as { verdict: string; refusal: unknown }[]
      return [first?.verdict, first?.refusal]
    }
    expect(await candidate()).toEqual(['fits', null])
    await said({ result: 'no', reason: 'no-place' })
    expect(await candidate()).toEqual([
      'refused',
      { reason: 'no-place', at: expect.stringContaining('2026-11-21T01:') },
    ])
    await said({ result: 'yes' })
    expect((await candidate())[1]).toBeNull()
    const { id } = await placementOf(other)
    const released = `/api/interventions/${other}/placements/${id}/release`
    await done('owner', 'POST', released, { reason: 'not-needed' })
  })

  it('is held, waits for the ground of the minors, is confirmed by the link once, and is arrived at', async () => {
    const held = await heldPlace(file)
    expect(held).toMatchObject({ state: 'held', missing: 'title-missing' })
    const about = `/api/interventions/${file}/placements/${held.id}`
    const early = await send('owner', 'POST', `${about}/confirmation-link`)
    expect([early.statusCode, early.json().code]).toEqual([409, 'title-missing'])
    await done('owner', 'POST', `${about}/title`, { title: 'parent-consent' })
    await done('owner', 'POST', `${about}/confirmation-link`)
    const link = await newestLink()

    const shown = await page(link)
    expect(shown.statusCode).toBe(200)
    expect(shown.payload).toContain('donna, 34 anni')
    expect(shown.payload).toContain('Rumeno')
    // Who asks, and where to ring them: on the page, in the mail, and where the link holds no more.
    const service = ['Distretto Anzio-Nettuno', '06 5550 1001']
    for (const words of service) {
      expect(shown.payload).toContain(words)
      expect(running.mailed()).toContain(words)
    }
    expect((await placementOf(file)).state).toBe('held')

    const nobody = await page(link, { answer: 'yes', name: '', role: '' })
    expect(nobody.statusCode).toBe(400)
    const typed = { name: 'Responsabile <b>', role: 'responsabile' }
    expect((await page(link, { answer: 'yes', ...typed })).statusCode).toBe(200)
    expect(await placementOf(file)).toMatchObject({
      state: 'confirmed',
      confirmedBy: 'Responsabile <b>',
    })
    const again = await page(link, { answer: 'no', ...typed, reason: 'other' })
    expect(again.payload).toContain('Accoglienza confermata')
    expect(again.payload).toContain('tel:+390655501001')
    expect((await placementOf(file)).state).toBe('confirmed')

    await done('owner', 'POST', `${about}/arrival`, {})
    expect((await placementOf(file)).state).toBe('arrived')
    await done('owner', 'POST', `${about}/ending`, { reason: 'moved-on' })
  }, 30_000)

  it('is taken back by the link with a reason, and the bed is free again', async () => {
    const other = await newFile()
    await done('owner', 'POST', `/api/interventions/${other}/answer`, {})
    const held = await heldPlace(other)
    const about = `/api/interventions/${other}/placements/${held.id}`
    await done('owner', 'POST', `${about}/title`, { title: 'parent-consent' })
    const before = await newestLink()
    await done('owner', 'POST', `${about}/confirmation-link`)
    await expect.poll(() => newestLink(), { timeout: 10_000 }).not.toBe(before)
    const link = await newestLink()
    const who = { name: 'Educatrice Inventata', role: 'educatrice' }
    expect((await page(link, { answer: 'no', ...who, reason: '' })).statusCode).toBe(400)
    expect((await page(link, { answer: 'no', ...who, reason: 'behaviour' })).statusCode).toBe(200)
    expect(await placementOf(other)).toMatchObject({ state: 'refused', noReason: 'behaviour' })
    const { row } = (await done('owner', 'GET', `/api/interventions/${other}`)) as {
      row: { state: string; owner: { id: string } }
    }
    expect([row.state, row.owner.id]).toEqual(['waiting', staffIdOf('owner')])
    expect((await heldPlace(other)).state).toBe('held')
  }, 30_000)

  it('what the people of the file say is not typed again; a protected report asks for a secret place', async () => {
    const other = await newFile(['address-secret'])
    const person = { part: 'helped', ageFrom: 'said', document: 'seen', needs: ['therapy'] }
    const words = { name: 'Nomeinventato', health: 'asma', note: '' }
    const write = (known: object) =>
      done('owner', 'POST', `/api/interventions/${other}/people`, { ...person, words, ...known })
    await write({ tie: 'self', sex: 'female', age: 34, isMinor: false, language: 'rumeno' })
    await write({ tie: 'child', sex: 'male', age: 7, isMinor: true, language: 'rumeno' })
    const view = await done('owner', 'GET', `/api/interventions/${other}/places`)
    expect(view['suggested']).toMatchObject({
      secret: true,
      words: {
        ties: 'donna, 34 anni: persona di riferimento; bambino, 7 anni: figlia o figlio',
        health: 'donna, 34 anni: asma; bambino, 7 anni: asma',
        language: 'rumeno',
      },
    })
    expect(JSON.stringify(view['suggested'])).not.toContain('Nomeinventato')
  })

  it('an invented link says only that it does not hold', async () => {
    expect((await page(`/s/${'a'.repeat(43)}`)).statusCode).toBe(410)
  })

  it('nobody anywhere: the need without an answer is kept with its reasons', async () => {
    const other = await newFile()
    await done('owner', 'POST', `/api/interventions/${other}/places/unmet`, {
      note: 'Restano in ufficio',
      againIn: null,
    })
    const view = await done('owner', 'GET', `/api/interventions/${other}/places`)
    expect(view['unmet']).toMatchObject([{ note: 'Restano in ufficio' }])
  })
})

describe('a secret facility', () => {
  it('is told to the social worker who owns the file and to the coordinator, each time on the log', async () => {
    const url = `/api/interventions/${file}/facilities/${shelter}/disclosure`
    for (const who of ['owner', 'coordinator'])
      expect(JSON.stringify(await done(who, 'POST', url))).toContain('Viasegreta')
    for (const who of ['operator', 'social-worker', 'crew', 'psychologist', 'lead-municipality'])
      expect((await send(who, 'POST', url)).statusCode, who).toBe(403)
    const view = await done('owner', 'GET', `/api/interventions/${file}`)
    const types = (view['timeline'] as { type: string }[]).map((one) => one.type)
    expect(types.filter((type) => type === 'PlaceDisclosed')).toHaveLength(2)
  })

  it.each([...ROLES, 'owner', 'nobody'])('is in no reply to %s, by alias alone', async (who) => {
    const leaks: string[] = []
    for (const operation of operationsOf(running.server.app)) {
      if (operation.method !== 'GET') continue
      for (const url of addressesOf(operation, [file, shelter])) {
        const { payload } = await send(who, 'GET', url)
        if (SECRETS.some((secret) => payload.includes(secret))) leaks.push(url)
      }
    }
    expect(leaks).toEqual([])
  })

  it('is in no line of the log and no text of a mail', () => {
    const texts = running.mailed().replaceAll('"to":"segreta@esempio.example"', '')
    for (const secret of SECRETS) {
      expect(running.logged()).not.toContain(secret)
      expect(texts).not.toContain(secret)
    }
  })
})
