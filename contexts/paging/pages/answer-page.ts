import { m, textOf } from '#platform/i18n/texts.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { clockTime, type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { type Html, html } from '#platform/server/html.ts'
import { type Link, openLink } from '#platform/server/link.ts'
import type { Page, PageInput, PageReply } from '#platform/server/page.ts'
import { inTransaction } from '#platform/server/work.ts'
import { markOpened } from '../attempt-store.ts'
import { nameOf } from '../calling.ts'
import { answerPage, declinePage } from '../commands.ts'
import type { PassTo } from '../contract.ts'
import { isAtTheTop, type Page as Paged } from '../model.ts'
import { passWords } from '../pass-words.ts'
import { colleaguesToPass, passCall } from '../passing.ts'
import type { Brief, PagingNeeds } from '../ports.ts'
import { pageInForce } from '../store.ts'

const LINK_KIND = 'page-answer'

/** `/r/:token`: who is called sees enough to say yes, and says yes or no. GET shows, only POST acts. */
export function answerLinkPage(needs: PagingNeeds): Page {
  return {
    path: '/r/:token',
    async get(input) {
      const link = await linkOf(input, needs)
      if (link === undefined) return GONE
      await noteOpening(input, link)
      return await shown(input, needs, link)
    },
    async post(input) {
      const link = await linkOf(input, needs)
      if (link === undefined) return GONE
      try {
        await act(input, needs, link)
      } catch (error) {
        if (!(error instanceof RefusalError)) throw error
        return await shown(input, needs, link, error)
      }
      input.tools.afterCommit()
      return await shown(input, needs, link)
    },
  }
}

type Held = Link & { readonly holder: StaffId }

/** The link, while its holder works here: who has left learns nothing by it any more. */
async function linkOf(input: PageInput, needs: PagingNeeds): Promise<Held | undefined> {
  const { tools, params } = input
  const link = await openLink(tools.db, LINK_KIND, params['token'] ?? '', tools.clock.now())
  const holder = link?.holder
  if (!link || !holder) return undefined
  const works = await work(input, link, (tx) => needs.worksHere(tx, holder))
  return works ? { ...link, holder } : undefined
}

function work<T>({ tools }: PageInput, link: Link, run: (tx: Tx) => Promise<T>): Promise<T> {
  const actor = { kind: 'guest' } as const
  const { territoryId } = link
  const scope = { actor, now: tools.clock.now(), read: [territoryId], write: territoryId }
  return inTransaction(tools, scope, run)
}

async function act(input: PageInput, needs: PagingNeeds, link: Held): Promise<void> {
  const { answer, to } = input.form
  await work(input, link, async (tx) => {
    if (isSpent(link, await pageInForce(tx, link.key), tx.work.now)) return
    if (answer === 'yes') await answerPage(tx, needs, link.key, link.holder, 'link')
    if (answer === 'no') await declinePage(tx, needs, link.key, link.holder, 'link')
    if (answer === 'pass') await pass(tx, needs, link, to)
  })
}

/** Nobody chosen is said in words of its own; whether the one who is can be named is asked where it is done. */
async function pass(tx: Tx, needs: PagingNeeds, link: Held, to: string | undefined): Promise<void> {
  if (to === undefined || to === '') throw new RefusalError('pass-nobody')
  const passing = { from: link.holder, to: to as StaffId, way: 'link' } as const
  await passCall(tx, needs, link.key, passing)
}

/** The link was opened: more is not known, a scanner of mails opens it too. */
async function noteOpening(input: PageInput, link: Held): Promise<void> {
  await work(input, link, async (tx) => {
    const page = await pageInForce(tx, link.key)
    if (page?.state !== 'pending' || isSpent(link, page, tx.work.now)) return
    await markOpened(tx, page.id, link.holder)
  })
}

/** A link that is over only says how it ended, but where the file is called for anew within the link's own hours. */
function isSpent(link: Held, page: Paged | undefined, now: Instant): boolean {
  return link.state !== 'open' && (page?.id === link.key || notAfter(link.expiresAt, now))
}

