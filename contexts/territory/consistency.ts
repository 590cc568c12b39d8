import { type OpeningCalendar, WEEKDAYS, windowMinutes } from './calendar.ts'
import type { Configuration } from './configuration.ts'
import { type EscalationPlan, type EscalationWhen, planWarnings } from './escalation.ts'
import { type BreachCode, guaranteeBreaches } from './guarantee.ts'

/** What a configuration may get wrong beyond its form. Each has an Italian text `territory_fault_<code>`. */
export type FaultCode =
  | BreachCode
  | 'duplicate-key'
  | 'unknown-reference'
  | 'unknown-municipality'
  | 'municipality-name-differs'
  | 'windows-overlap'
  | 'stand-in-to-itself'
  | 'desk-not-competent'
  | 'closed-list-empty'
  | 'class-rank-twice'
  | 'class-digit-twice'
  | 'class-without-escalation'
  | 'no-voice-call-first'
  | 'escalation-not-to-coordinator'
  | 'escalation-after-the-last'
  | 'period-reversed'

/** A fault with the place in the configuration where it stands. */
export type Fault = {
  readonly path: readonly (string | number)[]
  readonly code: FaultCode
  readonly facts: Readonly<Record<string, string | number>>
}

type Path = readonly (string | number)[]

/** The names of the municipalities by Belfiore code: the list the territory file is checked against. */
export type KnownMunicipalities = ReadonlyMap<string, string>

/** Every fault of a configuration of the right form, in the order of its sections. */
export function configurationFaults(
  configuration: Configuration,
  known: KnownMunicipalities,
): readonly Fault[] {
  return [
    ...duplicates(configuration),
    ...bodyFaults(configuration),
    ...calendarFaults(configuration),
    ...officeFaults(configuration),
    ...municipalityFaults(configuration, known),
    ...serviceFaults(configuration),
    ...classFaults(configuration),
    ...ruleFaults(configuration),
    ...escalationFaults(configuration),
    ...guaranteeBreaches(configuration),
  ]
}

/** What a coordinator should know although the configuration is valid. */
export function configurationWarnings(configuration: Configuration): readonly Fault[] {
  return planWarnings(configuration).flatMap(({ class: key, band, warning }): Fault[] => {
    if (warning.code !== 'no-voice-call-first') return []
    const at = configuration.escalation.findIndex((one) => one.class === key)
    const plan = band < 0 ? ['escalation', at] : ['escalation', at, 'bands', band]
    return [{ path: [...plan, 'steps', 0, 'channels'], code: warning.code, facts: { class: key } }]
  })
}

function unknown(path: Path, value: string, among: readonly string[]): readonly Fault[] {
  if (among.includes(value)) return []
  return [{ path, code: 'unknown-reference', facts: { value, among: among.join(', ') } }]
}

function duplicates(configuration: Configuration): readonly Fault[] {
  const lists: readonly (readonly [Path, readonly string[]])[] = [
    [['bodies'], configuration.bodies.map((one) => one.key)],
    [['calendars'], configuration.calendars.map((one) => one.key)],
    [['offices'], configuration.offices.map((one) => one.key)],
    [['accredited'], configuration.accredited.map((one) => one.key)],
    [['timeBands'], configuration.timeBands.map((one) => one.key)],
    [['stayLimits'], configuration.stayLimits.map((one) => one.key)],
    [['places', 'neighbours'], configuration.places.neighbours.map((one) => one.key)],
    [['interpreting'], configuration.interpreting.map((one) => one.key)],
    [['shiftNotes', 'inventory'], configuration.shiftNotes.inventory.map((one) => one.key)],
    [['triage', 'classes'], configuration.triage.classes.map((one) => one.key)],
    [['triage', 'rules'], configuration.triage.rules.map((one) => one.id)],
    [
      ['municipalities'],
      configuration.municipalities.map((one) => `${one.code} ${one.from ?? ''}`),
    ],
  ]
  return lists.flatMap(([path, keys]) =>
    keys.flatMap((key, at): Fault[] =>
      keys.indexOf(key) === at
        ? []
        : [{ path: [...path, at], code: 'duplicate-key', facts: { value: key.trim() } }],
    ),
  )
}

