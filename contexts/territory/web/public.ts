import { m } from '#platform/i18n/texts.ts'
import type { SlotEntry } from '#platform/web/slots.ts'

const PATH = '/configurazione/territorio'

/** What this room offers to the console: who answers at each hour, and the rules of the territory. */
export const slots: readonly SlotEntry[] = [
  {
    slot: 'route',
    id: 'territory.settings',
    path: PATH,
    title: m.territory_web_title(),
    load: () => import('./territory-screen.tsx'),
    nav: { label: m.territory_web_title(), order: 80, icon: 'settings', keys: 'G T' },
  },
  {
    slot: 'command',
    id: 'territory.who-answers',
    commands: (go) => [
      {
        id: 'territory.who-answers',
        title: m.territory_web_command(),
        group: m.territory_web_group(),
        words: ['competenza', 'reperibile', 'ufficio', 'orari', 'comune'],
        run: () => go(PATH),
      },
    ],
  },
]
