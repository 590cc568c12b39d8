import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, startWorld, type World } from './world.ts'

// A Saturday at 02:40 in Italy: the page is read again while the last word is still under the fingers.
const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'
const ROUNDS = 20
const INSTANTS = 5
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

/** The page after a reload of its own: before it, what is asked is answered by the page that goes. */
const newDocument = (page: Page) => page.waitForEvent('load')

async function openForm(page: Page): Promise<void> {
  await page.goto(`${world.origin}/sala/nuova`)
  await happening(page).waitFor()
}

test('the first words are there again when the page is read again at once', async () => {
  const { page } = desk
  await page.route(DRAFTS, (route) => route.abort())
  for (let round = 1; round <= 3; round += 1) {
    await openForm(page)
    await happening(page).pressSequentially(`Prime parole ${round}`)
    await page.reload()
    await happening(page).waitFor()
    expect(await happening(page).inputValue()).toBe(`Prime parole ${round}`)
    expect(await page.getByText('non c’è più', { exact: false }).count()).toBe(0)
    expect(await page.getByText('Le ultime parole non erano ancora salvate').count()).toBe(0)
  }
})

test('in twenty rounds of writing and reading the page again no keystroke is lost', async () => {
  const { page } = desk
  let words = await happening(page).inputValue()
  for (let round = 1; round <= ROUNDS; round += 1) {
    await happening(page).press('Control+End')
    await happening(page).pressSequentially(` ancora ${round}`)
    await page.reload()
    await happening(page).waitFor()
    words += ` ancora ${round}`
    expect(await happening(page).inputValue()).toBe(words)
    expect(await page.getByText('Le ultime parole non erano ancora salvate').count()).toBe(0)
  }
})

test('a key and the end of the page in one and the same instant: the key is there again, sealed on the machine', async () => {
  const { page } = desk
  let words = await happening(page).inputValue()
  for (let round = 1; round <= INSTANTS; round += 1) {
    const again = newDocument(page)
    // The key and the reload are one task of the page: nothing that takes its time comes in between.
    await happening(page).evaluate((area, typed) => {
      if (!(area instanceof HTMLTextAreaElement)) throw new Error('no text area')
      area.setRangeText(typed, area.value.length, area.value.length, 'end')
      area.dispatchEvent(new InputEvent('input', { bubbles: true, data: typed }))
      const kept = Object.entries(localStorage)
      const tails = kept.filter(([name]) => name.startsWith('approdo.coda')).map(([, tail]) => tail)
      if (tails.length === 0) throw new Error('nothing is kept')
      if (tails.some((tail) => `${tail} ${atob(tail)}`.includes('ultima')))
        throw new Error('in clear')
      location.reload()
    }, ` ultima ${round}`)
    await again
    words += ` ultima ${round}`
    await expect.poll(() => happening(page).inputValue()).toBe(words)
    expect(await page.getByText('Le ultime parole non erano ancora salvate').count()).toBe(0)
  }
})

test('the first key of a call and the end of the page in one instant: the words are offered', async () => {
  const { page } = desk
  await openForm(page)
  const again = newDocument(page)
  await happening(page).evaluate((area) => {
    if (area instanceof HTMLTextAreaElement) area.setRangeText('Appena detto')
    area.dispatchEvent(new InputEvent('input', { bubbles: true }))
    location.reload()
  })
  await again
  await page.getByText('Appena detto').first().waitFor()
})

test('words that could not be kept are said to be lost, and the call goes on in an empty form', async () => {
  const page = await desk.page.context().newPage()
  await page.addInitScript(() => {
    crypto.subtle.encrypt = () => new Promise(() => undefined)
    // No room for what is sealed at once either.
    const keep = Storage.prototype.setItem
    Storage.prototype.setItem = function (name: string, value: string) {
      if (name.startsWith('approdo.coda')) throw new DOMException('full', 'QuotaExceededError')
      keep.call(this, name, value)
    }
    // Nor a server: refused in the page itself, since what a page sends while it goes may pass beside a route.
    const send = window.fetch
    window.fetch = (input, init) =>
      String(input instanceof Request ? input.url : input).includes('/api/drafts/')
        ? Promise.reject(new TypeError('no network'))
        : send(input, init)
  })
  await openForm(page)
  await happening(page).pressSequentially('Mai salvate')
  await page.reload()
  await page.getByText('Le ultime parole non erano ancora salvate').waitFor()
  expect(await happening(page).inputValue()).toBe('')
  expect(await page.getByText('non c’è più', { exact: false }).count()).toBe(0)
  await page.getByRole('button', { name: 'Ho capito' }).click()
  await happening(page).fill('Di nuovo')
  await page.close()
})

test('a draft taken up says where it is kept, never that there is nothing to save', async () => {
  const { page } = desk
  await page.unroute(DRAFTS)
  await openForm(page)
  await happening(page).fill('Una donna aspetta.')
  await page.getByText(/Bozza salvata/u).waitFor()
  await page.goto(`${world.origin}/sala/bozze`)
  await page.getByRole('link', { name: /Una donna aspetta/u }).click()
  await happening(page).waitFor()
  expect(await page.getByText('Niente da salvare').count()).toBe(0)
  await page.getByText(/Bozza salvata/u).waitFor()
})