function bodyFaults(configuration: Configuration): readonly Fault[] {
  const bodies = configuration.bodies.map((one) => one.key)
  return unknown(['leadBody'], configuration.leadBody, bodies)
}

function calendarFaults(configuration: Configuration): readonly Fault[] {
  return configuration.calendars.flatMap((calendar, at) => [
    ...WEEKDAYS.flatMap((day) => overlaps(calendar, day, ['calendars', at, 'weekly', day])),
    ...calendar.closings.flatMap((one, index) =>
      periodFault(['calendars', at, 'closings', index], one.from, one.to),
    ),
  ])
}

function periodFault(path: Path, from: string | null, to: string | null): readonly Fault[] {
  if (from === null || to === null || from <= to) return []
  return [{ path, code: 'period-reversed', facts: { from, to } }]
}

function overlaps(
  calendar: OpeningCalendar,
  day: (typeof WEEKDAYS)[number],
  path: Path,
): readonly Fault[] {
  const windows = calendar.weekly[day].map(windowMinutes).sort((a, b) => a.from - b.from)
  const clash = windows.some((window, at) => window.from < (windows[at - 1]?.to ?? 0))
  return clash ? [{ path, code: 'windows-overlap', facts: { day } }] : []
}

function officeFaults(configuration: Configuration): readonly Fault[] {
  const bodies = configuration.bodies.map((one) => one.key)
  const calendars = configuration.calendars.map((one) => one.key)
  const offices = configuration.offices.map((one) => one.key)
  const codes = configuration.municipalities.map((one) => one.code)
  return configuration.offices.flatMap((office, at) => {
    const path = (field: string) => ['offices', at, field]
    const standIn = office.standIn
    return [
      ...unknown(path('body'), office.body, bodies),
      ...unknown(path('calendar'), office.calendar, calendars),
      ...unknown(path('municipality'), office.municipality, codes),
      ...(standIn === null ? [] : unknown(path('standIn'), standIn, offices)),
      ...(standIn === office.key
        ? [{ path: path('standIn'), code: 'stand-in-to-itself' as const, facts: {} }]
        : []),
    ]
  })
}

function municipalityFaults(
  configuration: Configuration,
  known: KnownMunicipalities,
): readonly Fault[] {
  const calendars = configuration.calendars.map((one) => one.key)
  const offices = configuration.offices.map((one) => one.key)
  return configuration.municipalities.flatMap((one, at) => {
    const path = (field: string) => ['municipalities', at, field]
    const office = configuration.offices.find((candidate) => candidate.key === one.office)
    return [
      ...nameFaults(one.code, one.name, known, path),
      ...unknown(path('calendar'), one.calendar, calendars),
      ...unknown(path('office'), one.office, offices),
      ...(office?.kind === 'social-desk'
        ? [
            {
              path: path('office'),
              code: 'desk-not-competent' as const,
              facts: { value: one.office },
            },
          ]
        : []),
      ...periodFault(path('from'), one.from, one.to),
    ]
  })
}

function nameFaults(
  code: string,
  name: string,
  known: KnownMunicipalities,
  path: (field: string) => Path,
): readonly Fault[] {
  const listed = known.get(code)
  if (listed === undefined) {
    return [{ path: path('code'), code: 'unknown-municipality', facts: { value: code } }]
  }
  if (listed === name) return []
  return [{ path: path('name'), code: 'municipality-name-differs', facts: { value: name, listed } }]
}

