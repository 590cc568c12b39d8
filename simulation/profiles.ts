import type { Role } from '#platform/kernel/actor.ts'

// The figures of the three services that are simulated. Each names its source; A marks an assumption of ours.
// Published statistics: Trento PrInS 2023-2024 (vitatrentina.it 2025-04), Parma sud-est PR.IN.S. 2023-2024 (parmadaily.it),
// Bari PIS 2021-12-10 to 2022-03-15 and its earlier years (Comune di Bari), 112 NUE report 2019-2023.

export const KINDS = [
  'homeless',
  'migrant',
  'psychiatric',
  'elderly',
  'eviction',
  'minor',
  'violence',
  'family',
] as const
export type Kind = (typeof KINDS)[number]

export type Severity = 'emergency' | 'urgency' | 'not-pertinent'

/** Hours from `from` until `until`, and how many of a hundred reports come in them. */
type HourBand = { readonly from: number; readonly until: number; readonly percent: number }

/** One service: its territory, who works there, and what comes to it. */
export type Profile = {
  readonly territory: string
  /** Another one of the same installation, whose people may see nothing of this one. */
  readonly neighbour: string
  readonly reportsPerYear: number
  /** True where the municipal offices answer in their own hours, and reports come outside them. */
  readonly isClosedByDay: boolean
  /** Who takes the call: somebody at a desk, or whoever is on call. */
  readonly takenBy: 'desk' | 'on-call'
  readonly hours: readonly HourBand[]
  readonly severity: Readonly<Record<Severity, number>>
  readonly kinds: Readonly<Partial<Record<Kind, number>>>
  readonly reporters: Readonly<Record<string, number>>
  /** Of a hundred pertinent files, how many need a place. */
  readonly placesPercent: number
  readonly classes: Readonly<Record<Severity, string>>
  readonly municipalities: readonly string[]
  readonly offices: readonly string[]
  readonly stayLimit: string
  /** How many of each role work there; the first roles of a person are the ones called. */
  readonly staff: readonly { readonly roles: readonly Role[]; readonly count: number }[]
  /** Who is on call: one person of the role in each shift. */
  readonly rota: readonly { readonly role: Role; readonly level: number }[]
  /** A: the days (1: Monday) on which whoever answers by day is there, from nine to twelve. */
  readonly officeDays: readonly number[]
  /** A: beds kept for the night, of each kind of place; so few that at times none is left. */
  readonly beds: { readonly men: number; readonly women: number; readonly families: number }
}

/** A: 00-06 14%, 06-08 4%, 08-14 18%, 14-18 18%, 18-22 27%, 22-24 19% where somebody answers always. */
const ALWAYS_ON: readonly HourBand[] = [
  { from: 0, until: 6, percent: 14 },
  { from: 6, until: 8, percent: 4 },
  { from: 8, until: 14, percent: 18 },
  { from: 14, until: 18, percent: 18 },
  { from: 18, until: 22, percent: 27 },
  { from: 22, until: 24, percent: 19 },
]

/** A: the same without office hours; what comes at 07:50 comes before the offices open. */
const CLOSING_HOURS: readonly HourBand[] = [
  { from: 0, until: 6, percent: 18 },
  { from: 6, until: 8, percent: 7 },
  { from: 14, until: 18, percent: 20 },
  { from: 18, until: 22, percent: 33 },
  { from: 22, until: 24, percent: 22 },
]

/** A: Fridays to Sundays a quarter more, holidays three tenths more. */
export const WEEKEND = 1.25
export const HOLIDAY = 1.3

/** A: people without a home in winter, minors and old people in summer, carers who are away in August. */
export function seasonOf(kind: Kind, month: number): number {
  const isWinter = month === 12 || month <= 2
  const isSummer = month >= 6 && month <= 8
  if (kind === 'homeless') return isWinter ? 1.4 : 1
  if (kind === 'minor' || kind === 'elderly')
    return isSummer ? (month === 8 && kind === 'elderly' ? 1.56 : 1.3) : 1
  return 1
}

/** A: minutes from the call until somebody sleeps somewhere, half of them below (domain: 2 h 10, minors 3 h, women 3 h 30, homeless 1 h). */
export const MINUTES_TO_PLACE: Readonly<Record<Kind, number>> = {
  homeless: 60,
  migrant: 130,
  psychiatric: 130,
  elderly: 130,
  eviction: 130,
  minor: 180,
  violence: 210,
  family: 130,
}
/** Bari: of adults without a home a third refuses. A: of the others one in twenty. */
export const REFUSES: Readonly<Partial<Record<Kind, number>>> = { homeless: 0.33 }
export const REFUSES_ELSE = 0.05
/** A: stays that are extended. */
export const EXTENDED = 0.12

