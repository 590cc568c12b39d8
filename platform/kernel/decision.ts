/** What a pure rule answers: the events that follow, or a refusal from a closed union with the facts that explain it. */
export type Decision<E, R extends string> =
  | { readonly accepted: true; readonly events: readonly E[] }
  | { readonly accepted: false; readonly refusal: R; readonly facts: RefusalFacts }

/** Facts shown to the person who was refused: never personal data. */
export type RefusalFacts = Readonly<Record<string, string | number | boolean | null>>

/** The command is accepted and these events follow. */
export function accept<E>(...events: E[]): Decision<E, never> {
  return { accepted: true, events }
}

/** The domain says no, with a code that has an Italian text. */
export function refuse<R extends string>(refusal: R, facts: RefusalFacts = {}): Decision<never, R> {
  return { accepted: false, refusal, facts }
}
