import { useIsFetching } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useAgainByItself } from '#platform/web/again.ts'
import { useSession } from '#platform/web/session.ts'
import { expectUnsent } from '#platform/web/unsent.ts'
import { useContext } from './use-desk.ts'
import { territoriesToWrite } from './who.ts'

/** What a call needs of the server while nobody can ask it: the form, the drafts and the map, as one piece each. */
async function load(): Promise<void> {
  await Promise.all([
    import('./intake-screen.tsx'),
    import('./drafts-screen.tsx'),
    import('./place-map.tsx'),
  ])
}

/**
 * Holds on every page what the form of a call is made of: with the network away it opens from what this machine has.
 */
export function CallAtHand(): ReactNode {
  const session = useSession().data
  const here = session === undefined ? [] : territoriesToWrite(session)
  const writes = here.length > 0
  useEffect(() => {
    if (writes) expectUnsent()
  }, [writes])
  if (!writes) return null
  return (
    <>
      <Code />
      <Suspense fallback={null}>
        <OutgoingStrip />
      </Suspense>
      {here.map((id) => (
        <Held key={id} territoryId={id} />
      ))}
    </>
  )
}

/** What was promised to leave by itself goes on leaving from every page. */
const OutgoingStrip = lazy(async () => {
  const { OutgoingStrip: Strip } = await import('./outgoing-strip.tsx')
  return { default: Strip }
})

const QUIET_MS = 500

function Code(): ReactNode {
  const [isHere, setHere] = useState(false)
  const fetchIt = (): void =>
    void load().then(
      () => setHere(true),
      () => undefined,
    )
  // What the person came for goes first over a slow line.
  const isBusy = useIsFetching() > 0
  useEffect(() => {
    if (isBusy || isHere) return undefined
    const timer = setTimeout(fetchIt, QUIET_MS)
    return () => clearTimeout(timer)
  }, [isBusy, isHere])
  useAgainByItself(isHere ? undefined : fetchIt)
  return null
}

const EVERY_MS = 60_000

function Held({ territoryId }: { readonly territoryId: string }): ReactNode {
  useContext(territoryId, null, EVERY_MS)
  return null
}
