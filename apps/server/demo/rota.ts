import { turnsOf } from '#contexts/oncall/model.ts'
import { NO_RECORD, QUALIFICATIONS } from '#contexts/oncall/model-staff.ts'
import { addTurn, keepWorksByHand, setReach, setRecord } from '#contexts/oncall/public.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import type { Role } from '#platform/kernel/actor.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { wallClock } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'

/** Days before the start and after it that the rota covers: the night behind, and a fortnight. */
const BEHIND = 10
const AHEAD = 15

/** Somebody of the demo with their roles and telephone. */
export type OnRota = {
  readonly staffId: StaffId
  readonly roles: readonly Role[]
  readonly phone: string
  readonly languages: readonly string[]
}

const CALLED = ['social-worker', 'crew', 'coordinator'] as const
/** Called from a file, on call or not: they need a telephone too. */
const ASKED = ['mediator', 'psychologist'] as const
const REACHED: readonly Role[] = [...CALLED, ...ASKED]

/** The rota of a demo territory: who is on call for each role, a day each in turn, and the number of each. */
export async function makeRota(tx: Tx, people: readonly OnRota[]): Promise<void> {
  const from = wallClock(tx.work.now).toPlainDate().subtract({ days: BEHIND })
  for (const role of CALLED) {
    const holders = people.filter((one) => one.roles.includes(role)).map((one) => one.staffId)
    const [first, ...rest] = holders
    if (first === undefined) continue
    const levels = role === 'social-worker' && rest.length > 0 ? ([1, 2] as const) : ([1] as const)
    for (const level of levels) {
      // The second one of a day is the first one of the next.
      const order = level === 1 ? holders : [...rest, first]
      const pattern = { from, days: BEHIND + AHEAD, changes: ['08:00'], people: order }
      for (const turn of turnsOf(pattern)) await addTurn(tx, { ...turn, role, level })
    }
  }
  const { service } = await readConfiguration(tx, String(tx.work.territoryId))
  for (const { staffId, roles, phone, languages } of people) {
    if (roles.some((role) => REACHED.includes(role))) {
      await setReach(tx, staffId, { phone, email: null })
      // Where nobody sits in a room the telephones are tried before anybody is on call: the service calls through them.
      if (service.answers.kind === 'on-call') await keepWorksByHand(tx, staffId, 'phone')
    }
    const qualifications = QUALIFICATIONS.filter((one) => roles.some((role) => role === one))
    if (qualifications.length > 0)
      await setRecord(tx, staffId, { ...NO_RECORD, qualifications, languages })
  }
}
