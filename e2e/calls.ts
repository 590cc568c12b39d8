import type { Page } from 'playwright-core'
import { type Hands, standsOn } from './hands.ts'

/** How a call begins on the console, in the order of its questions. */
export type Call = {
  /** The key of who calls. */
  readonly who: string
  readonly phone: string
  readonly place: string
  readonly municipality: string
  /** What is said of it: words, not keys. */
  readonly words: string
}

/** Takes a call by keyboard from the board, each answer one key, up to what happens. */
export async function beginCall(page: Page, hands: Hands, call: Call): Promise<void> {
  await hands.press('i')
  await standsOn(page, 'Può parlare liberamente?')
  await hands.press('s')
  await standsOn(page, 'Chi chiama')
  await hands.press(call.who)
  await standsOn(page, 'Telefono')
  await hands.type(call.phone)
  await hands.press('Enter')
  await standsOn(page, 'Si può richiamare?')
  await hands.press('1')
  await standsOn(page, 'Dove')
  await hands.type(call.place)
  await hands.press('Enter')
  await standsOn(page, 'Comune')
  await hands.type(call.municipality)
  await hands.press('Tab')
  await standsOn(page, 'Che cosa succede')
  await hands.type(call.words)
  await hands.press('Tab')
}
