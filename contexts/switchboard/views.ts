import { namesOf } from '#contexts/access/public.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import type { CallView } from './contract.ts'
import { answererOf, type Call } from './model.ts'
import type { SwitchboardNeeds } from './ports.ts'
import { callsAbout, lostBefore, numberOf, type StoredCall } from './store.ts'

/** For how long somebody whose telephone rang sees what became of the call. */
const TOLD_MINUTES = 3
/** A call rings, or is spoken, within this time. */
const RECENT_HOURS = 6

/** How a call looks to one of those whom it rang; undefined: nothing to be shown. */
export function lookOf(call: Call, me: StaffId, now: Instant): CallView['look'] | undefined {
  if (answererOf(call) === me) return own(call)
  if (!call.rung.some((step) => call.plan[step]?.staffId === me)) return undefined
  if (call.state === 'ringing') return call.plan[call.step]?.staffId === me ? 'rings' : 'passed'
  return told(call, now)
}

function own(call: Call): CallView['look'] | undefined {
  if (call.settledAt !== null) return undefined
  return call.state === 'answered' ? 'speaking' : 'to-write'
}

/** What became of a call that rang somebody else too, for a while. */
function told(call: Call, now: Instant): CallView['look'] | undefined {
  const since = call.answeredAt ?? call.endedAt ?? call.cameAt
  if (notAfter(since.add({ minutes: TOLD_MINUTES }), now)) return undefined
  if (call.answeredStep !== null) return 'taken'
  // Its caller was heard: whoever works the file needs no telling of it.
  return call.isLost && call.heardAt === null ? 'lost' : undefined
}

/** The calls that concern who looks: those that they answered and have not written, and those that rang them. */
export async function callsFor(
  tx: Tx,
  { answeredAmong }: Pick<SwitchboardNeeds, 'answeredAmong'>,
  me: StaffId,
  now: Instant,
): Promise<CallView[]> {
  const found = await callsAbout(tx, me, now.subtract({ hours: RECENT_HOURS }))
  const looked = found.flatMap((call) => {
    const look = lookOf(call, me, now)
    return look === undefined ? [] : [{ call, look }]
  })
  const files = looked.flatMap(({ call, look }) => (look === 'lost' ? (call.lostFile ?? []) : []))
  const answered = await answeredAmong(tx, files)
  const shown = looked.filter(
    ({ call, look }) => look !== 'lost' || call.lostFile === null || !answered.has(call.lostFile),
  )
  const names = await namesOf(
    tx,
    shown.flatMap(({ call }) => answererOf(call) ?? []),
  )
  const views: CallView[] = []
  for (const { call, look } of shown) {
    const by = answererOf(call)
    views.push({
      ...{ id: call.id, territoryId: call.territoryId, look },
      cameAt: call.cameAt.toString(),
      answeredAt: call.answeredAt?.toString() ?? null,
      endedAt: call.endedAt?.toString() ?? null,
      isWithheld: call.isWithheld,
      answeredBy: by === undefined ? '' : (names.get(by) ?? ''),
      ...(by === me ? await ofCaller(tx, call, call.territoryId) : { number: null, lost: [] }),
    })
  }
  return views
}

/** What only who speaks with the caller is told. */
async function ofCaller(tx: Tx, call: StoredCall, territoryId: TerritoryId) {
  const lost = await lostBefore(tx, call, territoryId)
  return {
    number: numberOf(tx, territoryId, call),
    lost: lost.flatMap(({ cameAt, lostFile }) =>
      lostFile === null ? [] : [{ cameAt: cameAt.toString(), interventionId: lostFile }],
    ),
  }
}
