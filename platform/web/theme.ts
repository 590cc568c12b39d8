import { useEffect } from 'react'
import { serverNowMs } from './clock.ts'
import { hourInRome } from './format.ts'
import { type Choice, readChoice, useChoice } from './preferences.ts'
import { useServerMinutes } from './ticker.ts'

const NIGHT_FROM = 20
const NIGHT_TO = 7

/** The theme to show at this hour of the day in Rome: `auto` is night from 20 to 7. */
export function themeAt(choice: Choice<'theme'>, hour: number): 'chiaro' | 'notte' {
  if (choice !== 'auto') return choice
  return hour >= NIGHT_FROM || hour < NIGHT_TO ? 'notte' : 'chiaro'
}

/** Puts theme, density and dimming on the document. Called before the first drawing, so nothing flashes. */
export function applyLook(): void {
  const root = document.documentElement
  root.dataset['theme'] = themeAt(readChoice('theme'), hourInRome(serverNowMs()))
  root.dataset['density'] = readChoice('density')
  root.dataset['dim'] = readChoice('dim')
}

/** Keeps the document's look in step with the choices and the hour. */
export function useLook(): void {
  const [theme] = useChoice('theme')
  const [density] = useChoice('density')
  const [dim] = useChoice('dim')
  const minute = useServerMinutes()
  useEffect(applyLook, [theme, density, dim, minute])
}
