import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, goneWithItsPage, startWorld, type World } from './world.ts'

// A Saturday at 02:40 in Italy: the network goes away in the middle of a call, and comes back.
const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'
const REPORTS = '**/api/reports'
const CONTACTS = '**/api/contacts'
const DRAFTS = '**/api/drafts/*'

let world: World
let desk: Desk

beforeAll(async () => {
  world = await startWorld(SATURDAY_NIGHT)
  desk = await world.desk('chiara.ferranti@example.org')
})

afterAll(async () => {
  expect(desk.faults).toEqual([])
  await world?.close()
})

const happening = (page: Page) => page.getByRole('textbox', { name: 'Che cosa succede' })

async function openForm(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Nuova segnalazione' }).first().click()
  await happening(page).waitFor()
}

/** What the server answers to who sits at this desk. */
async function read(page: Page, path: string): Promise<Record<string, unknown>> {
  const reply = await page.request.get(`${world.origin}${path}`)
  return (await reply.json()) as Record<string, unknown>
}

test('from the board a form opens without network, keeps what is written, and leaves by itself', async () => {
  const { page } = desk
  await page.getByText('Chi risponde ora').waitFor()
  // What a call needs has come while there was a network: it is not waited for when there is none.
  const came = (part: string) =>
    page.evaluate(
      (wanted) =>
        performance.getEntriesByType('resource').find(({ name }) => name.includes(wanted))?.name,
      part,
    )
  const isAtHand = async () => {
    const names = await Promise.all(
      ['/api/intake/context', '/intake-screen-', '/drafts-screen-'].map(came),
    )
    return names.every((name) => name !== undefined)
  }
  await expect.poll(isAtHand).toBe(true)
  // A script is whole when what it asks for is here too. As text: the page imports, not this test.
  for (const part of ['/intake-screen-', '/drafts-screen-']) {
    const scripts = `performance.getEntriesByType('resource').map((one) => one.name)`
    await page.evaluate(
      `import(${scripts}.find((name) => name.includes('${part}') && name.endsWith('.js')))`,
    )
  }
  await page.context().setOffline(true)
  await page.keyboard.press('i')
  await happening(page).waitFor()
  await happening(page).fill('Un uomo a terra.')
  await page.getByText('Bozza solo su questa macchina', { exact: false }).waitFor()
  await page
    .getByText('Il promemoria del protocollo arriva con la rete', { exact: false })
    .waitFor()
  await page.getByRole('link', { name: 'Bozze' }).first().click()
  await page.getByText('Solo su questa macchina').waitFor()
  await page.getByRole('link', { name: /Un uomo a terra/u }).click()
  await expect.poll(() => happening(page).inputValue()).toBe('Un uomo a terra.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Parte da sola quando torna la rete').waitFor()
  await page.context().setOffline(false)
  await page.waitForURL(/caso=/u)
})

test('a page that was asked for without network opens by itself when it is back', async () => {
  const { page } = desk
  await page.context().setOffline(true)
  await page.getByRole('link', { name: 'Contatti' }).first().click()
  await page.getByRole('button', { name: 'Riprova' }).waitFor()
  await page.context().setOffline(false)
  await page.getByRole('heading', { name: 'Contatti' }).waitFor()
  await page.getByRole('link', { name: 'Sala', exact: true }).click()
  await page.getByText('Chi risponde ora').waitFor()
})

test('words and an emergency pressed while the report waits for the network arrive with it', async () => {
  const { page } = desk
  await openForm(page)
  await happening(page).fill('Un uomo trema.')
  await page.route(REPORTS, (route) => route.abort())
  await page.keyboard.press('Control+Enter')
  await page.getByText('Non è ancora partita', { exact: false }).waitFor()
  await page.getByText('Parte da sola quando torna la rete').waitFor()
  await happening(page).fill('Un uomo trema, non risponde.')
  await page.getByRole('button', { name: 'Emergenza subito' }).click()
  await page.getByText('Partirà come emergenza').waitFor()
  await page.getByText('Parte da sola come emergenza quando torna la rete').waitFor()
  await page.unroute(REPORTS)
  await page.waitForURL(/caso=/u)
  const id = new URL(page.url()).searchParams.get('caso') ?? ''
  const file = await read(page, `/api/interventions/${id}`)
  const { reports } = await read(page, `/api/reports?intervention=${id}`)
  expect(file['sheet']).toMatchObject({ class: { key: 'emergenza' } })
  expect(reports).toMatchObject([{ content: { happening: 'Un uomo trema, non risponde.' } }])
})

