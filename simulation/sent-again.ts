import type { World } from './world.ts'

/**
 * I8: a report that was answered as taken is there, and there once, with one file, however often it was sent under its key.
 * Asked at midnight, when nothing is under way.
 */
export async function reportsAreThereOnce({ house, reported, violations }: World): Promise<void> {
  const [row] = await house.books.ask<{ reports: number; files: number }>(
    `select (select count(*) from intake.report where territory_id = $1) as reports,
      (select count(*) from interventions.intervention where territory_id = $1) as files`,
    [house.territoryId],
  )
  const { reports = 0, files = 0 } = row ?? {}
  if (reports === reported.size && files === reported.size) return
  const line = `${String(reported.size)} taken, ${String(reports)} reports, ${String(files)} files`
  violations.push({ promise: 'I8, a report that was taken is there once', line, file: null })
}
