import { readConfiguration } from '#contexts/territory/public.ts'
import { m, textOf } from '#platform/i18n/texts.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { cleanLine, readablePhone } from '#platform/kernel/text.ts'
import { clockTime } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { type Html, html } from '#platform/server/html.ts'
import { type Link, openLink, spendLink } from '#platform/server/link.ts'
import type { Page, PageInput, PageReply } from '#platform/server/page.ts'
import { framed } from '#platform/server/page-frame.ts'
import type { SubjectPort } from '#platform/server/subject.ts'
import { inTransaction, lockIntervention } from '#platform/server/work.ts'
import { CONFIRM_LINK, confirmPlace, refuseHeldPlace } from '../commands.ts'
import type { NeedView } from '../contract.ts'
import { type Placement, stateAt } from '../model.ts'
import { type Guest, kindOf } from '../model-household.ts'
import { NO_REASONS } from '../model-words.ts'
import { readNeed } from '../need.ts'
import { readPlacement } from '../placement-store.ts'

const WORDS = [
  'ties',
  'health',
  'therapies',
  'behaviour',
  'documents',
  'language',
  'arrival',
  'payer',
]

type Shown = {
  readonly placement: Placement
  readonly need: NeedView | undefined
  readonly isClosed: boolean
  readonly service: Service
}
type Typed = { readonly name: string; readonly role: string; readonly reason: string }

/** Who asks, and where to ring: whoever reads it may not know the service. */
type Service = { readonly name: string; readonly phone: string }

async function serviceOf(tx: Tx, { territoryId }: Link): Promise<Service> {
  const { name, service } = await readConfiguration(tx, territoryId)
  return { name, phone: service.answers.phone }
}

function layout(title: string, content: Html, service: Service | null): Html {
  if (service === null) return framed(title, content)
  const { name, phone } = service
  return framed(
    title,
    html`<p><strong>${name}</strong> · <a href="tel:${phone}">${readablePhone(phone)}</a></p>
${content}`,
  )
}

function notice(status: number, title: string, text: string, service: Service | null): PageReply {
  return { status, html: layout(title, html`<p>${text}</p>`, service) }
}

const closed = (service: Service) =>
  notice(410, m.places_link_closed_title(), m.places_link_closed_text(), service)

/** Of a link that is none, nobody knows whose it was. */
const over = (service: Service | null) =>
  notice(410, m.places_link_over_title(), m.places_link_over_text(), service)

/** Runs as the guest of a link, in its territory alone. */
function asGuest<T>({ tools }: PageInput, link: Link, run: (tx: Tx) => Promise<T>): Promise<T> {
  const { territoryId } = link
  const scope = { actor: { kind: 'guest' } as const, now: tools.clock.now(), read: [territoryId] }
  return inTransaction(tools, { ...scope, write: territoryId }, run)
}

const open = ({ tools, params }: PageInput) =>
  openLink(tools.db, CONFIRM_LINK, params['token'] ?? '', tools.clock.now())

async function shown(tx: Tx, link: Link, subjectOf: SubjectPort): Promise<Shown> {
  const placement = await readPlacement(tx, link.key)
  const isClosed = (await subjectOf(tx, placement.interventionId))?.isClosed !== false
  const need = await readNeed(tx, placement.interventionId)
  return { placement, need, isClosed, service: await serviceOf(tx, link) }
}

/** A file that is closed promises nothing any more. Refuses `intervention-closed`. */
async function refuseClosed(tx: Tx, subjectOf: SubjectPort, file: InterventionId): Promise<void> {
  await lockIntervention(tx, file)
  if ((await subjectOf(tx, file))?.isClosed !== false) throw new RefusalError('intervention-closed')
}

async function get(input: PageInput, subjectOf: SubjectPort): Promise<PageReply> {
  const link = await open(input)
  if (!link) return over(null)
  const what = await asGuest(input, link, (tx) => shown(tx, link, subjectOf))
  const settled = settledReply(what, input)
  if (settled) return settled
  if (link.state !== 'open') return over(what.service)
  if (what.isClosed) return closed(what.service)
  return { html: form(what, { name: '', role: '', reason: '' }, null) }
}

/** What is said when there is nothing to answer any more; undefined while the hold waits. */
function settledReply({ placement, service }: Shown, { tools }: PageInput): PageReply | undefined {
  const state = stateAt(placement, tools.clock.now())
  if (state === 'held') return undefined
  if (state === 'confirmed' || state === 'arrived')
    return notice(200, m.places_link_confirmed_title(), m.places_link_confirmed_text(), service)
  if (state === 'refused')
    return notice(200, m.places_link_refused_title(), m.places_link_refused_text(), service)
  if (state === 'lapsed')
    return notice(410, m.places_link_lapsed_title(), m.places_link_lapsed_text(), service)
  return over(service)
}

function guestText(guest: Guest): string {
  const { age } = guest
  const who = textOf(`places_sex_${kindOf(guest)}`) ?? ''
  return age === null ? m.places_guest_ageless({ who }) : m.places_guest({ who, age })
}

