import { readConfiguration } from '#contexts/territory/public.ts'
import { SituationFactsSchema } from '#contexts/territory/schema.ts'
import type { SituationFacts } from '#contexts/territory/situation.ts'
import { readSheet, sheetView } from '#contexts/triage/public.ts'
import { m } from '#platform/i18n/texts.ts'
import type { InterventionId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { fileRow } from './board.ts'
import type { Reported } from './contract-work.ts'

/** What the report and the decision of triage already say, for the form of the first assessment. */
export async function reportedOf(
  tx: Tx,
  file: InterventionId,
  territoryId: TerritoryId,
): Promise<Reported> {
  const row = await fileRow(tx, file)
  // Who they are is no need: where nobody said what they need, whoever signs writes it.
  const isNeedSaid = ![null, '', m.intake_need_unknown()].includes(row.need_label)
  const need = isNeedSaid ? [row.people_label, row.need_label].filter((one) => one) : []
  const sheet = await readSheet(tx, file)
  if (!sheet) return { need: need.join(', '), risk: '' }
  const { triage } = await readConfiguration(tx, territoryId)
  const facts: SituationFacts = SituationFactsSchema.safeParse(sheet.facts).data ?? {}
  const { hasShelterTonight, immediateDanger, network } = facts
  return {
    ...(hasShelterTonight === undefined ? {} : { place: hasShelterTonight ? 'no' : 'yes' }),
    ...(immediateDanger === undefined ? {} : { danger: immediateDanger ? 'yes' : 'no' }),
    ...(network === undefined ? {} : { network }),
    need: need.join(', '),
    // Where no rule spoke there is nothing to leave as it stands.
    risk: sheetView(triage, sheet, [], '')
      .reasons.filter((reason) => reason !== m.triage_otherwise())
      .join('\n'),
  }
}
