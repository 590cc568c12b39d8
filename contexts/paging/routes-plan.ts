import { namesOf } from '#contexts/access/public.ts'
import { ROTA_ROLES } from '#contexts/oncall/model.ts'
import { freeHours } from '#contexts/oncall/model-cover.ts'
import { dutyHours } from '#contexts/oncall/public.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import { configurationFaults } from '#contexts/territory/consistency.ts'
import { bandAt, planAt } from '#contexts/territory/escalation.ts'
import { readTerritory } from '#contexts/territory/public.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { type Instant, minutesBetween, notAfter, ZONE } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { BadInputError, NotFoundError } from '#platform/server/errors.ts'
import { type Route, route } from '#platform/server/route.ts'
import { isCarried } from '#platform/server/telephony.ts'
import { PlanParams, RehearsalBody, RehearsalReply, UncoveredReply } from './contract-plan.ts'
import { stepsOf } from './model.ts'
import { CARRIED_BY_PROVIDERS } from './model-uncovered.ts'
import type { PagingNeeds } from './ports.ts'
import { type Act, rehearse } from './rehearsal.ts'
import { territoryOf } from './store.ts'

type Params = { params: { territoryId: string } }

const territory = async (tx: Tx, { params }: Params): Promise<TerritoryId | undefined> =>
  (await readTerritory(tx, params.territoryId))?.id

const facts = async (_tx: Tx, { params }: Params) => ({
  territoryId: params.territoryId as TerritoryId,
})

async function configurationOf(tx: Tx, territoryId: string): Promise<Configuration> {
  const found = await readTerritory(tx, territoryId)
  if (!found) throw new NotFoundError('territory')
  return found.configuration
}

/** The saved configuration with what is being written in its place. Throws with the faults of the plans. */
function drafted(configuration: Configuration, draft: RehearsalBody['draft']): Configuration {
  if (draft === undefined) return configuration
  const written = { ...configuration, ...draft }
  const known = new Map(written.municipalities.map((one) => [one.code, one.name]))
  const faults = configurationFaults(written, known).filter((one) => one.path[0] === 'escalation')
  if (faults.length > 0)
    throw new BadInputError(
      faults.map(({ path, code }) => ({ path: ['draft', ...path].join('.'), code })),
    )
  return written
}

/** On a day when the clock goes back the first of the two hours is meant, and one that is skipped is the next. */
function instantOf({ day, time }: Pick<RehearsalBody, 'day' | 'time'>): Instant {
  return Temporal.PlainDate.from(day)
    .toPlainDateTime(Temporal.PlainTime.from(time))
    .toZonedDateTime(ZONE)
    .toInstant()
}

async function stepViews(tx: Tx, acts: readonly Act[], startsAt: Instant) {
  const ids = acts.flatMap((act) => act.calls.map((one) => one.staffId))
  const names = await namesOf(tx, [...new Set(ids)])
  return acts.map(({ at, calls, ...act }) => ({
    ...act,
    at: at.toString(),
    afterMinutes: Math.round(minutesBetween(startsAt, at)),
    calls: calls.map(({ staffId, contacts, channels, missing, fallback, ...call }) => ({
      ...call,
      name: names.get(staffId) ?? '',
      channels: [...channels],
      missing: [...missing],
      fallback: [...fallback],
      hasPhone: contacts.hasPhone,
      hasDevice: contacts.hasDevice,
    })),
  }))
}

function rehearsalRoute(needs: PagingNeeds): Route {
  return route({
    id: 'paging.rehearse',
    method: 'POST',
    path: '/api/territories/:territoryId/plan/rehearsal',
    summary:
      'Prova il piano: chi è chiamato, quando e come, in un momento scelto. Non chiama nessuno',
    may: 'page.rehearse',
    params: PlanParams,
    body: RehearsalBody,
    reply: { 200: RehearsalReply },
    writes: territory,
    facts,
    async run({ tx, params, body }) {
      const { classKey, answers } = body
      const configuration = drafted(await configurationOf(tx, params.territoryId), body.draft)
      const at = instantOf(body)
      const policy = configuration.escalation.find((one) => one.class === classKey)
      const plan = planAt(configuration, classKey, at)
      const startsAt = at.toString()
      if (policy === undefined || plan === undefined) {
        const nobody = { startsAt, band: null, steps: [], answeredBy: null, repeatMinutes: null }
        return { status: 200, body: nobody }
      }
      const asked = { steps: stepsOf(plan), classKey, at, answers }
      const { acts, answeredBy } = await rehearse(tx, needs, asked)
      const names = await namesOf(tx, answeredBy === null ? [] : [answeredBy])
      return {
        status: 200,
        body: {
          startsAt,
          band: bandAt(configuration, policy, at),
          steps: await stepViews(tx, acts, at),
          answeredBy: answeredBy === null ? null : (names.get(answeredBy) ?? ''),
          repeatMinutes: answeredBy === null ? plan.repeatMinutes : null,
        },
      }
    },
  })
}

/** How far ahead it is asked whether somebody is on call. */
const DAYS_AHEAD = 30

const uncoveredRoute = (needs: Pick<PagingNeeds, 'telephone'>) =>
  route({
    id: 'paging.uncovered',
    method: 'GET',
    path: '/api/territories/:territoryId/plan/uncovered',
    summary:
      'Le ore dei prossimi 30 giorni in cui nessuno è reperibile, per ruolo, dai turni pubblicati',
    may: 'page.rehearse',
    params: PlanParams,
    reply: { 200: UncoveredReply },
    writes: territory,
    facts,
    async run({ tx, now, params }) {
      const configuration = await configurationOf(tx, params.territoryId)
      const from = now.round({ smallestUnit: 'hour', roundingMode: 'floor' })
      const hours = Array.from({ length: DAYS_AHEAD * 24 }, (_, hour) => from.add({ hours: hour }))
      const until = from.add({ hours: hours.length })
      const duty = await dutyHours(tx, territoryOf(tx), from, hours.length)
      const free = freeHours(configuration, from, until)
      const isFree = (at: Instant) =>
        free.some((one) => notAfter(one.startsAt, at) && !notAfter(one.endsAt, at))
      const wanted = hours.filter((at) => !isFree(at))
      const roles = ROTA_ROLES.map((role) => {
        const covered = new Set(duty.filter((one) => one.role === role).map(({ at }) => String(at)))
        const missing = wanted.filter((at) => !covered.has(String(at)))
        return { role, hours: missing.map(String) }
      })
      const byHand = CARRIED_BY_PROVIDERS.filter((one) => !isCarried(needs.telephone, one))
      return { status: 200, body: { days: DAYS_AHEAD, wanted: wanted.map(String), roles, byHand } }
    },
  })

/** The operations with which a plan of calls is tried before anybody needs it. */
export function planRoutes(needs: PagingNeeds): readonly Route[] {
  return [rehearsalRoute(needs), uncoveredRoute(needs)]
}