/** 2 500 reports a year, open to all, Bari mix; triage A (41% of the calls to 112 are no emergency, NUE). */
const CITY: Profile = {
  territory: 's1-anzio-nettuno',
  neighbour: 's0-vallesina',
  reportsPerYear: 2500,
  isClosedByDay: false,
  takenBy: 'desk',
  hours: ALWAYS_ON,
  severity: { emergency: 20, urgency: 35, 'not-pertinent': 45 },
  // Bari 2021-22, labels of 715 reports: homeless 562, migrants 394, psychiatric 111, elderly 81, eviction 45, minors 28; A: violence.
  kinds: {
    homeless: 562,
    migrant: 394,
    psychiatric: 111,
    elderly: 81,
    eviction: 45,
    minor: 28,
    violence: 60,
  },
  // Bari, earlier year: police about 50%, citizens 30%, hospitals, services and third sector 20%.
  reporters: {
    police: 50,
    citizen: 30,
    hospital: 8,
    'social-service': 6,
    'third-sector': 6,
  },
  // Bari: 108 placements and 435 requests of 715 reports; of the pertinent ones about a quarter.
  placesPercent: 27,
  classes: { emergency: 'emergenza', urgency: 'urgenza', 'not-pertinent': 'non-pertinente' },
  municipalities: ['A323', 'F880'],
  offices: ['anzio', 'nettuno'],
  stayLimit: 'accoglienza-temporanea',
  staff: [
    { roles: ['operator'], count: 5 },
    { roles: ['crew'], count: 6 },
    { roles: ['social-worker'], count: 4 },
    { roles: ['coordinator'], count: 2 },
  ],
  rota: [
    { role: 'crew', level: 1 },
    { role: 'social-worker', level: 1 },
    { role: 'coordinator', level: 1 },
  ],
  officeDays: [1, 2, 3, 4, 5],
  beds: { men: 4, women: 2, families: 4 },
}

/** 300 reports a year in closing hours, closed list of reporters, Trento mix. */
const PROVINCE: Profile = {
  territory: 's4-canicatti',
  neighbour: 's0-vallesina',
  reportsPerYear: 300,
  isClosedByDay: true,
  takenBy: 'on-call',
  hours: CLOSING_HOURS,
  severity: { emergency: 45, urgency: 30, 'not-pertinent': 25 },
  // Trento 2023-24: minors alone 37%, families with children 23%, violence 17%; the rest A.
  kinds: { minor: 37, family: 23, violence: 17, homeless: 12, elderly: 6, psychiatric: 5 },
  // Trento 2023-24: police 66%, social services 30%; the rest hospitals.
  reporters: { police: 66, 'social-service': 30, hospital: 4 },
  // Trento 2023-24: protection in a facility 77%.
  placesPercent: 77,
  classes: { emergency: 'gravissima', urgency: 'urgente', 'not-pertinent': 'non-pertinente' },
  municipalities: ['B602', 'F845', 'H148', 'H194'],
  offices: ['canicatti', 'ravanusa', 'racalmuto', 'naro'],
  stayLimit: 'collocamento',
  staff: [
    { roles: ['social-worker', 'operator'], count: 5 },
    { roles: ['coordinator'], count: 2 },
  ],
  rota: [
    { role: 'social-worker', level: 1 },
    { role: 'coordinator', level: 1 },
  ],
  officeDays: [1, 2, 3, 4, 5],
  beds: { men: 4, women: 3, families: 4 },
}

/** 120 reports a year in closing hours, reserved to the police, Parma mix. */
const SMALL: Profile = {
  territory: 's3-valdera',
  neighbour: 's0-vallesina',
  reportsPerYear: 120,
  isClosedByDay: true,
  takenBy: 'on-call',
  hours: CLOSING_HOURS,
  severity: { emergency: 45, urgency: 30, 'not-pertinent': 25 },
  // Parma 2023-24, of 24: mothers with children 9, minors 8 and 2 unaccompanied, adults or old people 5.
  kinds: { violence: 9, minor: 10, elderly: 2, homeless: 3 },
  // Parma 2023-24: police 63%, services 33%, health 4%.
  reporters: { police: 63, 'social-service': 33, hospital: 4 },
  placesPercent: 77,
  classes: { emergency: 'emergenza', urgency: 'urgenza', 'not-pertinent': 'non-pertinente' },
  municipalities: ['G843', 'G822', 'G395'],
  offices: ['pontedera', 'ponsacco', 'peccioli'],
  stayLimit: 'emergenza',
  staff: [
    { roles: ['social-worker', 'operator'], count: 4 },
    { roles: ['coordinator'], count: 2 },
  ],
  rota: [
    { role: 'social-worker', level: 1 },
    { role: 'social-worker', level: 2 },
    { role: 'coordinator', level: 1 },
  ],
  // Six hours a week.
  officeDays: [2, 4],
  beds: { men: 2, women: 2, families: 3 },
}

export const PROFILES = { city: CITY, province: PROVINCE, small: SMALL } as const
export type ProfileName = keyof typeof PROFILES
