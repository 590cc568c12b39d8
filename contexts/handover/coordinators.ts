import { findStaff } from '#contexts/access/public.ts'
import { m } from '#platform/i18n/texts.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { sendMail } from '#platform/server/outbox.ts'
import type { Handover } from './model.ts'
import type { HandoverNeeds } from './needs.ts'
import { territoryOf } from './store.ts'

/** What the coordinators are told of: a chase without a step left, what was shut after it was passed on, a stay that ends. */
export type Notice = 'exhausted' | 'shielded' | 'stay' | 'stay-nobody' | 'stay-over'

type Words = { readonly subject: string; readonly text: string }

const NOTICES: Readonly<Record<Notice, (number: string) => Words>> = {
  shielded: (number) => ({
    subject: m.handover_notice_shielded_subject({ number }),
    text: m.handover_notice_shielded_text({ number }),
  }),
  exhausted: (number) => ({
    subject: m.handover_notice_exhausted_subject({ number }),
    text: m.handover_notice_exhausted_text({ number }),
  }),
  stay: (number) => ({
    subject: m.handover_notice_stay_subject({ number }),
    text: m.handover_notice_stay_text({ number }),
  }),
  'stay-nobody': (number) => ({
    subject: m.handover_notice_stay_nobody_subject({ number }),
    text: m.handover_notice_stay_nobody_text({ number }),
  }),
  'stay-over': (number) => ({
    subject: m.handover_notice_stay_over_subject({ number }),
    text: m.handover_notice_stay_over_text({ number }),
  }),
}

/** Somebody is in a place: the closing of the file does not settle it. */
const LASTING: readonly Notice[] = ['stay', 'stay-nobody', 'stay-over']

/** The file that somebody is told about. */
export type About = { readonly file: InterventionId; readonly number: string }

/**
 * Writes to every coordinator of the territory: the number of the file, no name and no place. What does not arrive comes
 * back to the board of the file.
 */
export async function tellCoordinators(
  tx: Tx,
  notice: Notice,
  { file, number }: About,
): Promise<void> {
  const words = NOTICES[notice](number)
  const kind = LASTING.includes(notice) ? 'lasting' : 'told'
  for (const { id, email } of await coordinators(tx))
    await sendMail(tx, { to: email, ...words }, { file, kind, to: id })
}

/** Writes to who owns the file that a letter of its handover did not arrive: the number, no name and no place. */
export async function tellOwner(
  tx: Tx,
  { subjectOf }: Pick<HandoverNeeds, 'subjectOf'>,
  { interventionId, fileNumber: number }: Pick<Handover, 'interventionId' | 'fileNumber'>,
): Promise<void> {
  const ownerId = (await subjectOf(tx, interventionId))?.facts.ownerId
  const owner = ownerId ? await findStaff(tx, ownerId) : undefined
  if (!owner) return
  await sendMail(
    tx,
    {
      to: owner.email,
      subject: m.handover_notice_undelivered_subject({ number }),
      text: m.handover_notice_undelivered_text({ number }),
    },
    { file: interventionId, kind: 'told', to: owner.id },
  )
}

async function coordinators(tx: Tx): Promise<readonly { id: StaffId; email: string }[]> {
  const rows = await tx
    .selectFrom('access.v_grant')
    .select('staff_id')
    .distinct()
    .where('territory_id', '=', territoryOf(tx))
    .where('role', '=', 'coordinator')
    .orderBy('staff_id')
    .execute()
  const found: { id: StaffId; email: string }[] = []
  for (const { staff_id } of rows) {
    const staff = staff_id === null ? undefined : await findStaff(tx, staff_id)
    if (staff) found.push({ id: staff.id, email: staff.email })
  }
  return found
}
