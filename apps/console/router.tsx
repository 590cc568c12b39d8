import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
  Outlet,
  redirect,
  useParams,
  useRouter,
  useRouterState,
  useSearch,
} from '@tanstack/react-router'
import type { ComponentType, ReactNode } from 'react'
import { CallAtHand } from '#contexts/intake/web/public.ts'
import { NoticesOfOthers } from '#contexts/oncall/web/public.ts'
import { ServiceCalls } from '#contexts/switchboard/web/public.ts'
import { m } from '#platform/i18n/texts.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { asProblem, wayProblem } from '#platform/web/problem.ts'
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
    <Shell slots={pages} strips={<Everywhere />}>
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
      const { Screen } = await slot.load().catch(unlessAway)
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

/** On every page: the sounds of the desk, the calls that rang who sits there and, once the first screen is here, the form of a call kept at hand. */
function Everywhere(): ReactNode {
  const isFirstHere = useRouterState({ select: (state) => state.resolvedLocation !== undefined })
  return (
    <>
      <DeskAlarm />
      <ServiceCalls />
      <NoticesOfOthers />
      {isFirstHere && <CallAtHand />}
    </>
  )
}

/**
 * A page that did not come. Where the server answers, its pages are new and the router reads all of it anew; without
 * network that would leave nothing on the screen, so the page says so and tries again.
 */
async function unlessAway(cause: unknown): Promise<never> {
  try {
    await fetch('/status', { method: 'HEAD' })
  } catch {
    throw wayProblem('offline', 0)
  }
  throw cause
}

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

/** Loads the page again, and all it is made of: drawing it once more would meet the same error. */
function Failed({ error }: ErrorComponentProps): ReactNode {
  const ways = useRouter()
  return <ProblemState problem={asProblem(error)} onAgain={() => void ways.invalidate()} />
}
