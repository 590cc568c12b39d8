import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
  Outlet,
  redirect,
  useParams,
  useSearch,
} from '@tanstack/react-router'
import type { ComponentType, ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { asProblem } from '#platform/web/problem.ts'
import { Shell } from '#platform/web/shell/shell.tsx'
import type { RouteSlot, ScreenProps } from '#platform/web/slots.ts'
import { useTabTitle } from '#platform/web/tab-title.ts'
import { EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { DeskAlarm } from './desk-alarm.tsx'
import { Guarded } from './guarded.tsx'
import { pages } from './pages.ts'

const root = createRootRoute({
  validateSearch: textsOf,
  component: () => (
    <Shell slots={pages} strips={<DeskAlarm />}>
      <Outlet />
    </Shell>
  ),
  notFoundComponent: NotFound,
})

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ href: '/sala', replace: true })
  },
})

const screens = pages.of('route').map((slot) =>
  createRoute({
    getParentRoute: () => root,
    path: slot.path,
    component: lazyRouteComponent(async () => {
      const { Screen } = await slot.load()
      return { default: screenOf(slot, Screen) }
    }),
  }),
)

/** The console's addresses, all from the rooms' slots. */
export const router = createRouter({
  routeTree: root.addChildren([start, ...screens]),
  defaultPendingComponent: () => <Skeleton lines={8} />,
  defaultPendingMs: 120,
  defaultErrorComponent: Failed,
  defaultPreload: false,
  // Addresses are read by people and by signed links: plain text, not JSON.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(textsOf(search)).toString()
    return text === '' ? '' : `?${text}`
  },
})

function screenOf(slot: RouteSlot, Screen: ComponentType<ScreenProps>): () => ReactNode {
  return function Page() {
    const params = textsOf(useParams({ strict: false }))
    const search = textsOf(useSearch({ strict: false }))
    useTabTitle(slot.title)
    return (
      <Guarded slot={slot}>
        <Screen params={params} search={search} />
      </Guarded>
    )
  }
}

function textsOf(given: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key, value]] : [],
    ),
  )
}

function NotFound(): ReactNode {
  useTabTitle(m.web_not_found_title())
  return (
    <EmptyState
      title={m.web_not_found_title()}
      actions={<PageLink to="/sala">{m.web_not_found_back()}</PageLink>}
    >
      <p>{m.web_not_found_text()}</p>
    </EmptyState>
  )
}

function Failed({ error, reset }: ErrorComponentProps): ReactNode {
  return <ProblemState problem={asProblem(error)} onAgain={reset} />
}
