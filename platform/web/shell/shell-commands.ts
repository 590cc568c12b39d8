import { m } from '#platform/i18n/texts.ts'
import { lockDesk, signOut } from '../desk.ts'
import type { Command } from '../keyboard/registry.ts'
import { keepChoice, readChoice } from '../preferences.ts'
import type { RouteSlot } from '../slots.ts'

/** What the shell can open over a page. */
export type Overlay = 'palette' | 'keys' | 'look' | 'activity'

/** The commands present everywhere: pages by `G` and a letter, palette, keys, lock, look. */
export function shellCommands(
  routes: readonly RouteSlot[],
  go: (address: string) => void,
  open: (overlay: Overlay) => void,
): readonly Command[] {
  const page = m.web_group_pages()
  const desk = m.web_group_desk()
  const pages = routes.flatMap((route): readonly Command[] => {
    if (route.nav === undefined) return []
    const { keys, words } = route.nav
    return [
      {
        id: `go.${route.id}`,
        title: m.web_go_to({ page: route.nav.label }),
        group: page,
        ...(keys === undefined ? {} : { keys }),
        ...(words === undefined ? {} : { words }),
        run: () => go(route.path),
      },
    ]
  })
  const turn = (): void => keepChoice('theme', readChoice('theme') === 'notte' ? 'chiaro' : 'notte')
  const pack = (): void =>
    keepChoice('density', readChoice('density') === 'compatta' ? 'comoda' : 'compatta')
  return [
    ...pages,
    {
      id: 'shell.palette',
      title: m.web_palette_title(),
      keys: 'Ctrl+K',
      group: desk,
      hidden: true,
      run: () => open('palette'),
    },
    {
      id: 'shell.keys',
      title: m.web_keys_title(),
      keys: '?',
      group: desk,
      words: ['aiuto', 'scorciatoie'],
      run: () => open('keys'),
    },
    {
      id: 'shell.lock',
      title: m.web_lock(),
      keys: 'Ctrl+L',
      group: desk,
      words: ['pausa', 'lucchetto'],
      run: () => void lockDesk(),
    },
    {
      id: 'shell.look',
      title: m.web_look_title(),
      group: desk,
      words: ['tema', 'carattere', 'densità'],
      run: () => open('look'),
    },
    {
      id: 'shell.theme',
      title: m.web_theme_turn(),
      group: desk,
      words: ['notte', 'scuro', 'chiaro'],
      run: turn,
    },
    {
      id: 'shell.density',
      title: m.web_density_turn(),
      group: desk,
      words: ['compatta', 'comoda', 'righe'],
      run: pack,
    },
    {
      id: 'shell.activity',
      title: m.web_activity_title(),
      group: desk,
      words: ['annulla', 'fatto'],
      run: () => open('activity'),
    },
    {
      id: 'shell.sign-out',
      title: m.web_sign_out(),
      group: desk,
      words: ['fine', 'turno'],
      run: () => void signOut(),
    },
  ]
}