async function shown(
  input: PageInput,
  needs: PagingNeeds,
  link: Held,
  refused?: RefusalError,
): Promise<PageReply> {
  return await work(input, link, async (tx) => {
    const page = await pageInForce(tx, link.key)
    const brief = page && (await needs.briefOf(tx, page.interventionId))
    if (!page || !brief) return GONE
    if (page.state === 'settled') return await overReply(tx, page, link.holder)
    if (isSpent(link, page, tx.work.now)) return GONE
    const isDone = refused === undefined
    if (isDone && (input.form['answer'] === 'pass' || isOthers(page, link)))
      return { html: frame(m.paging_link_passed(), m.paging_link_passed_text()) }
    if (isDone && input.form['answer'] === 'no')
      return { html: frame(m.paging_link_declined(), m.paging_link_declined_text()) }
    const colleagues = await colleaguesToPass(tx, link.key, link.holder)
    return { html: question(page, brief, colleagues, refused) }
  })
}

/** Handed on before: the call is a colleague's, unless whoever handed it on is the last one and is asked again. */
function isOthers({ steps, asked }: Paged, { holder }: Held): boolean {
  return steps.some((step) => step.from === holder) && !asked.includes(holder)
}

async function overReply(tx: Tx, page: Paged, holder: StaffId): Promise<PageReply> {
  if (page.answeredBy === null)
    return { html: frame(m.paging_link_settled(), m.paging_link_settled_text()) }
  const file = `/interventi/${page.interventionId}`
  if (page.answeredBy === holder)
    return {
      html: frame(
        m.paging_link_yours(),
        m.paging_link_yours_text(),
        html`<p><a class="btn btn-primary" href="${file}">${m.paging_link_open()}</a></p>`,
      ),
    }
  const name = await nameOf(tx, page.answeredBy)
  return { html: frame(m.paging_link_taken({ name }), m.paging_link_taken_text()) }
}

function question(
  page: Paged,
  brief: Brief,
  colleagues: readonly PassTo[],
  refused: RefusalError | undefined,
): Html {
  const lines = [
    [m.paging_brief_class(), brief.className],
    [m.paging_brief_received(), clockTime(brief.receivedAt)],
    [m.paging_brief_municipality(), brief.municipality],
    [m.paging_brief_people(), brief.people],
    [m.paging_brief_need(), brief.need],
  ] as const
  const code = refused?.code.replaceAll('-', '_') ?? ''
  return frame(
    m.paging_link_title(),
    m.paging_link_intro({ number: brief.number }),
    html`${
      refused
        ? html`<div class="callout callout-danger" role="alert"><div class="callout-body">
<p class="callout-title">${textOf(`problem_${code}`) ?? m.paging_link_gone()}</p></div></div>`
        : null
    }
<dl class="facts">${lines.map(([label, value]) =>
      value === null ? null : html`<div><dt>${label}</dt><dd>${value}</dd></div>`,
    )}</dl>
<form method="post"><button class="btn btn-primary" name="answer" value="yes">${m.paging_answer()}</button>
${
  isAtTheTop(page)
    ? html`<p>${m.paging_link_last()}</p>`
    : html`<button class="btn btn-secondary" name="answer" value="no">${m.paging_cannot()}</button>`
}</form>
${colleagues.length === 0 ? null : passForm(colleagues)}`,
  )
}

/** A form of its own: who presses yes names nobody by it. */
function passForm(colleagues: readonly PassTo[]): Html {
  return html`<details><summary>${m.paging_pass()}</summary><form method="post">
<p>${m.paging_pass_text()}</p>
<label for="to">${m.paging_pass_who()}</label>
<select id="to" name="to" required><option value=""></option>${colleagues.map(
    (one) => html`<option value="${one.staffId}">${passWords(one)}</option>`,
  )}</select>
<button class="btn btn-secondary" name="answer" value="pass">${m.paging_pass_send()}</button></form></details>`
}

function frame(title: string, text: string, more?: Html): Html {
  return html`<html lang="it"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${m.paging_service()}</title><link rel="stylesheet" href="/assets/pages.css"></head>
<body><header class="it-header-slim-wrapper"><span>${m.paging_service()}</span></header>
<main class="page-main"><h1>${title}</h1><p>${text}</p>
${more ?? null}</main></body></html>`
}

const GONE: PageReply = {
  status: 410,
  html: frame(m.paging_link_gone(), m.paging_link_gone_text()),
}
