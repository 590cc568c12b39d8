import type { ReportContent } from '#contexts/intake/model.ts'
import { reportsSaid } from '#contexts/intake/public.ts'
import { type Known, peopleSaid } from '#contexts/people/public.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { languageOf } from './document-words.ts'

/** The people of a file as the first of its reports that says something of them tells them. */
export async function saidOf(tx: Tx, id: InterventionId): Promise<readonly Known[]> {
  for (const report of await reportsSaid(tx, id)) {
    const people = peopleIn(report)
    if (people.length > 0) return people
  }
  return []
}

/** The language that the first report of a file says, that says one. */
export async function languageSaid(tx: Tx, id: InterventionId): Promise<string | null> {
  return (await reportsSaid(tx, id)).map(({ language }) => language).find(Boolean) ?? null
}

const MOST = { name: 200, words: 1000, language: 40 } as const

function peopleIn(report: ReportContent): readonly Known[] {
  const { involved, peopleCount, minorsCount, names, ages, health, animals } = report
  const has = (chip: ReportContent['involved'][number]): boolean => involved.includes(chip)
  const said = peopleSaid({
    ...{ count: peopleCount, minors: minorsCount, names, ages, health, animals },
    hasWoman: has('woman'),
    hasMan: has('man'),
    isPregnant: has('pregnant'),
    areChildren: has('children') || has('family'),
    language: languageIn(report),
  })
  return said.map((one) => ({
    ...one,
    words: {
      name: one.words.name.slice(0, MOST.name),
      health: one.words.health.slice(0, MOST.words),
      note: one.words.note.slice(0, MOST.words),
    },
  }))
}

function languageIn(report: ReportContent): string | null {
  const language = languageOf(report.language)
  return language === null || language.length < 2 ? null : language.slice(0, MOST.language)
}
