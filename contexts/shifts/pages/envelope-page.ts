import { m } from '#platform/i18n/texts.ts'
import { type Html, html } from '#platform/server/html.ts'
import type { Page } from '#platform/server/page.ts'
import { framed } from '#platform/server/page-frame.ts'

/** What is written on a sheet of paper, in the order in which a caller says it. */
const LINES: readonly (readonly [string, 'short' | 'tall'])[] = [
  [m.shifts_sheet_when(), 'short'],
  [m.shifts_sheet_caller(), 'short'],
  [m.shifts_sheet_where(), 'short'],
  [m.shifts_sheet_people(), 'short'],
  [m.shifts_sheet_happening(), 'tall'],
  [m.shifts_sheet_danger(), 'short'],
  [m.shifts_sheet_emergency(), 'short'],
  [m.shifts_sheet_called(), 'tall'],
  [m.shifts_sheet_place(), 'short'],
  [m.shifts_sheet_handed(), 'short'],
  [m.shifts_sheet_signature(), 'short'],
]

/**
 * `/busta`: opens what this machine has kept for when the network is away. It holds nothing itself and asks nobody who they
 * are: the word of the envelope does. Kept by the browser, so that it answers without a server (practice Q64).
 */
export function envelopePage(): Page {
  return { path: '/busta', get: () => Promise.resolve({ html: page() }) }
}

function page(): Html {
  return framed(
    m.shifts_envelope(),
    html`<script type="module" src="/assets/envelope.js"></script>
<p class="no-print">${m.shifts_envelope_page_intro()}</p>
<p id="nessuna" hidden>${m.shifts_envelope_none_here()}</p>
<form id="apri" class="stack no-print" hidden>
<div class="field"><label for="di-chi">${m.shifts_envelope_whose()}</label><select id="di-chi" class="input"></select></div>
<div class="field"><label for="parola">${m.shifts_envelope_word()}</label>
<input id="parola" class="input" type="password" autocomplete="off" required></div>
<div role="alert"><p id="sbagliata" class="callout callout-danger" hidden>${m.shifts_envelope_wrong()}</p></div>
<p id="apro" role="status" hidden>${m.shifts_envelope_opening()}</p>
<button class="btn btn-primary">${m.shifts_envelope_open()}</button>
</form>
<p id="stampe" class="line no-print" hidden>
<button id="stampa-numeri" type="button" class="btn btn-secondary">${m.shifts_envelope_print()}</button>
<button id="stampa-schede" type="button" class="btn btn-secondary">${m.shifts_envelope_print_sheets()}</button>
</p>
<div id="aperta"></div>
<div id="schede"></div>
<template id="scheda">${LINES.map(([label, size]) => html`<p class="paper-line paper-${size}">${label}</p>`)}</template>`,
  )
}
