import { QueryClientProvider } from '@tanstack/react-query'
import { createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '#platform/web/styles/console.scss'
import { KeyList } from '#platform/web/keyboard/key-list.tsx'
import { Palette } from '#platform/web/keyboard/palette.tsx'
import { FixedLinkContext, type LinkState } from '#platform/web/live/use-live.ts'
import { keepChoice } from '#platform/web/preferences.ts'
import { makeQueryClient } from '#platform/web/queries.ts'
import { LockScreen } from '#platform/web/shell/lock-screen.tsx'
import { OpenShell } from '#platform/web/shell/shell.tsx'
import { collectSlots, type RouteSlot } from '#platform/web/slots.ts'
import { applyLook } from '#platform/web/theme.ts'
import { type BoardState, BoardStory } from './stories/board-story.tsx'
import { ComponentsStory } from './stories/components-story.tsx'

// The page of components: for looking at, never built into the product. ?view=…&theme=…&density=…&link=…
const asked = new URLSearchParams(location.search)
const view = asked.get('view') ?? 'components'
keepChoice('theme', asked.get('theme') === 'notte' ? 'notte' : 'chiaro')
keepChoice('density', asked.get('density') === 'compatta' ? 'compatta' : 'comoda')
keepChoice('dim', asked.get('dim') === 'si' ? 'si' : 'no')
applyLook()

const never = (): Promise<never> => Promise.reject(new Error('Only for looking at'))
const page = (
  path: string,
  label: string,
  icon: string,
  order: number,
  keys: string,
): RouteSlot => ({
  slot: 'route',
  id: path,
  path,
  title: label,
  load: never,
  nav: { label, icon, order, keys },
})
const slots = collectSlots([
  [
    page('/stories.html', 'Sala', 'board', 1, 'G S'),
    page('/sala/nuova', 'Nuova segnalazione', 'add', 2, 'I'),
    page('/casi', 'Casi', 'list', 3, 'G C'),
    page('/posti', 'Posti', 'bed', 4, 'G P'),
    page('/reperibilita', 'Reperibilità', 'phone', 5, 'G R'),
    page('/configurazione', 'Configurazione', 'settings', 6, 'G O'),
  ],
])
const session = {
  staffId: 'x',
  name: 'M. Rossi',
  roles: ['operator'],
  desk: { id: 'a', name: 'Ambito Territoriale Sociale della Costa' },
  home: '/sala',
  grants: [],
  territories: [
    { id: 'a', name: 'Ambito Territoriale Sociale della Costa' },
    { id: 'b', name: 'Distretto D3' },
  ],
  shift: 'turno notte · M. Rossi, L. Bianchi',
  draftKey: null,
  locked: false,
}
const LINKS: Readonly<Record<string, LinkState>> = {
  live: { level: 'live', seconds: 1, since: 0 },
  slow: { level: 'slow', seconds: 14, since: 0 },
  lost: { level: 'lost', seconds: 95, since: 0 },
}
const BOARDS: Readonly<Record<string, BoardState>> = {
  board: 'plain',
  'board-empty': 'empty',
  'board-loading': 'loading',
  'board-many': 'many',
  'board-error': 'error',
  'board-readonly': 'readonly',
  'board-arrivals': 'arrivals',
}

function View(): ReactNode {
  if (view === 'lock') return <LockScreen name="M. Rossi" />
  const board = BOARDS[view]
  return (
    <FixedLinkContext value={LINKS[asked.get('link') ?? 'live']}>
      <OpenShell slots={slots} session={session}>
        {board === undefined ? <ComponentsStory /> : <BoardStory state={board} />}
        {view === 'palette' ? <Palette onClose={() => undefined} /> : null}
        {view === 'keys' ? <KeyList onClose={() => undefined} /> : null}
      </OpenShell>
    </FixedLinkContext>
  )
}

const router = createRouter({
  routeTree: createRootRoute({ component: View, notFoundComponent: View }),
})
const app = document.querySelector('#app')
if (app !== null) {
  createRoot(app).render(
    <StrictMode>
      <QueryClientProvider client={makeQueryClient()}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  )
}
