import { documentsOf, readDocument } from '#contexts/documents/public.ts'
import { hourOf } from '#contexts/documents/rows.ts'
import { titleOf } from '#contexts/documents/words.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import { hasText, m, textOf } from '#platform/i18n/texts.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { readablePhone } from '#platform/kernel/text.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { type Html, html } from '#platform/server/html.ts'
import { openLink } from '#platform/server/link.ts'
import type { Page, PageInput, PageReply } from '#platform/server/page.ts'
import { framed } from '#platform/server/page-frame.ts'
import { inTransaction } from '#platform/server/work.ts'
import { recordAnswer } from '../commands.ts'
import { ANSWERS, type AnswerKind, type Handover, isReadable, PENDING } from '../model.ts'
import type { HandoverNeeds } from '../needs.ts'
import { recordPageOpened, recordPaperOpened } from '../openings.ts'
import { AnswerWords, openWords, PageOne } from '../sealing.ts'
import { serviceToCall } from '../service-to-call.ts'
import { findHandover, LINK_KIND } from '../store.ts'
import { stateText, wordOf } from '../words.ts'

type Found = { readonly territoryId: TerritoryId; readonly id: string }

async function found(input: PageInput): Promise<Found | undefined> {
  const { tools, params } = input
  const link = await openLink(tools.db, LINK_KIND, params['token'] ?? '', tools.clock.now())
  return link && { territoryId: link.territoryId, id: link.key }
}

/** The handover, and until when its page is read; null where the link is too old or was ended. */
type Behind = { readonly state: Handover; readonly until: Instant | null }

/** Undefined where the link opens nothing. A settled handover still says what was answered. */
async function behindLink(tx: Tx, input: PageInput, { id }: Found): Promise<Behind | undefined> {
  const state = await findHandover(tx, id)
  if (!state) return undefined
  const link = await openLink(tx, LINK_KIND, input.params['token'] ?? '', tx.work.now)
  const until = link?.state === 'open' && isReadable(state) ? link.expiresAt : null
  return until === null && PENDING.includes(state.state) ? undefined : { state, until }
}

async function within<T>(
  { tools }: PageInput,
  { territoryId }: Found,
  run: (tx: Tx) => Promise<T>,
): Promise<T> {
  const actor = { kind: 'guest' } as const
  const scope = { actor, now: tools.clock.now(), read: [territoryId], write: territoryId }
  return await inTransaction(tools, scope, run)
}

const OVER: PageReply = {
  status: 410,
  html: framed(m.handover_link_over(), html`<p>${m.handover_link_over_text()}</p>`),
}

/** `/p/:token`: page one read in a minute, the papers, and the answers. GET shows, only POST acts. */
export function answerPage(): Page {
  return {
    path: '/p/:token',
    async get(input) {
      const at = await found(input)
      if (!at) return OVER
      const shown = await show(input, at, null)
      // The opening is an entry of the log, which somebody has to seal.
      input.tools.afterCommit()
      return shown
    },
    async post(input) {
      const at = await found(input)
      if (!at) return OVER
      return await act(input, at)
    },
  }
}

/** Why an answer was not taken, and the field that mends it; null: none of them alone. */
type Wrong = { readonly text: string; readonly field: string | null }

/** The field that each refusal is about. */
const FIELDS: Readonly<Record<string, string>> = {
  'handover-name-missing': 'name',
  'handover-reason-missing': 'reason',
  'handover-assignee-missing': 'to',
}

async function show(input: PageInput, at: Found, wrong: Wrong | null): Promise<PageReply> {
  return await within(input, at, async (tx) => {
    const behind = await behindLink(tx, input, at)
    if (!behind) return OVER
    const { state, until } = behind
    const said = openWords(tx, AnswerWords, at.territoryId, state.sealedAnswer)
    const body = [
      standing(behind, said?.to ?? ''),
      call(await readConfiguration(tx, at.territoryId)),
    ]
    if (until !== null) {
      const page = openWords(tx, PageOne, at.territoryId, state.sealedPage) ?? []
      await recordPageOpened(tx, state, input.params['token'] ?? '')
      body.push(...page.map(section), await papers(tx, input, state))
    }
    return {
      ...(wrong === null ? {} : { status: 400 }),
      html: framed(
        m.handover_page_title({ number: state.fileNumber }),
        html`${wrong === null ? null : alert(wrong)}
${body}${PENDING.includes(state.state) ? answers(state, input.form, wrong) : null}`,
      ),
    }
  })
}

/** Where it stands: what was answered, and until when it can be read again here. */
function standing({ state, until }: Behind, to: string): Html {
  const word = stateText(state.state, to)
  if (PENDING.includes(state.state))
    return html`<p>${m.handover_page_state({ state: word, office: state.officeName ?? '' })}</p>`
  return html`<p>${m.handover_page_settled({ state: word })}</p>
${until === null ? null : html`<p>${m.handover_page_until({ when: hourOf(until) })}</p>`}`
}

