import { OF_FILES, OF_TIME } from './promises.ts'
import { OF_ROTA } from './promises-rota.ts'
import type { Asked, Outcome } from './simulate.ts'

const MOST_TOLD = 10

/** What a run says of itself, line by line; the last one is the one that is counted on. */
export function linesOf(asked: Asked, outcome: Outcome, seconds: number): readonly string[] {
  const { found, checked, counts, totals, plantedAt } = outcome
  const of = (...types: readonly string[]) =>
    types.reduce((sum, type) => sum + (totals[type] ?? 0), 0)
  const refused = Object.entries(counts.refusals).toSorted(([, a], [, b]) => b - a)
  const clocks = of(
    ...['TargetMissed', 'StayWarned', 'StayOverrun', 'HoldLapsed', 'ArrivalOverdue', 'TaskFellDue'],
    ...['TaskLeftUndone', 'NotPertinentLapsed', 'SearchDue', 'InterventionReopened'],
    ...['RatificationAwaited', 'HandoverChased', 'HandoverToCall'],
  )
  const spoiled = asked.plant === undefined ? '' : ` --plant ${asked.plant}`
  return [
    `profile ${asked.profile}, ${String(asked.days)} days, seed ${String(asked.seed)}, faults ${asked.faults}`,
    ...(plantedAt === undefined
      ? []
      : [`spoiled on purpose (${String(asked.plant)}) at ${plantedAt}`]),
    `commands ${String(counts.commands)}, refused ${String(refused.reduce((sum, [, n]) => sum + n, 0))}`,
    ...refused.slice(0, 25).map(([code, n]) => `  ${String(n).padStart(6)} ${code}`),
    `files closed ${String(of('InterventionClosed'))}, calls answered ${String(of('PageAcknowledged'))}, escalations ${String(of('StepTaken'))}, contested ${String(counts.contested)}, written down without a network ${String(counts.offline)} (${String(counts.offlineRefused)} refused), alarms taken up by two at once ${String(counts.together)}, servers killed in a transaction ${String(outcome.killed.inside)}, before they could answer ${String(outcome.killed.after)}`,
    `asked after each of ${String(checked.events)} events, of the ${String(checked.files)} files they touched, and ${String(checked.whole)} times of all files; ${String(checked.entries)} entries of the log recomputed:`,
    ...Object.keys({ ...OF_FILES, ...OF_TIME, ...OF_ROTA }).map((promise) => `  ${promise}`),
    '  O1, each role and level of the rota has every hour of the day, and the rota is written as it is asked',
    '  I1, nobody ends a turn with a file in hand unasked',
    '  O1, hours that were worked stay whose they were when a turn is taken out',
    '  O1, an exchange that was approved is in force, and who takes a turn at once has it; O3, consegne move no file',
    '  I8, a report that was taken is there once, and what was written down without a network, at its hour',
    '  I6, the log has no gap, each entry is linked to the one before and says what it said',
    '  no server meets a fault, no alarm is lost, nobody reads a file who may not',
    ...found
      .slice(0, MOST_TOLD)
      .flatMap((one) => [
        `BROKEN at ${one.at}: ${one.promise}: ${one.line}`,
        ...one.story.map((line) => `    ${line}`),
        `    again: npm run simulate -- --days ${String(asked.days)} --seed ${String(asked.seed)} --profile ${asked.profile} --faults ${asked.faults}${spoiled}`,
      ]),
    `violations: ${String(found.length)} (reports ${String(of('ReportRegistered'))}, pages ${String(of('PageStarted'))}, holds ${String(of('PlaceHeld'))}, handovers ${String(of('HandoverSent'))}, clocks ${String(clocks)}, reads ${String(counts.deniedReads)}; ${seconds.toFixed(1)} s)`,
  ]
}
