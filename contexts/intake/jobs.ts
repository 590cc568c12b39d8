import { findStaff } from '#contexts/access/public.ts'
import { m } from '#platform/i18n/texts.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { clockTime, type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import type { DueKind } from '#platform/server/due.ts'
import { sendMail } from '#platform/server/outbox.ts'
import { appendContact, contactOf, FORGET_KIND, lockContact, TELL_KIND } from './contact-store.ts'
import { WIPE_KIND, wipeSetAside } from './draft-store.ts'
import { territoryInForce } from './duty.ts'
import { forgetContact } from './forgetting.ts'

/** Tells the coordinators that a disclosure was refused, without any personal data. A false alarm does nothing. */
async function tellCoordinators(tx: Tx, id: string, now: Instant): Promise<void> {
  const contact = contactOf(await lockContact(tx, id))
  if (contact.tellAt === null || !notAfter(contact.tellAt, now)) return
  const territory = await territoryInForce(tx)
  const addresses = await coordinatorsOf(tx, territory.id)
  for (const to of addresses) {
    await sendMail(tx, {
      to,
      subject: m.intake_mail_disclosure_subject(),
      text: m.intake_mail_disclosure_text({
        territory: territory.configuration.name,
        time: clockTime(contact.loggedAt),
      }),
    })
  }
  await appendContact(tx, contact, {
    type: 'CoordinatorTold',
    data: { recipients: addresses.length },
  })
}

async function coordinatorsOf(tx: Tx, territoryId: TerritoryId): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('access.v_grant')
    .select('staff_id')
    .where('territory_id', '=', territoryId)
    .where('role', '=', 'coordinator')
    .execute()
  const ids = new Set(rows.flatMap((row) => row.staff_id ?? []))
  const staff = await Promise.all([...ids].map((id) => findStaff(tx, id)))
  return staff.flatMap((one) => one?.email ?? [])
}

/** What falls due in this room. */
export const dueKinds: readonly DueKind[] = [
  { kind: FORGET_KIND, run: forgetContact },
  { kind: TELL_KIND, run: tellCoordinators },
  { kind: WIPE_KIND, run: wipeSetAside },
]
