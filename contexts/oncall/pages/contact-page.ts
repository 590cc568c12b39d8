import { m } from '#platform/i18n/texts.ts'
import { type Html, html } from '#platform/server/html.ts'
import { openLink, spendLink } from '#platform/server/link.ts'
import type { Page, PageReply } from '#platform/server/page.ts'
import { inTransaction } from '#platform/server/work.ts'
import { answerTest, CONTACT_LINK } from '../contact-store.ts'
import { answerDrill } from '../drill.ts'
import { frame } from './frame.ts'

/** `/c/:token`: says that a test message has arrived. GET shows, only POST acts: a mail scanner proves nothing. */
export function contactPage(): Page {
  return {
    path: '/c/:token',
    async get({ tools, params }) {
      const link = await openLink(tools.db, CONTACT_LINK, params['token'] ?? '', tools.clock.now())
      if (link === undefined || link.state === 'over') return GONE
      return link.state === 'used' ? THANKS : { html: question() }
    },
    async post({ tools, params }) {
      const token = params['token'] ?? ''
      const link = await openLink(tools.db, CONTACT_LINK, token, tools.clock.now())
      if (link === undefined || link.state === 'over') return GONE
      if (link.state === 'used') return THANKS
      const { territoryId } = link
      const actor = { kind: 'guest' } as const
      const scope = { actor, now: tools.clock.now(), read: [territoryId], write: territoryId }
      const isHeard = await inTransaction(
        tools,
        scope,
        async (tx) =>
          (await spendLink(tx, CONTACT_LINK, token)) &&
          ((await answerTest(tx, link.key)) || (await answerDrill(tx, link.key))),
      )
      tools.afterCommit()
      return isHeard ? THANKS : GONE
    },
  }
}

function question(): Html {
  return frame(
    m.oncall_contact_title(),
    m.oncall_contact_text(),
    html`<form method="post"><button class="btn btn-primary">${m.oncall_contact_yes()}</button></form>`,
  )
}

const THANKS: PageReply = {
  html: frame(
    m.oncall_contact_thanks(),
    m.oncall_contact_thanks_text(),
    html`<p><a href="/reperibilita/avvisi">${m.oncall_device_link()}</a></p>`,
  ),
}
const GONE: PageReply = {
  status: 410,
  html: frame(m.oncall_contact_gone(), m.oncall_contact_gone_text()),
}
