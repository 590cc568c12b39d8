import { generate } from 'otplib'
import type { Delivered } from '#platform/gateways/mailbox.ts'
import { m } from '#platform/i18n/texts.ts'
import { html } from '#platform/server/html.ts'
import type { Page } from '#platform/server/page.ts'
import { handle, telephonePart } from './dev-telephones.ts'
import type { DemoPerson } from './people.ts'
import type { TelephoneSet } from './telephone-set.ts'

const STEP_SECONDS = 30

/** `/dev/telefoni`: each demo person's authenticator, mailbox and telephone. Exists only in demo mode. */
export function devPage(
  people: () => readonly DemoPerson[],
  password: () => string,
  mails: () => readonly Delivered[],
  telephones: () => TelephoneSet | undefined,
): Page {
  return {
    path: '/dev/telefoni',
    async post({ form }) {
      await handle(telephones(), form)
      return { redirect: '/dev/telefoni' }
    },
    async get({ tools }) {
      const seconds = Math.floor(tools.clock.machine().epochMilliseconds / 1000)
      const left = STEP_SECONDS - (seconds % STEP_SECONDS)
      const rows = await Promise.all(
        people().map(async (person) => ({
          person,
          code: await generate({ secret: person.totpSecret, epoch: seconds }),
        })),
      )
      return {
        html: html`<html lang="it"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${m.server_dev_title()}</title><link rel="stylesheet" href="/assets/pages.css"></head>
<body><main class="page page-wide"><h1>${m.server_dev_title()}</h1><p>${m.server_dev_intro()}</p>
<p>${m.server_dev_password({ password: password() })}</p>
<p><a href="/dev/telefoni">${m.server_dev_refresh()}</a></p>
<table class="table"><caption>${m.server_dev_people()}</caption><thead><tr>
<th scope="col">${m.server_dev_person()}</th><th scope="col">${m.server_dev_roles()}</th>
<th scope="col">${m.server_dev_email()}</th><th scope="col">${m.server_dev_phone()}</th>
<th scope="col">${m.server_dev_code()}</th></tr></thead><tbody>${rows.map(
          ({
            person,
            code,
          }) => html`<tr><th scope="row">${person.name}</th><td>${person.roles.join(', ')} · ${person.territory}</td>
<td>${person.email}</td><td>${person.phone}</td>
<td><code data-code-of="${person.email}">${code}</code> ${m.server_dev_code_until({ seconds: left })}</td></tr>`,
        )}</tbody></table>
${await telephonePart(telephones(), people())}
<h2>${m.server_dev_mailboxes()}</h2>${mailList(mails())}
</main></body></html>`,
      }
    },
  }
}

function mailList(mails: readonly Delivered[]) {
  if (mails.length === 0) return html`<p>${m.server_dev_no_mail()}</p>`
  return mails.toReversed().map(
    (mail) => html`<article class="mail"><h3>${mail.subject}</h3>
<p>${m.server_dev_to()} ${mail.to}</p><pre>${mail.text}</pre></article>`,
  )
}
