import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** The hands of a person at a keyboard: what is typed as words, and what is pressed beside. */
export type Hands = {
  /** One press, alone or with modifiers; answers when it is done. */
  readonly press: (...keys: readonly string[]) => Promise<void>
  /** Words as they are heard: not counted. */
  readonly type: (words: string) => Promise<void>
  readonly presses: () => number
}

/** Counts the presses of one person from now on. */
export function handsOn(page: Page): Hands {
  let count = 0
  return {
    async press(...keys) {
      for (const key of keys) {
        count += 1
        await page.keyboard.press(key)
      }
    },
    type: (words) => page.keyboard.type(words),
    presses: () => count,
  }
}

/** The fingers of a person at a telephone: each tap is counted. */
export type Thumb = {
  readonly tap: (name: string | RegExp, role?: 'button' | 'radio' | 'link' | 'tab') => Promise<void>
  readonly on: (control: Locator) => Promise<void>
  readonly taps: () => number
}

/** Counts the taps of one person from now on; words are not. */
export function thumbOn(page: Page): Thumb {
  let count = 0
  return {
    async tap(name, role = 'button') {
      count += 1
      await page.getByRole(role, { name }).first().tap()
    },
    async on(control) {
      count += 1
      await control.tap()
    },
    taps: () => count,
  }
}

/** Waits until the focus is in the question or field of that label, as the eye checks it. */
export async function standsOn(page: Page, label: string): Promise<void> {
  const found = () =>
    page.evaluate(() => {
      const at = document.activeElement
      const stop = at === document.body ? null : (at?.closest('[data-stop]') ?? at?.parentElement)
      return stop instanceof HTMLElement ? stop.innerText : ''
    })
  await expect.poll(found).toContain(label)
}

/** Says in the run's output what was measured. */
export function measured(what: string, figure: number | string): void {
  process.stdout.write(`  misura: ${what}: ${figure}\n`)
}
