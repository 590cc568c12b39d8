import type { TriageProtocol } from '#contexts/territory/triage-classes.ts'
import { textOf } from '#platform/i18n/texts.ts'
import type { SheetView } from './contract.ts'
import { classView, classViewOf } from './evaluate.ts'
import type { Sheet } from './model.ts'
import type { EmergencyCall } from './store.ts'

/** The decision in force for the wire. `decidedBy` is a name that the caller looked up. */
export function sheetView(
  protocol: TriageProtocol,
  sheet: Sheet,
  calls: readonly EmergencyCall[],
  decidedBy: string,
): SheetView {
  const proposed = protocol.classes.find((one) => one.key === sheet.proposedKey)
  return {
    class: classViewOf(protocol, sheet.classKey, sheet.classRank),
    proposed: proposed ? classView(proposed) : null,
    reasons: sheet.rules.map((rule) => reasonOf(protocol, rule)),
    facts: { ...sheet.facts },
    authorities: [...sheet.authorities],
    calls: calls.map((call) => ({ ...call, calledAt: call.calledAt.toString() })),
    reason: sheet.reason,
    offeredInstead: sheet.offeredInstead,
    notPertinent: sheet.notPertinent,
    confirmBy: sheet.confirmBy?.toString() ?? null,
    decidedBy,
    decidedAt: sheet.decidedAt.toString(),
  }
}

function reasonOf(protocol: TriageProtocol, rule: string): string {
  const found = protocol.rules.find((one) => one.id === rule)
  if (found) return found.reason
  const need = textOf(`triage_need_${rule.replaceAll('-', '_')}`)
  return need ?? textOf(`triage_${rule}`) ?? rule
}
