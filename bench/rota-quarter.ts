import { municipalityList, openTerritoryFile } from '#apps/server/territory-files.ts'
import { officeHours } from '#contexts/oncall/model-office-hours.ts'
import type { Asking, Situation } from '#contexts/oncall/model-proposal.ts'
import { knownStretch } from '#contexts/oncall/model-proposal.ts'
import type { Proposal } from '#contexts/oncall/model-proposal-turns.ts'
import { rulesBroken } from '#contexts/oncall/model-rules.ts'
import { gapOf } from '#contexts/oncall/proposal-order.ts'
import { searchProposal } from '#contexts/oncall/proposal-search.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { systemClock } from '#platform/server/clock.ts'
import type { Bench, Figure } from './figure.ts'

const FROM = Temporal.PlainDate.from('2027-01-01')
const DAYS = 90
const LIMIT_SECONDS = 60

type Team = {
  readonly name: string
  readonly people: number
  readonly levels: number
  readonly changes: readonly string[]
  readonly offices: (configuration: Configuration) => Situation['offices']
}

const { from: KNOWN_FROM, until: KNOWN_UNTIL } = knownStretch({ from: FROM, days: DAYS })
const TEAMS: readonly Team[] = [
  {
    name: '6 people, closing hours',
    people: 6,
    levels: 1,
    changes: ['13:00'],
    offices: (configuration) => officeHours(configuration, KNOWN_FROM, KNOWN_UNTIL),
  },
  {
    name: '20 people, always on, two levels',
    people: 20,
    levels: 2,
    changes: ['08:00', '20:00'],
    offices: () => [],
  },
]

/** A rota of a quarter for two teams under the rules of a territory file, asked as the screen asks it. */
export const rotaQuarter: Bench = async (seconds) => {
  const opened = openTerritoryFile(
    new URL('../data/territories/s3-valdera.yaml', import.meta.url).pathname,
    municipalityList(),
  )
  if (!opened.valid) throw new Error('the territory file is not valid')
  const figures: Figure[] = []
  for (const team of TEAMS)
    figures.push(...(await quarter(team, opened.configuration, Math.min(seconds, LIMIT_SECONDS))))
  return figures
}

async function quarter(team: Team, configuration: Configuration, seconds: number) {
  const people = Array.from({ length: team.people }, (_, n) => ({
    staffId: `p${n}` as StaffId,
    // Everybody is away for a week of their own, and would rather not work a Saturday.
    absent: Array.from({ length: 7 }, (_, day) =>
      FROM.add({ days: ((n * 13) % (DAYS - 7)) + day }),
    ),
    rather: [FROM.add({ days: 1 + 7 * (n % 12) })],
  }))
  const { levels, changes } = team
  const asking: Asking = { role: 'social-worker', from: FROM, days: DAYS, levels, changes, people }
  const situation: Situation = {
    now: KNOWN_FROM,
    rules: configuration.rota,
    turns: [],
    offices: team.offices(configuration),
  }
  const { machine } = systemClock()
  const began = machine()
  let told: { readonly proposal: Proposal; readonly bound: number | null } | undefined
  for await (const best of searchProposal(asking, situation, { seconds, clock: machine }))
    told = best
  const took = machine().since(began).total('seconds')
  if (!told) throw new Error('no proposal')
  const { proposal, bound } = told
  const known = { from: KNOWN_FROM, until: KNOWN_UNTIL }
  const broken = rulesBroken(proposal.turns, situation.rules, known).length
  const explained = proposal.uncovered.every(
    ({ reasons }) => reasons.flatMap((one) => one.people).length === people.length,
  )
  const gap = gapOf(proposal.cost, bound) ?? Number.NaN
  const figure = (
    what: string,
    value: number,
    unit: string,
    limit: string,
    holds: boolean,
  ): Figure => ({ what: `${team.name}: ${what}`, value, unit, limit, holds })
  const turns = proposal.people.map((one) => one.after.turns)
  return [
    figure('rules broken', broken, '', '0', broken === 0),
    figure('turns', proposal.turns.length, '', '', true),
    figure('turns left empty', proposal.uncovered.length, '', 'all explained', explained),
    figure('between most and fewest turns', Math.max(...turns) - Math.min(...turns), '', '', true),
    figure('gap', gap, '%', 'printed', !Number.isNaN(gap)),
    figure('time', took, 's', `< ${LIMIT_SECONDS} s`, took < LIMIT_SECONDS),
  ]
}
