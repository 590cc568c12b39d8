import { readConfiguration } from '#contexts/territory/public.ts'
import { m } from '#platform/i18n/texts.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { readablePhone } from '#platform/kernel/text.ts'
import { clockTime, type Instant, instant, wallClock } from '#platform/kernel/time.ts'
import type { Reaction, Tx } from '#platform/server/db.ts'
import { sendMail } from '#platform/server/outbox.ts'
import type { SubjectPort } from '#platform/server/subject.ts'
import { tellCoordinators } from './coordinators.ts'
import { addLetter } from './letter-store.ts'
import { mailboxesOf } from './letters.ts'
import { type Handover, TAKEN } from './model.ts'
import { handoversOf, territoryOf } from './store.ts'

/** Who decides about the stay since the file was accepted; null before. */
export async function acceptedBy(tx: Tx, file: InterventionId): Promise<string | null> {
  const taken = (await handoversOf(tx, file)).find((one) => one.state === 'accepted')
  return taken?.officeName ?? null
}

/**
 * Same-transaction reaction to `StayWarned` and `StayOverrun`: the service that accepted the file is told that the stay
 * and what comes after it are its own. Of a protected file, and where there is no mailbox, nothing leaves by rule: the
 * coordinators are told. They are too where the file was closed and no service took it: nobody else would hear of it.
 */
export const stayOfAccepted =
  (subjectOf: SubjectPort): Reaction =>
  async (tx, event) => {
    if (event.interventionId === null) return
    const taken = (await handoversOf(tx, event.interventionId)).filter((one) =>
      TAKEN.includes(one.state),
    )
    for (const handover of taken) await tellOne(tx, handover, event)
    if (taken.length > 0) return
    const subject = await subjectOf(tx, event.interventionId)
    if (!subject?.isClosed) return
    const about = { file: event.interventionId, number: subject.number }
    await tellCoordinators(tx, isOver(event) ? 'stay-over' : 'stay-nobody', about)
  }

const isOver = ({ type }: RecordedEvent) => type === 'StayOverrun'

async function tellOne(tx: Tx, handover: Handover, event: RecordedEvent): Promise<void> {
  const configuration = await readConfiguration(tx, territoryOf(tx))
  const number = handover.fileNumber
  const mailboxes = handover.isProtected ? [] : mailboxesOf(tx, configuration, handover)
  if (mailboxes.length === 0)
    return await tellCoordinators(tx, 'stay', { file: handover.interventionId, number })
  const when = dayAndHour(instant(String(event.data['until'])))
  const phone = readablePhone(configuration.service.answers.phone)
  const subject = m.handover_stay_subject({ number })
  const text = isOver(event)
    ? m.handover_stay_over_text({ number, when, phone })
    : m.handover_stay_text({ number, when, phone })
  for (const mailbox of mailboxes) {
    const id = await sendMail(tx, { to: mailbox.to, subject, text })
    await addLetter(tx, { id, handoverId: handover.id, level: 'stay', ...mailbox }, null)
  }
}

function dayAndHour(at: Instant): string {
  const { day, month, year } = wallClock(at)
  return `${day}/${month}/${year}, ore ${clockTime(at)}`
}
