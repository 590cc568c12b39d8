import { m, textOf } from '#platform/i18n/texts.ts'
import { clockTime, instant } from '#platform/kernel/time.ts'
import type { AttemptView, FilePageReply, PageView } from './contract.ts'

const roleWord = (role: string): string =>
  textOf(`paging_role_${role.replaceAll('-', '_')}`) ?? role

const listText = (words: readonly string[]): string =>
  new Intl.ListFormat('it', { type: 'conjunction' }).format(words)

/** What is told, and whether the first call is still leaving: then it is asked again. */
type Receipt = { readonly text: string; readonly isLeaving: boolean }

/**
 * What whoever took a report is told of its calls: who is called now and by which channel, and what comes next when
 * nobody answers; null when the file calls nobody.
 */
export function receiptOf({ page }: FilePageReply, number: string): Receipt | null {
  if (page === null) return null
  if (page.answeredBy !== null)
    return told(m.paging_receipt_answered({ number, name: page.answeredBy }))
  if (!page.isPending) return null
  const now = page.steps.findLast((step) => step.people.length > 0)
  if (now !== undefined) {
    const who = listText(now.people)
    const asked = { number, who, role: roleWord(now.role), how: listText(channels(page)) }
    return told(`${m.paging_receipt_calling(asked)} ${nextText(page)}`)
  }
  if (page.steps.some((step) => step.state === 'empty'))
    return told(`${m.paging_receipt_nobody({ number })} ${nextText(page)}`)
  return { text: `${m.paging_receipt_starting({ number })} ${nextText(page)}`, isLeaving: true }
}

function told(text: string): Receipt {
  return { text, isLeaving: false }
}

function nextText(page: PageView): string {
  const next = { role: roleWord(page.nextRole), time: clockTime(instant(page.nextAt)) }
  return page.isAtTheTop ? m.paging_receipt_again(next) : m.paging_receipt_next(next)
}

function channels(page: PageView): readonly string[] {
  const newest = page.attempts[0]?.at
  const tries = page.attempts.filter((one) => one.at === newest && one.state !== 'cancelled')
  return [...new Set(tries.map(channelText))]
}

function channelText({ channel, state }: AttemptView): string {
  if (state === 'by-hand') return m.paging_receipt_by_hand()
  return textOf(`paging_channel_${channel}`) ?? channel
}
