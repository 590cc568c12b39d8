import { useNarrow } from '#platform/web/narrow.ts'
import { useChoice } from '#platform/web/preferences.ts'

/** Whether a file is worked one step at a time: the person's own choice, else by the width of the screen. */
export function useGuide(): readonly [boolean, (guided: boolean) => void] {
  const narrow = useNarrow()
  const [choice, keep] = useChoice('guide')
  const guided = choice === 'schermo' ? narrow : choice === 'guidata'
  return [guided, (wanted) => keep(wanted ? 'guidata' : 'completa')]
}
