import { useEffect } from 'react'
import { serverNowMs } from './clock.ts'
import { hourInRome } from './format.ts'
import { type Choice, readChoice, useChoice } from './preferences.ts'
import { useServerMinutes } from './ticker.ts'

const NIGHT_FROM = 20
const NIGHT_TO = 7
const DARK = '(prefers-color-scheme: dark)'

/**
 * The theme to show: the one chosen; `auto` is night from 20 to 7 by the hour in Rome, `dispositivo` does what
 * this machine does.
 */
export function themeAt(
  choice: Choice<'theme'>,
  hour: number,
  isDeviceDark: boolean,
): 'chiaro' | 'notte' {
  if (choice === 'dispositivo') return isDeviceDark ? 'notte' : 'chiaro'
  if (choice !== 'auto') return choice
  return hour >= NIGHT_FROM || hour < NIGHT_TO ? 'notte' : 'chiaro'
}

/** Puts theme, density and dimming on the document. Called before the first drawing, so nothing flashes. */
export function applyLook(): void {
  const root = document.documentElement
  const isDark = matchMedia(DARK).matches
  root.dataset['theme'] = themeAt(readChoice('theme'), hourInRome(serverNowMs()), isDark)
  root.dataset['density'] = readChoice('density')
  root.dataset['dim'] = readChoice('dim')
}

/** Keeps the document's look in step with the choices, the hour and the machine. */
export function useLook(): void {
  const [theme] = useChoice('theme')
  const [density] = useChoice('density')
  const [dim] = useChoice('dim')
  const minute = useServerMinutes()
  useEffect(applyLook, [theme, density, dim, minute])
  useEffect(() => {
    const device = matchMedia(DARK)
    device.addEventListener('change', applyLook)
    return () => device.removeEventListener('change', applyLook)
  }, [])
}
