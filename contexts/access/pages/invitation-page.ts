import qrcode from 'qrcode'
import { m, textOf } from '#platform/i18n/texts.ts'
import { type Html, html } from '#platform/server/html.ts'
import type { Page, PageInput, PageReply } from '#platform/server/page.ts'
import { inTransaction } from '#platform/server/work.ts'
import { totpUri } from '../codes.ts'
import { type Enrolment, type EnrolmentError, enrol } from '../enrolment.ts'
import { type Invitation, openInvitation } from '../invitation-store.ts'
import type { InvitationKind } from '../model.ts'
import { sessionCookie } from '../session-store.ts'
import { findStaff } from '../staff-store.ts'
import { errorBox, field, type PageError, pageOf, waitText } from './layout.ts'

const FIELDS: Readonly<Record<EnrolmentError, { field: string; key: string }>> = {
  'name-missing': { field: 'name', key: 'access_name_missing' },
  'email-wrong': { field: 'email', key: 'access_email_wrong' },
  'email-known': { field: 'email', key: 'problem_email_known' },
  'password-too-short': { field: 'password', key: 'problem_password_too_short' },
  'password-too-long': { field: 'password', key: 'problem_password_too_long' },
  'password-too-plain': { field: 'password', key: 'problem_password_too_plain' },
  'passwords-differ': { field: 'again', key: 'access_passwords_differ' },
  'code-not-right': { field: 'code', key: 'access_code_not_right' },
}

function pageErrors(errors: readonly EnrolmentError[]): readonly PageError[] {
  return errors.map((error) => {
    const { field: name, key } = FIELDS[error]
    return { field: name, text: textOf(key) ?? error }
  })
}

async function squareCode(uri: string): Promise<Html> {
  const svg = await qrcode.toString(uri, { type: 'svg', margin: 2, width: 220 })
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
  return html`<img src="${source}" alt="${m.access_authenticator_picture()}" width="220" height="220">`
}

/** The secret in groups of four, as a person copies it. */
function readable(secret: string): string {
  return secret.replace(/(.{4})(?=.)/gu, '$1 ')
}

async function form(
  input: PageInput,
  invitation: Invitation,
  typed: Pick<Enrolment, 'name' | 'email'>,
  errors: readonly PageError[],
): Promise<Html> {
  const first = invitation.kind === 'first-administrator'
  const person = first ? undefined : await invitedPerson(input, invitation)
  const uri = totpUri(invitation.totpSecret, person?.email ?? m.access_role_administrator())
  return pageOf(
    first ? m.access_first_title() : m.access_invitation_title(),
    html`${errorBox(errors)}
<p>${first ? m.access_first_intro() : m.access_invitation_hello({ name: person?.name ?? '' })}</p>
<form method="post">${
      first
        ? html`${field({ name: 'name', label: m.access_name(), type: 'text', autocomplete: 'name', value: typed.name, errors })}
${field({ name: 'email', label: m.access_email(), type: 'email', autocomplete: 'username', value: typed.email, errors })}`
        : null
    }
${field({ name: 'password', label: m.access_new_password(), hint: m.access_new_password_hint(), type: 'password', autocomplete: 'new-password', errors })}
${field({ name: 'again', label: m.access_new_password_again(), type: 'password', autocomplete: 'new-password', errors })}
<h2>${m.access_authenticator()}</h2><p>${m.access_authenticator_text()}</p>
<p><code class="mono" id="chiave">${readable(invitation.totpSecret)}</code></p>
${await squareCode(uri)}
${field({ name: 'code', label: m.access_first_code(), type: 'text', autocomplete: 'one-time-code', errors, code: true })}
<button class="btn btn-primary">${m.access_finish()}</button></form>`,
  )
}

async function invitedPerson({ tools }: PageInput, invitation: Invitation) {
  const { staffId } = invitation
  if (staffId === null) return undefined
  const scope = { actor: { kind: 'guest' } as const, now: tools.clock.now(), read: [], write: null }
  return await inTransaction(tools, scope, (tx) => findStaff(tx, staffId))
}

const OVER: PageReply = {
  status: 410,
  html: pageOf(
    m.access_link_over_title(),
    html`<p>${m.access_link_over_text()}</p><p><a href="/accedi">${m.access_to_sign_in()}</a></p>`,
  ),
}

function typedIn(form: Readonly<Record<string, string>>): Enrolment {
  const text = (name: string) => (form[name] ?? '').slice(0, 1000)
  return {
    name: text('name').slice(0, 120),
    email: text('email').slice(0, 200),
    password: text('password'),
    again: text('again'),
    code: text('code'),
  }
}

function enrolmentPage(path: string, kind: InvitationKind): Page {
  const open = ({ tools, params }: PageInput) =>
    openInvitation(tools.db, tools.vault, kind, params['token'] ?? '', tools.clock.now())
  return {
    path,
    async get(input) {
      const invitation = await open(input)
      if (!invitation) return OVER
      return { html: await form(input, invitation, { name: '', email: '' }, []) }
    },
    async post(input) {
      const invitation = await open(input)
      if (!invitation) return OVER
      const typed = typedIn(input.form)
      const result = await enrol(input.tools, invitation, typed, input.request.peer)
      switch (result.kind) {
        case 'done':
          return {
            redirect: result.opened.home,
            cookies: [sessionCookie(result.opened.token)],
          }
        case 'over':
          return OVER
        case 'wait':
          return {
            status: 429,
            retryAfterSeconds: result.seconds,
            html: await form(input, invitation, typed, [{ text: waitText(result.seconds) }]),
          }
        case 'wrong':
          return {
            status: 400,
            html: await form(input, invitation, typed, pageErrors(result.errors)),
          }
      }
    },
  }
}

/** `/invito/:token`: a person of the staff chooses a password and enrols an authenticator. */
export const invitationPage = enrolmentPage('/invito/:token', 'invitation')

/** `/primo-accesso/:token`: makes the first administrator of an installation. */
export const firstAccessPage = enrolmentPage('/primo-accesso/:token', 'first-administrator')
