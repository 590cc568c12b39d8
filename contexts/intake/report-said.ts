import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { findContactRow } from './contact-store.ts'
import type { ReportContent } from './model.ts'
import { contentOf, reportsOf } from './report-store.ts'

/** What was said in the reports of a file, oldest first; forgotten ones are left out. */
export async function reportsSaid(
  tx: Tx,
  interventionId: InterventionId,
): Promise<readonly ReportContent[]> {
  const said: ReportContent[] = []
  for (const row of await reportsOf(tx, interventionId)) {
    const contact = await findContactRow(tx, row.contact_id)
    const content = contact && contentOf(tx, row, contact.sealed_key)
    if (content) said.push(content)
  }
  return said
}
