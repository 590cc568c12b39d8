import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OFF, type Roster } from '#contexts/oncall/solver/problem.ts'
import { scoreRoster } from '#contexts/oncall/solver/score.ts'
import { searchRoster } from '#contexts/oncall/solver/search.ts'
import { sequence } from '#contexts/oncall/solver/sequence.ts'
import { readInstance } from './curtois.ts'
import type { Bench, Figure } from './figure.ts'

/** Part of the time in which the whole programme is looked at before its parts are. */
const WHOLE_SHARE = 1 / 6

/**
 * The shift-scheduling instances of a folder, each for so many seconds, through the solver of the rota. The cost and
 * the broken rules are those that the plain scorer finds in the roster; where `best-known.csv` lies beside the
 * instances the gap is against it, else against what the search has proven.
 */
export const rota: Bench = async (seconds, { instances, out } = {}) => {
  if (instances === undefined) throw new Error('rota: --instances DIR')
  const names = readdirSync(instances).filter((name) => /^Instance.*\.txt$/u.test(name))
  const known = bestKnown(join(instances, 'best-known.csv'))
  if (out !== undefined) mkdirSync(out, { recursive: true })
  const figures: Figure[] = []
  for (const name of names.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))) {
    const { figure, lines } = await solve(readFileSync(join(instances, name), 'utf8'), seconds)
    if (out !== undefined) writeFileSync(join(out, name.replace(/\.txt$/u, '.csv')), lines)
    figures.push(...figure(name, known.get(name)))
  }
  return figures
}

async function solve(text: string, seconds: number) {
  const { problem, shiftIds } = readInstance(text)
  const limits = {
    seconds,
    wholeSeconds: seconds * WHOLE_SHARE,
    clock: () => performance.now() / 1000,
    random: sequence(),
  }
  let roster: Roster = []
  let bound = 0
  for await (const progress of searchRoster(problem, limits)) ({ roster, bound } = progress)
  const { cost, broken } = scoreRoster(problem, roster)
  return {
    lines: roster
      .flatMap((days, n) =>
        days.flatMap((shift, day) =>
          shift === OFF ? [] : [`${problem.people[n]?.id},${day},${shiftIds[shift]}\n`],
        ),
      )
      .join(''),
    figure: (name: string, known: number | undefined): readonly Figure[] => [
      figureOf(`${name}: rules broken`, broken.length, '', '0', broken.length === 0),
      figureOf(
        `${name}: cost`,
        cost,
        '',
        known === undefined ? `>= ${Math.ceil(bound)} proven` : `best known ${known}`,
        true,
      ),
      gapFigure(name, cost, known ?? bound),
    ],
  }
}

function gapFigure(name: string, cost: number, against: number): Figure {
  const gap = against === 0 ? 0 : (100 * (cost - against)) / against
  return figureOf(`${name}: gap`, gap, '%', '<= 10 %', gap <= 10)
}

function figureOf(
  what: string,
  value: number,
  unit: string,
  limit: string,
  holds: boolean,
): Figure {
  return { what, value, unit, limit, holds }
}

function bestKnown(file: string): ReadonlyMap<string, number> {
  if (!existsSync(file)) return new Map()
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(','))
  return new Map(
    rows.flatMap(([name, best]) => (name && Number(best) > 0 ? [[name, Number(best)]] : [])),
  )
}
