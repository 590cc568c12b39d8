import { namesOf } from '#contexts/access/public.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, instant, wallClock, ZONE } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { setAlarm } from '#platform/server/due.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { type Route, route } from '#platform/server/route.ts'
import {
  AppliedReply,
  AskedReply,
  AskProposalBody,
  DiscardedReply,
  type ProposalAsking,
  ProposalParams,
  ProposalReply,
  StoppedReply,
} from './contract-proposal.ts'
import { rolesWithSecond } from './model-cover.ts'
import { officeHours } from './model-office-hours.ts'
import { closingChange, knownStretch, turnIn } from './model-proposal.ts'
import { newlyBroken } from './model-rules.ts'
import { daysOff } from './model-staff.ts'
import { peopleOf, SEARCH_KIND, turnsFor } from './proposal-jobs.ts'
import { askingOf } from './proposal-order.ts'
import {
  askProposal,
  decideProposal,
  lockProposal,
  lockRota,
  markOf,
  openProposal,
  type StoredProposal,
  stopSearch,
} from './proposal-store.ts'
import { judgedRules } from './rules.ts'
import { absencesIn, recordsOf } from './staff-store.ts'
import { checkHolds, draftTurn, publishedTurns, territoryOf } from './store.ts'

/** Its last day is over: there is nothing left to give. */
function isPast({ from, days }: { readonly from: string; readonly days: number }, now: Instant) {
  const last = Temporal.PlainDate.from(from).add({ days: days - 1 })
  return Temporal.PlainDate.compare(last, wallClock(now).toPlainDate()) < 0
}

const STOPPED = { status: 200, body: { stopped: true } } as const
const DISCARDED = { status: 200, body: { discarded: true } } as const

/** What the form begins with: turns of half a day, or changed when the offices close. */
const ALWAYS = { hours: 'always' as const, changes: ['08:00', '20:00'] }
/** The published turns before and after today that say which levels are used. */
const HABIT = { hours: 92 * 24 }

function usualIn(configuration: Configuration, now: Instant) {
  if (configuration.service.mode !== 'closing-hours') return ALWAYS
  const from = wallClock(now).toPlainDate()
  // Whole days: an opening cut off at this minute would be taken for a closing.
  const [begins, ends] = [from, from.add({ days: 35 })].map((day) =>
    day.toZonedDateTime(ZONE).toInstant(),
  )
  const offices = officeHours(configuration, begins ?? now, ends ?? now)
  const change = closingChange({ now, offices, rules: configuration.rota }, from)
  return { hours: 'closing' as const, changes: [change] }
}