function call(configuration: Configuration): Html {
  const { name, phone } = serviceToCall(configuration)
  return html`<p>${m.handover_page_call({ name })} <a href="tel:${phone}">${readablePhone(phone)}</a></p>`
}

function alert({ text, field }: Wrong): Html {
  const said = field === null ? text : html`<a href="#${field}">${text}</a>`
  return html`<div class="callout callout-danger" role="alert"><div class="callout-body">
<p class="callout-title">${said}</p></div></div>`
}

function section({ title, intro, rows }: PageOne[number]): Html {
  return html`<section><h2>${title}</h2>${intro === '' ? null : html`<p>${intro}</p>`}
<dl>${rows.map(({ label, value }) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl></section>`
}

async function papers(tx: Tx, { params }: PageInput, state: Handover): Promise<Html> {
  const all = await documentsOf(tx, state.interventionId)
  const links = all
    .filter((one) => state.documents.includes(one.id))
    .map(
      ({ id, kind, number }) =>
        html`<li><a href="/p/${params['token'] ?? ''}/${id}">${titleOf(kind)} ${number}</a></li>`,
    )
  return html`<section><h2>${m.handover_page_papers()}</h2><ul>${links}</ul></section>`
}

/** One form: who answers, what, and why where a reason is owed. */
function answers(
  state: Handover,
  typed: Readonly<Record<string, string>>,
  wrong: Wrong | null,
): Html {
  const line = (name: string, label: string): Html =>
    field(name, label, typed[name] ?? '', wrong?.field === name ? wrong.text : null)
  const kinds = ANSWERS.filter((one) => one !== 'received' || state.state === 'sent')
  return html`<section><h2>${m.handover_page_answer()}</h2><form method="post">
${line('name', m.handover_name())}${line('role', m.handover_role())}
${line('to', m.handover_assign_when())}
${line('reason', m.handover_reason_when())}
<div class="stack">${kinds.map(
    (kind) =>
      html`<button class="btn ${kind === 'accepted' ? 'btn-primary' : 'btn-secondary'}" name="kind" value="${kind}">${wordOf('do', kind)}</button> `,
  )}</div></form></section>`
}

/** A field; the one that was refused says why, and the page opens on it: it is at the end of a long one. */
function field(name: string, label: string, value: string, error: string | null): Html {
  const refused = html` aria-invalid="true" aria-describedby="${name}-error" autofocus`
  return html`<div class="field"><label class="field-label" for="${name}">${label}</label>
<input class="input" id="${name}" name="${name}" maxlength="${name === 'reason' ? 1000 : 120}" autocomplete="off"
 value="${value}"${error === null ? null : refused}>${
   error === null ? null : html`<span id="${name}-error" class="field-error">${error}</span>`
 }</div>`
}

async function act(input: PageInput, at: Found): Promise<PageReply> {
  const text = (name: string, most: number) => (input.form[name] ?? '').trim().slice(0, most)
  const kind = ANSWERS.find((one): one is AnswerKind => one === input.form['kind'])
  if (kind === undefined)
    return await show(input, at, { text: m.handover_page_choose(), field: null })
  try {
    const isHeard = await within(input, at, async (tx) => {
      const state = (await behindLink(tx, input, at))?.state
      if (!state) return false
      await recordAnswer(tx, state.interventionId, state.id, {
        kind,
        how: 'link',
        at: tx.work.now,
        words: {
          name: text('name', 120),
          role: text('role', 120),
          reason: text('reason', 1000),
          to: kind === 'assigned' ? text('to', 120) : '',
        },
      })
      return true
    })
    if (!isHeard) return OVER
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    const key = `problem_${error.code.replaceAll('-', '_')}`
    const text = (hasText(key) && textOf(key)) || m.handover_page_choose()
    return await show(input, at, { text, field: FIELDS[error.code] ?? null })
  }
  input.tools.afterCommit()
  return { redirect: `/p/${input.params['token'] ?? ''}` }
}

/** `/p/:token/:documentId`: a paper that went with the handover, as long as its page is read; on the log. */
export function paperPage(needs: HandoverNeeds): Page {
  return {
    path: '/p/:token/:documentId',
    async get(input) {
      const at = await found(input)
      if (!at) return OVER
      const file = await within(input, at, async (tx) => {
        const behind = await behindLink(tx, input, at)
        const id = input.params['documentId'] ?? ''
        if (!behind || behind.until === null || !behind.state.documents.includes(id))
          return undefined
        const { state } = behind
        await recordPaperOpened(tx, state, input.params['token'] ?? '', id)
        return await readDocument(tx, needs.documents, state.interventionId, id)
      })
      if (!file) return OVER
      input.tools.afterCommit()
      const { document, pdf } = file
      return { file: { name: `${document.number}.pdf`, type: 'application/pdf', bytes: pdf } }
    },
  }
}
