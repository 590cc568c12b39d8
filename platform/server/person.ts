import type { PersonActor } from '../kernel/actor.ts'
import type { StaffId } from '../kernel/ids.ts'
import type { Tx } from './db.ts'
import { RefusalError } from './errors.ts'

/** The person who acts in this transaction. Refuses `not-allowed` to the system: it does nothing that a person answers for. */
export function personActing(tx: Tx): PersonActor {
  const { actor } = tx.work
  if (actor.kind !== 'person') throw new RefusalError('not-allowed', { reason: 'no-person' }, 403)
  return actor
}

/** The same, by id. */
export function staffActing(tx: Tx): StaffId {
  return personActing(tx).staffId
}