/** A rota asked of the solver: asked, seen, stopped, taken or set aside. `machine` is the clock of its leases. */
export function proposalRoutes(machine: () => Instant): readonly Route[] {
  const read = route({
    id: 'oncall.proposal',
    method: 'GET',
    path: '/api/rota/proposal',
    summary: 'La proposta di turni che aspetta una decisione, e come va la ricerca',
    may: 'rota.edit',
    writes: 'desk',
    reply: { 200: ProposalReply },
    async run({ tx, now }) {
      const territoryId = territoryOf(tx)
      const configuration = await readConfiguration(tx, territoryId)
      const had = await publishedTurns(tx, territoryId, now.subtract(HABIT), now.add(HABIT))
      const usual = {
        ...usualIn(configuration, now),
        second: [...rolesWithSecond(configuration, had)],
      }
      const found = await openProposal(tx, territoryId, machine())
      if (!found) return { status: 200, body: { proposal: null, names: {}, usual } }
      const { id, state, asking, best } = found
      const names = Object.fromEntries(await namesOf(tx, peopleOf(asking)))
      return { status: 200, body: { proposal: { id, state, asking, best }, names, usual } }
    },
  })
  const ask = route({
    id: 'oncall.askProposal',
    method: 'POST',
    path: '/api/rota/proposal',
    summary: 'Chiede una proposta di turni: la ricerca comincia subito e dura al più un minuto',
    may: 'rota.edit',
    writes: 'desk',
    body: AskProposalBody,
    reply: { 201: AskedReply },
    async run({ tx, body, actor, now }) {
      if (isPast(body, now)) throw new RefusalError('proposal-past')
      const people = body.people as StaffId[]
      for (const staffId of people) await checkHolds(tx, staffId, body.role)
      const by = actor.kind === 'person' ? actor.staffId : ''
      const asking = { ...body, people: await withDaysOff(tx, body, people) }
      const id = await askProposal(tx, asking, by, machine())
      await setAlarm(tx, SEARCH_KIND, id, now)
      return { status: 201, body: { id } }
    },
  })
  const stop = route({
    id: 'oncall.stopProposal',
    method: 'POST',
    path: '/api/rota/proposals/:proposalId/stop',
    summary: 'Ferma la ricerca dei turni e tiene il meglio trovato',
    may: 'rota.edit',
    writes: 'desk',
    params: ProposalParams,
    reply: { 200: StoppedReply },
    async run({ tx, params }) {
      const found = await lockProposal(tx, params.proposalId, machine())
      if (found.state === 'running') await stopSearch(tx, found)
      return STOPPED
    },
  })
  const apply = route({
    id: 'oncall.applyProposal',
    method: 'POST',
    path: '/api/rota/proposals/:proposalId/apply',
    summary: 'Mette nella bozza della reperibilità i turni della proposta',
    may: 'rota.edit',
    writes: 'desk',
    params: ProposalParams,
    reply: { 200: AppliedReply },
    async run({ tx, params }) {
      await lockRota(tx)
      const found = await lockProposal(tx, params.proposalId, machine())
      const added = await applyTurns(tx, found)
      await decideProposal(tx, found, 'applied', added)
      return { status: 200, body: { added } }
    },
  })
  const discard = route({
    id: 'oncall.discardProposal',
    method: 'DELETE',
    path: '/api/rota/proposals/:proposalId',
    summary: 'Scarta la proposta di turni',
    may: 'rota.edit',
    writes: 'desk',
    params: ProposalParams,
    reply: { 200: DiscardedReply },
    async run({ tx, params }) {
      await decideProposal(tx, await lockProposal(tx, params.proposalId, machine()), 'discarded')
      return DISCARDED
    },
  })
  return [read, ask, stop, apply, discard]
}

/** The days that the records of these people say. */
async function withDaysOff(
  tx: Tx,
  { from, days }: AskProposalBody,
  people: readonly StaffId[],
): Promise<ProposalAsking['people']> {
  const first = Temporal.PlainDate.from(from)
  const territoryId = territoryOf(tx)
  const recordOf = await recordsOf(tx, territoryId, people)
  const absences = await absencesIn(tx, territoryId, first, first.add({ days }))
  const texts = (list: readonly Temporal.PlainDate[]) => list.map((day) => day.toString())
  return people.map((staffId) => {
    const theirs = absences.filter((one) => one.staffId === staffId)
    const { absent, rather } = daysOff(recordOf(staffId), theirs, first, days + 1)
    return { staffId, absent: texts(absent), rather: texts(rather) }
  })
}

/**
 * Adds the turns as they were shown. Refuses `rota-changed` when a turn has come or gone since the search began, or when
 * today's rules would be broken: what is written is judged here once more, whoever proposed it.
 */
async function applyTurns(tx: Tx, found: StoredProposal): Promise<number> {
  const { best, asking: body, rotaMark, state } = found
  if (state === 'running') throw new RefusalError('proposal-running')
  if (best === null) throw new RefusalError('proposal-empty')
  const asking = askingOf(body)
  const { around } = await turnsFor(tx, territoryOf(tx), asking)
  if (markOf(around) !== rotaMark) throw new RefusalError('rota-changed')
  const turns = best.turns.map(({ staffId, level, startsAt, endsAt }) =>
    turnIn(
      { level, startsAt: instant(startsAt), endsAt: instant(endsAt) },
      body.role,
      staffId as StaffId,
    ),
  )
  const { rota } = await readConfiguration(tx, territoryOf(tx))
  const absences = await absencesIn(tx, territoryOf(tx), asking.from)
  const rules = await judgedRules(tx, territoryOf(tx), rota)
  if (newlyBroken(around, turns, rules, knownStretch(asking), absences).length > 0)
    throw new RefusalError('rota-changed')
  for (const staffId of new Set(turns.map((turn) => turn.staffId)))
    await checkHolds(tx, staffId, body.role)
  for (const turn of turns) await draftTurn(tx, turn)
  return turns.length
}
