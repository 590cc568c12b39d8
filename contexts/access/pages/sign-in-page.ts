import { m } from '#platform/i18n/texts.ts'
import { type Html, html } from '#platform/server/html.ts'
import type { Page, PageInput, PageReply } from '#platform/server/page.ts'
import type { RequestFacts } from '#platform/server/route.ts'
import type { ServeTools } from '#platform/server/serve.ts'
import { INSTALLATION, inTransaction } from '#platform/server/work.ts'
import type { Guess } from '../attempt-store.ts'
import { deviceCookie, knownDevice } from '../device.ts'
import { HOME, homeOf, safeNext } from '../model.ts'
import { endSession, lockSession, NO_SESSION_COOKIE, sessionCookie } from '../session-store.ts'
import { checkCode, checkPassword, readState } from '../sign-in.ts'
import { errorBox, field, type PageError, pageOf, waitText } from './layout.ts'

/** Why somebody who was signed in is asked again. */
const ENDED = html`<div class="callout callout-info" role="status"><div class="callout-body">
<p class="callout-title">${m.access_ended()}</p><p>${m.access_ended_text()}</p></div></div>`

function passwordForm(
  next: string | undefined,
  email: string,
  errors: readonly PageError[],
  notice: Html | null = null,
): Html {
  return pageOf(
    m.access_sign_in_title(),
    html`${errorBox(errors)}${notice}<p>${m.access_sign_in_intro()}</p>
<form method="post" action="/accedi"><input type="hidden" name="next" value="${next ?? ''}">
${field({ name: 'email', label: m.access_email(), type: 'email', autocomplete: 'username', value: email, errors, focus: true })}
${field({ name: 'password', label: m.access_password(), type: 'password', autocomplete: 'current-password', errors })}
<button class="btn btn-primary">${m.access_next()}</button></form>`,
  )
}

function codeForm(state: string, errors: readonly PageError[]): Html {
  return pageOf(
    m.access_code_title(),
    html`${errorBox(errors)}<form method="post" action="/accedi">
<input type="hidden" name="state" value="${state}">
${field({ name: 'code', label: m.access_code(), hint: m.access_code_hint(), type: 'text', autocomplete: 'one-time-code', errors, code: true, focus: true })}
<button class="btn btn-primary">${m.access_enter()}</button></form>
<p><a href="/accedi">${m.access_start_again()}</a></p>`,
  )
}

/** Who tries: the browser counts when it has signed in to this account before. */
function guess(tools: ServeTools, request: RequestFacts, account: string): Guess {
  const machine = tools.clock.machine()
  const device = knownDevice(tools.vault, request.cookies, account, machine)
  return { account, peer: request.peer, device }
}

async function passwordStep({ tools, form, request }: PageInput): Promise<PageReply> {
  const account = (form['email'] ?? '').slice(0, 200)
  const password = (form['password'] ?? '').slice(0, 1000)
  const next = safeNext(form['next'])
  const result = await checkPassword(tools, { ...guess(tools, request, account), password, next })
  switch (result.kind) {
    case 'right':
      return { html: codeForm(result.value, []) }
    case 'wrong':
      return { status: 401, html: passwordForm(next, account, [{ text: m.access_wrong() }]) }
    case 'wait':
      return {
        status: 429,
        retryAfterSeconds: result.seconds,
        html: passwordForm(next, account, [{ text: waitText(result.seconds) }]),
      }
  }
}

async function codeStep(input: PageInput, sealed: string): Promise<PageReply> {
  const { tools, form, request, session } = input
  const state = readState(tools, sealed)
  if (!state)
    return { status: 401, html: passwordForm(undefined, '', [{ text: m.access_state_over() }]) }
  const before = session?.actor.sessionId
  const ask = { ...guess(tools, request, state.email), code: form['code'] ?? '', before }
  const result = await checkCode(tools, state, ask)
  switch (result.kind) {
    case 'right':
      return {
        redirect: safeNext(state.next) ?? result.value.home,
        cookies: [
          sessionCookie(result.value.token),
          deviceCookie(tools.vault, tools.random, state.email, tools.clock.machine()),
        ],
      }
    case 'wrong':
      return {
        status: 401,
        html: codeForm(sealed, [{ field: 'code', text: m.access_code_wrong() }]),
      }
    case 'wait':
      return {
        status: 429,
        retryAfterSeconds: result.seconds,
        html: codeForm(sealed, [{ text: waitText(result.seconds) }]),
      }
    case 'over':
      return {
        status: 401,
        html: passwordForm(state.next, state.email, [{ text: m.access_codes_over() }]),
      }
  }
}

/** `/accedi`: address and password, then the one-time code on the same path. */
export const signInPage: Page = {
  path: '/accedi',
  async get({ session, query }) {
    const next = safeNext(query['next'])
    if (session && !session.locked)
      return { redirect: next ?? homeOf(session.actor.grants.map((grant) => grant.role)) }
    return { html: passwordForm(next, '', [], query['perche'] === 'finito' ? ENDED : null) }
  },
  async post(input) {
    const sealed = input.form['state']
    return sealed === undefined ? await passwordStep(input) : await codeStep(input, sealed)
  },
}

/** `/esci`: ends the sign-in; only the button does. */
export const signOutPage: Page = {
  path: '/esci',
  async get({ session }) {
    if (!session) return { redirect: '/accedi' }
    return {
      html: pageOf(
        m.access_sign_out_title(),
        html`<p>${m.access_sign_out_text()}</p><form method="post" action="/esci">
<button class="btn btn-primary">${m.access_sign_out()}</button></form>
<p><a href="${HOME}">${m.access_back()}</a></p>`,
      ),
    }
  },
  async post({ tools, session }) {
    if (session) {
      const { actor } = session
      const write = actor.desk ?? INSTALLATION
      const scope = { actor, now: tools.clock.now(), read: [], write }
      await inTransaction(tools, scope, async (tx) => {
        const open = await lockSession(tx, actor.sessionId)
        if (open) await endSession(tx, open, 'person')
      })
      tools.afterCommit()
    }
    return { redirect: '/accedi', cookies: [NO_SESSION_COOKIE] }
  },
}
