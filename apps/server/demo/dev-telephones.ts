import { m, textOf } from '#platform/i18n/texts.ts'
import { phoneE164, readablePhone } from '#platform/kernel/text.ts'
import { clockTime, instant } from '#platform/kernel/time.ts'
import { type Html, html } from '#platform/server/html.ts'
import type { DemoPerson } from './people.ts'
import type { TelephoneSet } from './telephone-set.ts'
import { BEHAVIOURS, type Call, type Caller } from './telephone-words.ts'

/** What was pressed on the page: a key of a ringing telephone, or how one is answered from now on. */
export async function handle(
  telephones: TelephoneSet | undefined,
  form: Readonly<Record<string, string>>,
): Promise<void> {
  const { key, digit, phone, behaviour, line, number, caller } = form
  if (line !== undefined) await telephones?.dial(line, number ?? '')
  if (caller !== undefined) await telephones?.putDown(caller)
  if (key !== undefined && digit !== undefined) await telephones?.press(key, digit)
  const chosen = BEHAVIOURS.find((one) => one === behaviour)
  if (phone !== undefined && chosen !== undefined) await telephones?.behave(phone, chosen)
}

/** What rings now and what has come, and how each telephone is answered. */
export async function telephonePart(
  telephones: TelephoneSet | undefined,
  people: readonly DemoPerson[],
): Promise<Html | null> {
  if (telephones === undefined) return null
  const { calls, behaviours, lines, callers } = await telephones.state()
  const nameOf = (to: string) =>
    people.find((one) => phoneE164(one.phone) === to)?.name ?? readablePhone(to)
  return html`${linesPart(lines, callers)}<h2>${m.server_dev_calls()}</h2>
${calls.length === 0 ? html`<p>${m.server_dev_no_calls()}</p>` : calls.toReversed().map((call) => callLine(call, nameOf(call.to)))}
<details><summary>${m.server_dev_behaviours()}</summary>${people.map((person) => {
    const phone = phoneE164(person.phone) ?? ''
    const now = behaviours[phone] ?? 'ask'
    return html`<form method="post" class="line"><input type="hidden" name="phone" value="${phone}">
<label>${person.name} ${person.phone} <select name="behaviour">${BEHAVIOURS.map(
      (one) =>
        html`<option value="${one}"${one === now ? html` selected` : null}>${textOf(`server_dev_behaviour_${one}`) ?? one}</option>`,
    )}</select></label> <button class="btn btn-secondary">${m.server_dev_behave()}</button></form>`
  })}</details>`
}

function callLine(call: Call, name: string): Html {
  const state = textOf(`server_dev_call_${call.state.replaceAll('-', '_')}`) ?? call.state
  return html`<article class="mail" data-call-to="${call.to}"><h3>${name} · ${clockTime(instant(call.at))} · ${state}</h3>
<pre>${call.text}</pre>${call.said === null ? null : html`<p>${call.said}</p>`}${buttonFor(call)}</article>`
}

/** What can be pressed on a telephone: 1 while it rings; the receiver of a conversation is put down. */
function buttonFor(call: Call): Html | null {
  const isTalk = call.kind === 'connect'
  if (call.state === 'ringing')
    return pressForm(call, '1', isTalk ? m.server_dev_take() : m.server_dev_press())
  return isTalk && call.state === 'answered' ? pressForm(call, '', m.server_dev_put_down()) : null
}

function pressForm({ key }: Call, digit: string, word: string): Html {
  return html`<form method="post"><input type="hidden" name="key" value="${key}">
<button class="btn btn-primary" name="digit" value="${digit}">${word}</button></form>`
}

/** The numbers of the service, as somebody who calls them sees them: what they hear, and how they hang up. */
function linesPart(lines: readonly string[], callers: readonly Caller[]): Html | null {
  if (lines.length === 0) return null
  return html`<h2>${m.server_dev_exchange_title()}</h2>${lines.map(
    (
      line,
    ) => html`<form method="post" class="line"><input type="hidden" name="line" value="${line}">
<label>${m.server_dev_exchange_number()} <input name="number" value="${CALLER}" autocomplete="off"></label>
<button class="btn btn-primary">${m.server_dev_exchange_call({ name: line })}</button></form>`,
  )}${callers.toReversed().map(callerLine)}`
}

/** An invented number to call from; emptied, it does not show. */
const CALLER = '06 5550 8801'

function callerLine({ key, line, number, at, heard, state }: Caller): Html {
  const from = number === '' ? m.server_dev_exchange_withheld() : number
  return html`<article class="mail" data-caller="${state}"><h3>${line} · ${from} · ${clockTime(instant(at))}</h3>
<p>${heard}</p>${
    state === 'over'
      ? null
      : html`<form method="post"><input type="hidden" name="caller" value="${key}">
<button class="btn btn-secondary">${m.server_dev_exchange_hang_up()}</button></form>`
  }</article>`
}
