import { m, textOf } from '#platform/i18n/texts.ts'
import type { KnownBody } from '../contract.ts'

/** The text of one of our codes: `wordOf('tie', 'child')`. */
export function wordOf(kind: string, code: string): string {
  return textOf(`people_${kind}_${code.replaceAll('-', '_')}`) ?? code
}

/** `34 anni`, `circa 34 anni`, or that it is not known. */
export function ageText({ age, ageFrom, isMinor }: KnownBody): string {
  if (age === null) return isMinor ? m.people_minor_ageless() : m.people_age_unknown()
  const years = age === 1 ? m.people_age_one() : m.people_age_years({ age })
  const about = ageFrom === 'presumed' ? m.people_age_about({ years }) : years
  return isMinor ? `${about}, ${m.people_minor()}` : about
}

/** Tie, sex, age and what to take into account, in one line without the name. */
export function personLine(person: KnownBody): string {
  const said = [
    wordOf('tie', person.tie),
    ...(person.sex === 'unknown' ? [] : [wordOf('sex', person.sex).toLowerCase()]),
    ageText(person),
    ...(person.language === null ? [] : [m.people_speaks({ language: person.language })]),
    ...(person.document === 'unknown' ? [] : [wordOf('document_line', person.document)]),
    ...person.needs.map((need) => wordOf('needs', need).toLowerCase()),
  ]
  return said.join(' · ')
}
