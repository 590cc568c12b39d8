import { findStaff } from '#contexts/access/public.ts'
import { m } from '#platform/i18n/texts.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { sendMail } from '#platform/server/outbox.ts'
import type { RotaRole } from './model.ts'
import { reachOf } from './reach-store.ts'
import { rolesHere } from './staff.ts'
import { territoryOf } from './store.ts'

/**
 * Tells by mail whoever else holds a role that a substitute is asked for; where the turn runs and nobody has it `isNow`, the
 * coordinators too: whoever is to be called first cannot be called.
 */
export async function tellHolders(
  tx: Tx,
  role: RotaRole,
  except: StaffId,
  isNow = false,
): Promise<void> {
  const roles = await rolesHere(tx, territoryOf(tx))
  const told = [...roles].filter(
    ([id, held]) =>
      id !== except && (held.includes(role) || (isNow && held.includes('coordinator'))),
  )
  await tell(
    tx,
    told.map(([id]) => id),
    isNow ? 'substitute-now' : 'substitute',
  )
}

/** Tells people by mail that there is something to look at in the rota: no name, no turn. */
export async function tell(
  tx: Tx,
  people: readonly StaffId[],
  what: 'asked' | 'substitute' | 'substitute-now' | 'decided' | 'taken' | 'days' | 'days-of-yours',
): Promise<void> {
  const texts = {
    asked: m.oncall_swap_mail_asked,
    substitute: m.oncall_swap_mail_substitute,
    'substitute-now': m.oncall_swap_mail_substitute_now,
    decided: m.oncall_swap_mail_decided,
    taken: m.oncall_swap_mail_taken,
    days: m.oncall_swap_mail_days,
    'days-of-yours': m.oncall_swap_mail_days_of_yours,
  }
  for (const id of new Set(people)) {
    const { email } = await reachOf(tx, territoryOf(tx), id)
    const to = email ?? (await findStaff(tx, id))?.email
    if (to) await sendMail(tx, { to, subject: m.oncall_swap_mail_subject(), text: texts[what]() })
  }
}
