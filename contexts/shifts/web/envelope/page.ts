import { openWith } from './seal.ts'
import type { Kept } from './shelf.ts'
import type { Written, WrittenLine } from './written.ts'

// Opens an envelope on a machine without a server. Its words stand in the page, and in the envelope.

function piece<E extends HTMLElement>(id: string, kind: new () => E): E {
  const found = document.querySelector(`#${id}`)
  if (!(found instanceof kind)) throw new Error(`${id} is missing`)
  return found
}

const whose = piece('di-chi', HTMLSelectElement)
const word = piece('parola', HTMLInputElement)
const form = piece('apri', HTMLFormElement)
const opening = piece('apro', HTMLElement)
const wrong = piece('sbagliata', HTMLElement)
const none = piece('nessuna', HTMLElement)
const opened = piece('aperta', HTMLElement)
const sheets = piece('schede', HTMLElement)
const blank = piece('scheda', HTMLTemplateElement)

const element = (name: string, text = ''): HTMLElement => {
  const made = document.createElement(name)
  made.textContent = text
  return made
}

function lineOf({ what, more, phones }: WrittenLine): HTMLElement {
  const row = element('li')
  row.className = 'envelope-line'
  if (!phones.includes(what)) row.append(element('strong', what))
  const numbers = element('span')
  for (const phone of phones) {
    const link = document.createElement('a')
    link.href = `tel:${phone.replaceAll(/[^+\d]/gu, '')}`
    link.textContent = phone
    numbers.append(link, ' ')
  }
  row.append(numbers)
  if (more !== '') row.append(element('small', more))
  return row
}

/** What the console put on this machine (`shelf.ts`), by the browser's own means: no library comes along for one reading. */
function keptHere(): Promise<readonly Kept[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly Kept[]>()
  const opening = indexedDB.open('approdo-busta')
  opening.addEventListener('error', () => reject(opening.error))
  // Nothing was ever kept: no table is made here.
  opening.addEventListener('upgradeneeded', () => opening.transaction?.abort())
  opening.addEventListener('success', () => {
    const all = opening.result.transaction('envelope').objectStore('envelope').getAll()
    all.addEventListener('error', () => reject(all.error))
    all.addEventListener('success', () => resolve(all.result as Kept[]))
  })
  return promise
}

function show({ head, made, parts, sheets: numbers }: Written): void {
  const title = element('h2', head)
  title.tabIndex = -1
  opened.replaceChildren(title, element('p', made))
  for (const { head: name, lines } of parts) {
    const list = element('ul')
    list.className = 'plain-list'
    list.append(...lines.map(lineOf))
    opened.append(element('h3', name), list)
  }
  sheets.replaceChildren(
    ...numbers.map((number) => {
      const sheet = element('section')
      sheet.className = 'paper-sheet'
      sheet.append(element('h2', number), blank.content.cloneNode(true))
      return sheet
    }),
  )
  form.hidden = true
  piece('stampe', HTMLElement).hidden = false
  title.focus()
}

async function open(kept: readonly Kept[]): Promise<void> {
  const mine = kept.find((one) => one.staffId === whose.value)
  if (mine === undefined) return
  wrong.hidden = true
  opening.hidden = false
  const text = await openWith(word.value, mine.lock, mine.sealed)
  opening.hidden = true
  wrong.hidden = text !== undefined
  if (text === undefined) {
    word.select()
    return
  }
  word.value = ''
  // Sealed by this product on this machine, and nothing changed in it since: the seal says so.
  show(JSON.parse(text) as Written)
}

function print(what: 'numeri' | 'schede'): void {
  document.body.dataset['stampa'] = what
  window.print()
}

const all = (await keptHere().catch((): readonly Kept[] => [])).toSorted((a, b) =>
  a.at < b.at ? 1 : -1,
)
none.hidden = all.length > 0
form.hidden = all.length === 0
for (const { staffId, name, made } of all) whose.append(new Option(`${name} · ${made}`, staffId))
form.addEventListener('submit', (event) => {
  event.preventDefault()
  void open(all)
})
piece('stampa-numeri', HTMLButtonElement).addEventListener('click', () => print('numeri'))
piece('stampa-schede', HTMLButtonElement).addEventListener('click', () => print('schede'))
