import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useChoice } from '../preferences.ts'
import { Checkbox } from '../ui/choices.tsx'

/** The switch of the keys of one letter (WCAG 2.1.4). */
export function SingleKeys(): ReactNode {
  const [keys, setKeys] = useChoice('keys')
  return (
    <Checkbox
      label={m.web_keys_single()}
      hint={m.web_keys_single_hint()}
      checked={keys !== 'spenti'}
      onChange={(on) => setKeys(on ? 'accesi' : 'spenti')}
    />
  )
}
