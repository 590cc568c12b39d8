import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Running, startRunning } from '#apps/server/testing/running.ts'
import { addTurn, setReach } from '#contexts/oncall/public.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { inTransaction } from '#platform/server/work.ts'

// The whole product: a report calls whoever is on call by mail, who answers by the link in it.

const NIGHT = '2026-11-21T01:40:00Z'
const SOON = { timeout: 10_000, interval: 50 }
const SECRET = 'Via del Rifugio Inventato 77'

const NEXT = { pageId: crypto.randomUUID(), round: 1 }

type Person = Awaited<ReturnType<Running['person']>>

let running: Running
let territory: TerritoryId
let operator: Person
let worker: Person
let boss: Person

beforeAll(async () => {
  running = await startRunning(NIGHT, ['s0'])
  const found = running.territories.values().next().value
  if (!found) throw new Error('no territory')
  territory = found
  operator = await running.person(territory, 'operator')
  worker = await running.person(territory, 'social-worker')
  boss = await running.person(territory, 'coordinator')
  await onCall(worker.staffId, 'social-worker')
  await onCall(boss.staffId, 'coordinator')
}, 60_000)
afterAll(() => running.close())

async function onCall(staffId: StaffId, role: 'social-worker' | 'coordinator'): Promise<void> {
  const { tools } = running.server
  const now = tools.clock.now()
  const actor = { kind: 'system', name: 'system:test' } as const
  await inTransaction(tools, { actor, now, read: [territory], write: territory }, async (tx) => {
    const times = { startsAt: now.subtract({ hours: 1 }), endsAt: now.add({ hours: 24 }) }
    await addTurn(tx, { staffId, role, level: 1, ...times })
    await setReach(tx, staffId, { phone: '+393000001234', email: null })
  })
}

async function ask(who: Person, path: string, body?: object): Promise<Response> {
  return await fetch(`${running.address}${path}`, {
    headers: { cookie: who.cookie, 'content-type': 'application/json', origin: running.address },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  })
}

/** A report of the gravest class ; answers its file and the link that is sent. */
async function paged(): Promise<{ id: string; link: string }> {
  const seen = links().length
  const content = { placeText: SECRET, happening: 'Una donna chiede aiuto.' }
  const decision = { classKey: 'emergenza' }
  const reply = await ask(operator, '/api/reports', { content, decision })
  const { interventionId } = (await reply.json()) as { interventionId: string }
  await expect.poll(() => links().length, SOON).toBeGreaterThan(seen)
  return { id: interventionId, link: links().at(-1) ?? '' }
}

