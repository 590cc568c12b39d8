import type { Evaluation } from '#contexts/triage/contract.ts'

const SERVICES = ['112', '118'] as const

/** Whom a call is handed on to at once, in the order of the protocol: after a strangulation the 118 stands first. */
export function servicesDue(
  evaluation: Pick<Evaluation, 'authorities'> | undefined,
): readonly (typeof SERVICES)[number][] {
  return (evaluation?.authorities ?? []).flatMap((one) => SERVICES.filter((each) => each === one))
}
