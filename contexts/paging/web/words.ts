import { m, textOf } from '#platform/i18n/texts.ts'
import type { AttemptView, StepView } from '../contract.ts'

/** A word by its kind and code: `mode`, `phone`. */
export const wordOf = (kind: string, key: string): string =>
  textOf(`paging_${kind}_${key.replaceAll('-', '_')}`) ?? key

/** `assistente sociale`. */
export const roleWord = (role: string): string => wordOf('role', role)

/** `telefono: non risponde`. */
export const attemptWords = ({ channel, state, cameTo }: AttemptView): string => {
  const came = cameTo === null ? undefined : wordOf('state', cameTo)
  const said = came === undefined ? wordOf('state', state) : m.paging_state_came_to({ came })
  return `${wordOf('channel', channel)}: ${said}`
}

/** `telefono`. */
export const channelWord = (channel: string): string => wordOf('channel', channel)

/** `in chiamata`. */
export const stepWord = (state: StepView['state']): string => wordOf('step', state)

/** `Anna e Bruno`. */
export const listText = (words: readonly string[]): string =>
  new Intl.ListFormat('it', { type: 'conjunction' }).format(words)
