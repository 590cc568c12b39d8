import { m, textOf } from '#platform/i18n/texts.ts'
import type { Fault } from './consistency.ts'
import type { Reason } from './in-charge.ts'
import type { FileIssue } from './territory-file.ts'

/** The Italian sentence of a fault or file issue; its code when a text is missing (a test lists those). */
export function faultText(
  fault: Pick<Fault | FileIssue, 'facts'> & { readonly code: string },
): string {
  const facts = fault.code === 'yaml' ? { detail: slipText(fault.facts['detail']) } : fault.facts
  return textOf(`territory_fault_${fault.code.replaceAll('-', '_')}`, facts) ?? fault.code
}

/** What is wrong in the writing itself, by the code that the parser gives it; of the rare ones, that something is. */
function slipText(code: unknown): string {
  return textOf(`territory_yaml_${String(code).toLowerCase()}`) ?? m.territory_yaml_other()
}

/** The Italian sentence of a reason; a rule of the protocol brings its own. */
export function reasonText(reason: Reason): string {
  if (reason.about === 'class') return reason.text
  return textOf(`territory_reason_${reason.code.replaceAll('-', '_')}`) ?? reason.code
}