test('a letter whose answer was lost with the page is no colleague’s: after a reload the words go on', async () => {
  const { page } = desk
  await openForm(page)
  await happening(page).fill('Una ragazza.')
  await page.getByText(/Bozza salvata/u).waitFor()
  let letters = 0
  await page.route(REPORTS, async (route) => {
    letters += 1
    // While the first is on its way more is written; of what follows the server has all and the page no answer.
    if (letters === 1) await happening(page).fill('Una ragazza sola.')
    const response = await route.fetch()
    await (letters === 1 ? route.fulfill({ response }) : route.abort()).catch(goneWithItsPage)
  })
  await page.keyboard.press('Control+Enter')
  await page.getByText('Non è ancora partita', { exact: false }).waitFor()
  await page.reload()
  await expect.poll(() => happening(page).inputValue()).toBe('Una ragazza sola.')
  await page.unroute(REPORTS)
  await happening(page).fill('Una ragazza sola, ha freddo.')
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/caso=/u)
  const id = new URL(page.url()).searchParams.get('caso') ?? ''
  const { reports } = await read(page, `/api/reports?intervention=${id}`)
  expect(reports).toMatchObject([{ content: { happening: 'Una ragazza sola, ha freddo.' } }])
})

test('without network a pressed key says at once what it does, and the draft that it is only here', async () => {
  const { page } = desk
  await openForm(page)
  await happening(page).fill('Una donna con un bambino.')
  await page.getByText(/Bozza salvata/u).waitFor()
  await page.context().setOffline(true)
  await happening(page).fill('Una donna con due bambini.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Parte da sola quando torna la rete').waitFor({ timeout: 2_000 })
  await page.getByText('Bozza solo su questa macchina', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Emergenza subito' }).click()
  await page.getByText('Parte da sola come emergenza quando torna la rete').waitFor()
  await page.context().setOffline(false)
  await page.waitForURL(/caso=/u)
  const id = new URL(page.url()).searchParams.get('caso') ?? ''
  const file = await read(page, `/api/interventions/${id}`)
  expect(file['sheet']).toMatchObject({ class: { key: 'emergenza' } })
})

test('a report that leaves by itself leaves from whatever page is shown', async () => {
  const { page } = desk
  await openForm(page)
  await happening(page).fill('Un anziano solo al freddo.')
  await page.getByText(/Bozza salvata/u).waitFor()
  await page.context().setOffline(true)
  await page.keyboard.press('Control+Enter')
  await page.getByText('Parte da sola quando torna la rete').waitFor()
  await page.getByRole('link', { name: 'Sala', exact: true }).click()
  await page.getByText('Non è ancora partita: parte da sola', { exact: false }).waitFor()
  await page.context().setOffline(false)
  await page.getByText(/Segnalazione 26-\d+ registrata/u).waitFor({ timeout: 15_000 })
  expect(new URL(page.url()).pathname).toBe('/sala')
  await page.getByRole('link', { name: 'Bozze' }).first().click()
  await page.getByText('Nessuna bozza').waitFor()
})

test('a call ended twice because its answer was lost is one call', async () => {
  const { page } = desk
  await openForm(page)
  await page.route(CONTACTS, async (route) => {
    await route.fetch()
    await route.abort().catch(goneWithItsPage)
  })
  await page.getByRole('button', { name: 'Numero sbagliato' }).click()
  await page.getByText('Ciò che hai scritto è salvo nelle bozze', { exact: false }).waitFor()
  await page.unroute(CONTACTS)
  await page.getByRole('button', { name: 'Numero sbagliato' }).click()
  await page.getByText('scritta nel registro dei contatti', { exact: false }).first().waitFor()
  const { contacts } = await read(page, '/api/contacts')
  const ended = (contacts as { kind: string }[]).filter((one) => one.kind === 'wrong-number')
  expect(ended).toHaveLength(1)
})

test('words that only this machine holds can be wiped from it', async () => {
  const { page } = desk
  await openForm(page)
  await page.route(DRAFTS, (route) => route.abort())
  await happening(page).fill('Parole solo di qui.')
  await page.getByText('Bozza solo su questa macchina', { exact: false }).waitFor()
  await page.getByRole('link', { name: 'Bozze' }).click()
  const row = page.getByRole('row').filter({ hasText: 'Solo su questa macchina' })
  await row.getByRole('button', { name: 'Cancella' }).click()
  await page.getByText('Nessuna bozza').waitFor()
  await page.unroute(DRAFTS)
  await page.reload()
  await page.getByText('Nessuna bozza').waitFor()
})

/** The drafts that this browser keeps, by id. */
const keptHere = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open('approdo-drafts')
        opening.addEventListener('success', () => {
          const keys = opening.result.transaction('draft').objectStore('draft').getAllKeys()
          keys.addEventListener('success', () => resolve(JSON.stringify(keys.result)))
        })
      }),
  )

