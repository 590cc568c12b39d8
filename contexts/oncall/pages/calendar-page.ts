import { m, textOf } from '#platform/i18n/texts.ts'
import type { Page, PageReply } from '#platform/server/page.ts'
import { inTransaction } from '#platform/server/work.ts'
import { feedLink } from '../feed-store.ts'
import type { Turn } from '../model.ts'
import { calendarOf } from '../model-calendar.ts'
import { rolesHere } from '../staff.ts'
import { publishedTurns } from '../store.ts'
import { frame } from './frame.ts'

const BEHIND_HOURS = 60 * 24
const AHEAD_HOURS = 400 * 24

/** `/turni/:token`: the published turns of one person as a calendar, by a secret address that can be taken back. */
export function calendarPage(): Page {
  return {
    path: '/turni/:token',
    async get({ tools, params }) {
      const now = tools.clock.now()
      const link = await feedLink(tools.db, 'calendar', params['token'] ?? '', now)
      const holder = link?.holder
      if (!link || !holder) return GONE
      const { territoryId } = link
      const actor = { kind: 'guest' } as const
      const scope = { actor, now, read: [territoryId], write: territoryId }
      const turns = await inTransaction(tools, scope, async (tx) => {
        // Who has left has no turns, whatever the address says.
        const roles = (await rolesHere(tx, territoryId)).get(holder) ?? []
        const from = now.subtract({ hours: BEHIND_HOURS })
        const all = await publishedTurns(tx, territoryId, from, now.add({ hours: AHEAD_HOURS }))
        return all.filter((turn) => turn.staffId === holder && roles.includes(turn.role))
      })
      const text = calendarOf(turns, { name: m.oncall_calendar_name(), summaryOf }, now)
      const bytes = new TextEncoder().encode(text)
      return { file: { name: 'turni.ics', type: 'text/calendar; charset=utf-8', bytes } }
    },
  }
}

function summaryOf({ role, level }: Turn): string {
  const name = textOf(`oncall_role_${role.replaceAll('-', '_')}`) ?? role
  return m.oncall_calendar_summary({ role: name, level })
}

const GONE: PageReply = {
  status: 410,
  html: frame(m.oncall_contact_gone(), m.oncall_calendar_gone()),
}
