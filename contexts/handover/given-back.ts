import { m } from '#platform/i18n/texts.ts'

/** Who gave a handover back, and why: `Restituito da Comune di …, Laura Prova: non è nostro`. */
export function givenBackText(given: {
  readonly officeName: string
  readonly isPart: boolean
  readonly name: string
  readonly reason: string
}): string {
  const by = [given.officeName, given.name].filter((one) => one !== '').join(', ')
  return given.isPart
    ? m.handover_again_partial({ by, reason: given.reason })
    : m.handover_again_returned({ by, reason: given.reason })
}