/** Resolves when another window has wiped its copy of a draft from this browser. */
const wipedElsewhere = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        new BroadcastChannel('approdo.bozze').addEventListener('message', ({ data }) => {
          if (data.kind === 'wiped') resolve()
        })
      }),
  )

test('the words of a window without network stay on the machine when another window parts from it', async () => {
  const { page } = desk
  await openForm(page)
  await happening(page).fill('Una persona.')
  await page.getByText(/Bozza salvata/u).waitFor()
  const address = page.url()
  const id = new URL(address).searchParams.get('bozza') ?? ''
  const away = await page.context().newPage()
  await away.goto(address)
  await expect.poll(() => happening(away).inputValue()).toBe('Una persona.')
  const taken = away.waitForResponse((reply) => reply.request().method() === 'PUT' && reply.ok())
  await happening(away).fill('Una persona. Piove.')
  await taken
  await away.route('**/api/**', (route) => route.abort())
  await happening(away).fill('Una persona. Piove. Trema.')

  const wiped = wipedElsewhere(away)
  await happening(page).fill('Una persona. Fa freddo.')
  await page.getByText('scritta anche altrove', { exact: false }).waitFor()
  await wiped
  await expect.poll(() => keptHere(away)).toContain(id)
  await away.close()
  await page.goto(address)
  await expect.poll(() => happening(page).inputValue()).toBe('Una persona. Piove. Trema.')
  await page.getByRole('link', { name: 'Bozze' }).click()
  await page.getByRole('button', { name: 'Cancella' }).nth(1).waitFor()
  for (let left = 2; left > 0; left -= 1) {
    await page.getByRole('button', { name: 'Cancella' }).first().click()
    await expect.poll(() => page.getByRole('button', { name: 'Cancella' }).count()).toBe(left - 1)
  }
})

test('a browser that can keep nothing takes up the draft of the server', async () => {
  const { page } = desk
  await openForm(page)
  await happening(page).fill('Una donna aspetta.')
  await page.getByText(/Bozza salvata/u).waitFor()
  const bare = await page.context().newPage()
  await bare.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', {
      value: {
        open() {
          throw new DOMException('denied', 'SecurityError')
        },
      },
    })
  })
  await bare.goto(page.url())
  await expect.poll(() => happening(bare).inputValue()).toBe('Una donna aspetta.')
  await bare.close()
})

test('a draft that was sent at another desk is not offered at this one', async () => {
  const here = desk.page
  const other = await world.desk('chiara.ferranti@example.org')
  await other.page.goto(here.url())
  await expect.poll(() => happening(other.page).inputValue()).toBe('Una donna aspetta.')
  await here.getByRole('link', { name: 'Bozze' }).click()
  await here
    .getByRole('row', { name: /Una donna aspetta/u })
    .first()
    .waitFor()
  await other.page.keyboard.press('Control+Enter')
  await other.page.waitForURL(/caso=/u)
  await other.close()
  await here.reload()
  await here.getByText('Nessuna bozza').waitFor()
  await here.getByRole('link', { name: 'Sala', exact: true }).click()
  await openForm(here)
  await expect.poll(() => here.getByText('Hai una bozza di', { exact: false }).count()).toBe(0)
})