function line(label: string, text: string): Html | null {
  return text === '' ? null : html`<dt>${label}</dt><dd>${text}</dd>`
}

const FLAGS = ['pets', 'stepFree', 'intoxicated', 'care'] as const

function facts({ placement, need }: Shown): Html {
  const flags = FLAGS.filter((flag) => need?.[flag] === true)
  return html`<dl>
${line(m.places_people(), (need?.people ?? []).map(guestText).join(', '))}
${line(m.places_needs(), flags.map((flag) => textOf(`places_flag_${flag.toLowerCase()}`) ?? '').join(', '))}
${WORDS.map((key) => line(textOf(`places_word_${key}`) ?? key, need?.words[key] ?? ''))}
${line(m.places_said_by(), `${placement.saidName}, ${placement.saidRole}`)}
${line(m.places_held_until(), clockTime(placement.holdUntil))}</dl>`
}

function input(name: 'name' | 'role', label: string, value: string): Html {
  return html`<div class="field"><label class="field-label" for="${name}">${label}</label>
<input class="input" id="${name}" name="${name}" value="${value}" maxlength="120" required></div>`
}

function form(what: Shown, typed: Typed, problem: string | null): Html {
  const options = NO_REASONS.map(
    (reason) =>
      html`<option value="${reason}"${typed.reason === reason ? html` selected` : null}>${textOf(`places_no_${reason.replaceAll('-', '_')}`)}</option>`,
  )
  return layout(
    m.places_link_title(),
    html`${
      problem === null
        ? null
        : html`<div class="callout callout-danger" role="alert"><div class="callout-body"><p class="callout-title">${problem}</p></div></div>`
    }
<p>${m.places_link_intro()}</p>${facts(what)}
<form method="post">${input('name', m.places_your_name(), typed.name)}${input('role', m.places_your_role(), typed.role)}
<button class="btn btn-primary" name="answer" value="yes">${m.places_link_yes()}</button>
<div class="field"><label class="field-label" for="reason">${m.places_link_reason()}</label>
<select class="input select" id="reason" name="reason"><option value="">${m.places_choose()}</option>${options}</select></div>
<button class="btn btn-secondary" name="answer" value="no">${m.places_link_no()}</button></form>`,
    what.service,
  )
}

function typedIn(given: Readonly<Record<string, string>>): Typed {
  const text = (name: string) => cleanLine((given[name] ?? '').slice(0, 120).toWellFormed())
  return { name: text('name'), role: text('role'), reason: text('reason') }
}

function faultIn(typed: Typed, isNo: boolean): string | null {
  if (typed.name === '' || typed.role === '') return m.places_link_who_missing()
  if (isNo && !NO_REASONS.some((reason) => reason === typed.reason))
    return m.places_link_reason_missing()
  return null
}

async function post(input: PageInput, subjectOf: SubjectPort): Promise<PageReply> {
  const link = await open(input)
  if (!link) return over(null)
  const typed = typedIn(input.form)
  const isNo = input.form['answer'] === 'no'
  const what = await asGuest(input, link, (tx) => shown(tx, link, subjectOf))
  const settled = settledReply(what, input)
  if (settled) return settled
  if (link.state !== 'open') return over(what.service)
  const fault = faultIn(typed, isNo)
  if (fault !== null) return { status: 400, html: form(what, typed, fault) }
  return await act(input, link, what, { typed, isNo, subjectOf })
}

async function act(
  input: PageInput,
  link: Link,
  what: Shown,
  {
    typed,
    isNo,
    subjectOf,
  }: { readonly typed: Typed; readonly isNo: boolean; readonly subjectOf: SubjectPort },
): Promise<PageReply> {
  const about = { file: what.placement.interventionId, id: link.key }
  const said = { name: typed.name, role: typed.role, way: 'link' } as const
  const reason = NO_REASONS.find((one) => one === typed.reason) ?? 'other'
  try {
    const used = await asGuest(input, link, async (tx) => {
      await refuseClosed(tx, subjectOf, about.file)
      if (!(await spendLink(tx, CONFIRM_LINK, input.params['token'] ?? ''))) return false
      if (isNo) await refuseHeldPlace(tx, about, { ...said, reason })
      else await confirmPlace(tx, about, said)
      return true
    })
    input.tools.afterCommit()
    if (!used) return over(what.service)
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    if (error.code === 'intervention-closed') return closed(what.service)
    const text = textOf(`problem_${error.code.replaceAll('-', '_')}`) ?? m.places_link_over_text()
    return { status: 409, html: form(what, typed, text) }
  }
  return isNo
    ? notice(200, m.places_link_refused_title(), m.places_link_refused_text(), what.service)
    : notice(200, m.places_link_confirmed_title(), m.places_link_confirmed_text(), what.service)
}

/** `/s/:token`: the facility confirms in writing. GET shows enough to answer, POST acts once. */
export function confirmPage({ subjectOf }: { readonly subjectOf: SubjectPort }): Page {
  return {
    path: '/s/:token',
    get: (input) => get(input, subjectOf),
    post: (input) => post(input, subjectOf),
  }
}
