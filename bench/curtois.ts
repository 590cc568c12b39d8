import {
  type Cover,
  cellIndex,
  type Limit,
  type RosterPerson,
  type RosterProblem,
  type Wish,
} from '#contexts/oncall/solver/problem.ts'

type Fields = readonly string[]
type Shift = { readonly id: string; readonly minutes: number; readonly notNext: readonly string[] }

/**
 * A shift-scheduling instance in the text format of Curtois and Qu (2014, schedulingbenchmarks.org) as a problem of
 * this product, with the names of its shifts. Refuses nothing: instances are written by machines.
 */
export function readInstance(text: string): {
  readonly problem: RosterProblem
  readonly shiftIds: readonly string[]
} {
  const sections = sectionsOf(text)
  const rows = (name: string) => sections.get(name) ?? []
  const days = Array.from({ length: Number(rows('HORIZON')[0]?.[0]) }, (_, day) => day)
  const shifts = rows('SHIFTS').map(
    ([id = '', minutes, notNext = '']): Shift => ({
      id,
      minutes: Number(minutes),
      notNext: pieces(notNext),
    }),
  )
  const shiftIds = shifts.map(({ id }) => id)
  const people = peopleOf(rows('STAFF'), rows('DAYS_OFF'), shifts, days)
  const wishes = (name: string, wants: boolean) =>
    rows(name).map(
      ([id, day, shift = '', weight]): Wish => ({
        person: people.findIndex((person) => person.id === id),
        day: Number(day),
        shift: shiftIds.indexOf(shift),
        wants,
        weight: Number(weight),
      }),
    )
  return {
    shiftIds,
    problem: {
      days: days.length,
      shifts: shifts.length,
      people,
      cover: rows('COVER').map(
        ([day, shift = '', required, under, over]): Cover => ({
          day: Number(day),
          shift: shiftIds.indexOf(shift),
          required: Number(required),
          under: Number(under),
          over: Number(over),
        }),
      ),
      wishes: [...wishes('SHIFT_ON_REQUESTS', true), ...wishes('SHIFT_OFF_REQUESTS', false)],
      balances: [],
      // All instances begin on a Monday.
      weekends: days
        .filter((day) => day % 7 === 5)
        .map((saturday) => [saturday, saturday + 1].filter((day) => day < days.length)),
    },
  }
}

function peopleOf(
  staff: readonly Fields[],
  daysOff: readonly Fields[],
  shifts: readonly Shift[],
  days: readonly number[],
): readonly RosterPerson[] {
  const off = new Map(daysOff.map(([id = '', ...some]) => [id, some.map(Number)]))
  const clashes = days.slice(0, -1).flatMap((day) =>
    shifts.flatMap(({ notNext }, shift) =>
      notNext.map((next) => ({
        first: { day, shift },
        second: { day: day + 1, shift: shifts.findIndex(({ id }) => id === next) },
      })),
    ),
  )
  const cells = shifts.flatMap(({ minutes }, shift) => days.map((day) => ({ day, shift, minutes })))
  return staff.map(
    ([id = '', most = '', maxMinutes, minMinutes, maxOn, minOn, minOff, weekends]) => {
      const mostOf = new Map(
        pieces(most).map((pair) => [pair.split('=')[0], Number(pair.split('=')[1])]),
      )
      const perShift = shifts.map(
        ({ id: name }, shift): Limit => ({
          rule: `most ${name}`,
          max: mostOf.get(name) ?? 0,
          terms: days.map((day) => ({ day, shift, weight: 1 })),
        }),
      )
      const minutes: Limit = {
        rule: 'minutes',
        min: Number(minMinutes),
        max: Number(maxMinutes),
        terms: cells.map(({ minutes: worth, ...cell }) => ({ ...cell, weight: worth })),
      }
      const barred = (off.get(id) ?? []).flatMap((day) =>
        shifts.map((_, shift) => cellIndex({ day, shift }, shifts.length)),
      )
      return {
        id,
        barred: new Set(barred),
        clashes,
        limits: [minutes, ...perShift],
        runs: { maxOn: Number(maxOn), minOn: Number(minOn), minOff: Number(minOff) },
        maxWeekends: Number(weekends),
      }
    },
  )
}

function pieces(text: string): readonly string[] {
  return text.split('|').filter((piece) => piece !== '')
}

/** The rows of each section, without comments. */
function sectionsOf(text: string): ReadonlyMap<string, readonly Fields[]> {
  const sections = new Map<string, Fields[]>()
  let rows: Fields[] = []
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '' || line.startsWith('#')) continue
    if (line.startsWith('SECTION_')) {
      rows = []
      sections.set(line.slice('SECTION_'.length), rows)
    } else {
      rows.push(line.split(',').map((field) => field.trim()))
    }
  }
  return sections
}
