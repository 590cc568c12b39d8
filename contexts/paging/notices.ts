import { createHash } from 'node:crypto'
import { DEVICE_TRIED, deviceProven, devicesOf, noticeOf } from '#contexts/oncall/public.ts'
import { m } from '#platform/i18n/texts.ts'
import { type StaffId, type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import { type Instant, notAfter, plusMinutes } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { type Link, makeLink, openLink, spendLink } from '#platform/server/link.ts'
import { sendToDevice } from '#platform/server/outbox.ts'
import { type Attempt, attemptsOf, type NewAttempt, setAttempt } from './attempt-store.ts'
import { type Page, waitAfter } from './model.ts'
import type { ReachNeeds } from './ports.ts'
import { territoryOf } from './store.ts'

/** The receipts that a notice carries, good once each: it is on the device; somebody has pressed it and the page is shown. */
const ARRIVED = 'notice-arrived'
const SHOWN = 'notice-shown'
const RECEIPT_HOURS = 24
/** Letters of a topic, at most as many as a push service takes. */
const TOPIC_LETTERS = 32

type Notice = Required<Pick<NewAttempt, 'id' | 'channel' | 'state' | 'messageId'>>

/** Sends the call to each device of somebody, as a try of its own. Nothing to who has none. */
export async function sendNotices(
  tx: Tx,
  needs: ReachNeeds,
  page: Page,
  staffId: StaffId,
  link: string,
): Promise<readonly Notice[]> {
  if (!needs.sendsNotices) return []
  const sent: Notice[] = []
  // A step that is not waited for has its minutes all the same: its people are wanted, only not alone.
  const until = latest(page.nextAt, plusMinutes(tx.work.now, waitAfter(page.steps, page.step)))
  for (const device of await devicesOf(tx, staffId)) {
    const id = uuid7(tx.work.now, tx.work.random)
    const payload = noticeOf({
      title: m.paging_service(),
      text: m.paging_notice_text(),
      link: new URL(link).pathname,
      tag: topicOf(page),
      arrived: await receipt(tx, ARRIVED, id, staffId),
      shown: await receipt(tx, SHOWN, id, staffId),
    })
    const messageId = await sendToDevice(tx, {
      ...{ device: device.id, subscription: device.subscription, payload },
      ...{ topic: topicOf(page), territory: territoryOf(tx), until: until.toString() },
    })
    sent.push({ id, channel: 'push', state: 'queued', messageId })
  }
  return sent
}

const latest = (a: Instant, b: Instant): Instant => (notAfter(a, b) ? b : a)

/** One call is one notice: a newer one takes its place. Nobody gets back from it to the page. */
function topicOf(page: Page): string {
  return createHash('sha256').update(page.id).digest('base64url').slice(0, TOPIC_LETTERS)
}

async function receipt(tx: Tx, kind: string, key: string, holder: StaffId): Promise<string> {
  const expiresAt = tx.work.now.add({ hours: RECEIPT_HOURS })
  return await makeLink(tx, { kind, key, holder, expiresAt })
}

const RECEIPTS = [ARRIVED, SHOWN, DEVICE_TRIED]

async function receiptOf(tx: Tx, token: string): Promise<Link | undefined> {
  for (const kind of RECEIPTS) {
    const link = await openLink(tx, kind, token, tx.work.now)
    if (link) return link
  }
  return undefined
}

/** The territory of a receipt: a device knows none. */
export async function territoryOfReceipt(tx: Tx, token: string): Promise<TerritoryId | undefined> {
  return (await receiptOf(tx, token))?.territoryId
}

/**
 * What a device reports of a notice. A receipt counts once, whoever sends it again; what says less than what is known
 * already changes nothing.
 */
export async function hearDevice(tx: Tx, token: string): Promise<void> {
  const link = await receiptOf(tx, token)
  if (link?.state !== 'open' || !(await spendLink(tx, link.kind, token))) return
  if (link.kind === ARRIVED) await setAttempt(tx, link.key, 'delivered', ['queued'])
  if (link.kind === SHOWN) await setAttempt(tx, link.key, 'seen', ['queued', 'delivered', 'opened'])
  if (link.kind === DEVICE_TRIED) await deviceProven(tx, link.key)
}

/** True when the same call went to another device of theirs, which has not failed: nothing else has to be tried yet. */
export async function worksOnAnotherDevice(
  tx: Tx,
  { id, pageId, round, staffId, channel }: Attempt,
): Promise<boolean> {
  if (channel !== 'push') return false
  return (await attemptsOf(tx, pageId)).some(
    (one) =>
      one.id !== id &&
      one.round === round &&
      one.staffId === staffId &&
      one.channel === channel &&
      one.state !== 'failed',
  )
}