function serviceFaults(configuration: Configuration): readonly Fault[] {
  const { hours } = configuration.service
  const calendars = configuration.calendars.map((one) => one.key)
  const { mode, entitled } = configuration.access
  const nobody: readonly Fault[] =
    mode !== 'open' && entitled.length === 0
      ? [{ path: ['access', 'entitled'], code: 'closed-list-empty', facts: { mode } }]
      : []
  return [...(hours === null ? [] : unknown(['service', 'hours'], hours, calendars)), ...nobody]
}

function classFaults(configuration: Configuration): readonly Fault[] {
  const { classes } = configuration.triage
  const distances = configuration.municipalities.flatMap((one) => one.distance ?? [])
  const times = configuration.timeBands.map((one) => one.key)
  return classes.flatMap((one, at) => {
    const path = ['triage', 'classes', at]
    const first = (field: 'rank' | 'digit') =>
      classes.findIndex((other) => other[field] === one[field]) === at
    const targets = one.targets.flatMap((row, index) => [
      ...(row.distance ? unknown([...path, 'targets', index], row.distance, distances) : []),
      ...(row.time ? unknown([...path, 'targets', index], row.time, times) : []),
    ])
    return [
      ...(first('rank')
        ? []
        : [{ path, code: 'class-rank-twice' as const, facts: { rank: one.rank } }]),
      ...(first('digit')
        ? []
        : [{ path, code: 'class-digit-twice' as const, facts: { digit: one.digit } }]),
      ...targets,
    ]
  })
}

function ruleFaults(configuration: Configuration): readonly Fault[] {
  const classes = configuration.triage.classes.map((one) => one.key)
  return [
    ...unknown(['triage', 'otherwise'], configuration.triage.otherwise, classes),
    ...configuration.triage.rules.flatMap((rule, at) =>
      unknown(['triage', 'rules', at, 'class'], rule.class, classes),
    ),
  ]
}

function escalationFaults(configuration: Configuration): readonly Fault[] {
  const classes = configuration.triage.classes.map((one) => one.key)
  const answered = configuration.triage.classes.filter((one) => one.meaning !== 'not-pertinent')
  const missing = answered
    .filter((one) => !configuration.escalation.some((policy) => policy.class === one.key))
    .map((one): Fault => {
      return { path: ['escalation'], code: 'class-without-escalation', facts: { class: one.key } }
    })
  const policies = configuration.escalation.flatMap((policy, at) => [
    ...unknown(['escalation', at, 'class'], policy.class, classes),
    ...planFaults(['escalation', at], policy.class, policy.steps),
    ...policy.bands.flatMap((band, place) => {
      const path = ['escalation', at, 'bands', place]
      return [
        ...whenFaults(configuration, [...path, 'when'], band.when),
        ...planFaults(path, policy.class, band.steps),
      ]
    }),
  ])
  return [...missing, ...policies]
}

function planFaults(path: Path, key: string, steps: EscalationPlan['steps']): readonly Fault[] {
  const last = steps.toSorted((a, b) => a.afterMinutes - b.afterMinutes).at(-1)
  if (last?.role === 'coordinator') return []
  // Written last and called before others: it is the minutes that are amiss, not who is called.
  const written = steps.at(-1)
  if (last !== undefined && written?.role === 'coordinator') {
    const minutes = [...path, 'steps', steps.length - 1, 'afterMinutes']
    const facts = { class: key, after: written.afterMinutes, latest: last.afterMinutes }
    return [{ path: minutes, code: 'escalation-after-the-last', facts }]
  }
  const code = 'escalation-not-to-coordinator' as const
  return [{ path: [...path, 'steps'], code, facts: { class: key } }]
}

function whenFaults(
  { timeBands, calendars }: Configuration,
  path: Path,
  when: EscalationWhen,
): readonly Fault[] {
  const keys = (of: readonly { readonly key: string }[]) => of.map((one) => one.key)
  if (when.kind === 'festive') return []
  return when.kind === 'clock'
    ? unknown([...path, 'band'], when.band, keys(timeBands))
    : unknown([...path, 'calendar'], when.calendar, keys(calendars))
}