const links = () => running.mailed().match(/https?:\/\/[^\s"\\]+\/r\/[\w-]{43}/gu) ?? []

const open = async (link: string) => {
  const reply = await fetch(link.replace(/^https?:\/\/[^/]+/u, running.address))
  return { status: reply.status, text: await reply.text() }
}

const press = async (link: string, answer: 'yes' | 'no' | 'pass', more: object = {}) => {
  const reply = await fetch(link.replace(/^https?:\/\/[^/]+/u, running.address), {
    method: 'POST',
    headers: { origin: running.address },
    body: new URLSearchParams({ answer, ...more }),
  })
  return { status: reply.status, text: await reply.text() }
}

const ownerOf = async (id: string) => {
  const reply = await ask(boss, `/api/interventions/${id}`)
  const { row } = (await reply.json()) as { row: { owner: { id: string } } }
  return row.owner.id
}

const DONE_BY_LINK = ['PageAcknowledged', 'InterventionAnswered']

describe('the link of a page', () => {
  it('shows enough to say yes and does nothing until the button is pressed; then the file is theirs', async () => {
    const { id, link } = await paged()
    const shown = await open(link)
    expect(shown.text).toContain('Rispondo io')
    expect(shown.text).not.toContain(SECRET)
    expect(await ownerOf(id)).toBe(operator.staffId)
    const yes = await press(link, 'yes')
    expect(yes.text).toContain('Rispondi tu')
    expect(await ownerOf(id)).toBe(worker.staffId)
    expect((await open(link)).text).toContain('Rispondi tu')
    // Who pressed it did it: the history names them, not the system.
    const history = await (await ask(worker, `/api/interventions/${id}`)).json()
    const doers = history.timeline
      .filter((one: { type: string }) => DONE_BY_LINK.includes(one.type))
      .map((one: { by: string }) => one.by)
    expect(doers).toEqual(DONE_BY_LINK.map(() => worker.name))
  })

  it('opened is said to be opened, and nothing more: a scanner of mails opens it too', async () => {
    const { id, link } = await paged()
    await open(link)
    const reply = await ask(operator, `/api/interventions/${id}/page`)
    const { page } = (await reply.json()) as {
      page: { attempts: { channel: string; state: string }[] }
    }
    expect(page.attempts.map((one) => `${one.channel} ${one.state}`)).toContain('mail opened')
    expect(page.attempts.map((one) => one.state)).not.toContain('seen')
    const mine = await ask(worker, '/api/pages/mine')
    const { pages } = (await mine.json()) as { pages: { pageId: string; interventionId: string }[] }
    const { pageId } = pages.find((one) => one.interventionId === id) ?? {}
    expect((await ask(boss, `/api/pages/${pageId}/sighting`, {})).status).toBe(403)
    expect((await ask(worker, `/api/pages/${pageId}/sighting`, {})).status).toBe(200)
    const ofFile = async (who: Person) =>
      (await (await ask(who, `/api/interventions/${id}/page`)).json()) as { asksMe: boolean }
    expect([(await ofFile(worker)).asksMe, (await ofFile(operator)).asksMe]).toEqual([true, false])
    const seen = await (await ask(operator, `/api/interventions/${id}/page`)).text()
    expect(seen).toContain('"state":"seen"')
    // Somebody else answers: that it was opened stays known.
    expect((await ask(boss, `/api/interventions/${id}/answer`, {})).status).toBe(200)
    const over = await (await ask(operator, `/api/interventions/${id}/page`)).json()
    const mail = over.page.attempts.find((one: { channel: string }) => one.channel === 'mail')
    expect(mail).toMatchObject({ state: 'cancelled', cameTo: 'opened' })
    const states = over.page.steps.map((one: { state: string }) => one.state)
    expect(states).not.toContain('later')
    expect(states).toContain('unneeded')
  })

  it('of who cannot calls the next one; who is late is told who answers', async () => {
    const { id, link } = await paged()
    expect((await press(link, 'no')).text).toContain('Va bene')
    await expect.poll(() => links().at(-1), SOON).not.toBe(link)
    const second = links().at(-1) ?? ''
    expect((await open(second)).text).not.toContain('Non posso')
    expect((await press(second, 'no')).text).toContain('non può rifiutare')
    expect((await press(second, 'yes')).text).toContain('Rispondi tu')
    expect(await ownerOf(id)).toBe(boss.staffId)
    expect((await press(link, 'yes')).text).toContain(`Risponde già ${boss.name}`)
  })

  it('hands the call on to a colleague whom the page offers, and to nobody else', async () => {
    const { id, link } = await paged()
    const stranger = await running.person(territory, 'psychologist')
    expect((await open(link)).text).toContain('Passa la chiamata')
    const nobody = await press(link, 'pass', { to: stranger.staffId })
    expect(nobody.text).toContain('Adesso non puoi passare la chiamata a questa persona')
    const nameless = await press(link, 'pass', { to: 'nessuno' })
    expect(nameless.text).toContain('Adesso non puoi passare la chiamata a questa persona')
    expect((await press(link, 'pass')).text).toContain('Scegli a chi passare la chiamata')
    const mine = await (await ask(worker, '/api/pages/mine')).json()
    const { pageId } = mine.pages.find(
      (one: { interventionId: string }) => one.interventionId === id,
    )
    const byApp = await ask(worker, `/api/pages/${pageId}/passing`, { to: stranger.staffId })
    expect([byApp.status, await byApp.text()]).toEqual([
      409,
      expect.stringContaining('Adesso non puoi passare la chiamata a questa persona'),
    ])
    const passed = await press(link, 'pass', { to: boss.staffId })
    expect(passed.text).toContain('Chiamata passata')
    await expect.poll(() => links().at(-1), SOON).not.toBe(link)
    expect((await open(link)).text).not.toContain('Passa la chiamata')
    expect((await press(links().at(-1) ?? '', 'yes')).text).toContain('Rispondi tu')
    expect(await ownerOf(id)).toBe(boss.staffId)
  })

  it('is gone when nobody knows it', async () => {
    expect((await open(`${running.address}/r/${'x'.repeat(43)}`)).status).toBe(410)
    expect((await press(`${running.address}/r/${'x'.repeat(43)}`, 'yes')).status).toBe(410)
  })
})

describe('whoever was not called, or works here no more', () => {
  it('takes no file by the number of its page, nor says no to it', async () => {
    const { id } = await paged()
    const reply = await ask(operator, `/api/interventions/${id}/page`)
    const { page } = (await reply.json()) as { page: { id: string } }
    const psychologist = await running.person(territory, 'psychologist')
    for (const verb of ['acknowledgement', 'declination'])
      expect((await ask(psychologist, `/api/pages/${page.id}/${verb}`, {})).status).toBe(403)
    expect(await ownerOf(id)).toBe(operator.staffId)
    expect((await ask(worker, `/api/pages/${page.id}/acknowledgement`, {})).status).toBe(200)
    expect(await ownerOf(id)).toBe(worker.staffId)
  })

  it('finds the link gone', async () => {
    const { id, link } = await paged()
    const { db, clock } = running.server.tools
    const ended = (at: Temporal.Instant | null) =>
      db
        .updateTable('access.role_grant')
        .set({ ended_at: at })
        .where('staff_id', '=', worker.staffId)
        .execute()
    await ended(clock.now())
    expect((await open(link)).status).toBe(410)
    expect((await press(link, 'yes')).status).toBe(410)
    await ended(null)
    expect(await ownerOf(id)).toBe(operator.staffId)
    expect((await open(link)).status).toBe(200)
  })
})

it('an old link does not act on the page that followed its own', async () => {
  const content = { placeText: SECRET, happening: 'Una donna chiede aiuto.' }
  const seen = links().length
  const reply = await ask(operator, '/api/reports', { content, decision: { classKey: 'urgenza' } })
  const { interventionId: id } = (await reply.json()) as { interventionId: string }
  await expect.poll(() => links().length, SOON).toBeGreaterThan(seen)
  const link = links().at(-1) ?? ''
  const raise = { classKey: 'emergenza', facts: {} }
  expect((await ask(operator, `/api/interventions/${id}/triage-decisions`, raise)).status).toBe(200)
  expect((await open(link)).text).toContain('Rispondo io')
  const { db, clock } = running.server.tools
  await db
    .updateTable('platform.link')
    .set({ expires_at: clock.now() })
    .where('holder', '=', worker.staffId)
    .where('ended_at', 'is not', null)
    .execute()
  expect((await open(link)).status).toBe(410)
  expect((await press(link, 'yes')).status).toBe(410)
  expect(await ownerOf(id)).toBe(operator.staffId)
})

describe('what leaves', () => {
  it('no mail, and no line of the log, names a place, a person or a link', async () => {
    await paged()
    expect(running.mailed()).not.toContain(SECRET)
    for (const { name } of [operator, worker, boss]) expect(running.mailed()).not.toContain(name)
    expect(running.logged()).not.toContain(SECRET)
    for (const link of links()) expect(running.logged()).not.toContain(link.slice(-43))
  })

  it('a report of a provider without the right signature is refused and changes nothing', async () => {
    const { id } = await paged()
    const body = {
      key: crypto.randomUUID(),
      event: 'pressed',
      digit: '1',
      at: Temporal.Now.instant().toString(),
      signature: 'falsa',
    }
    const reply = await fetch(`${running.address}/api/gateways/telephone`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect([403, 404]).toContain(reply.status)
    expect(await ownerOf(id)).toBe(operator.staffId)
  })

  it('who takes no calls may neither see nor make them', async () => {
    const { id } = await paged()
    const supervisor = await running.person(territory, 'lead-municipality')
    const crew = await running.person(territory, 'crew')
    for (const who of [supervisor, crew]) {
      expect((await ask(who, `/api/interventions/${id}/page`)).status).toBe(403)
      expect((await ask(who, `/api/interventions/${id}/page/next`, NEXT)).status).toBe(403)
    }
    expect((await ask(supervisor, '/api/rota')).status).toBe(403)
    const rota = await (await ask(crew, '/api/rota')).text()
    expect(rota).not.toContain('+39300')
    expect(await (await ask(operator, '/api/rota')).text()).toContain('+39300')
  })
})
