import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { announce } from '../announce.ts'
import { lockDesk } from '../desk.ts'
import { KeyList } from '../keyboard/key-list.tsx'
import { Palette } from '../keyboard/palette.tsx'
import { useCommands, useKeyboard } from '../keyboard/use-commands.ts'
import { joinLive, type LiveClient } from '../live/client.ts'
import type { LiveMessage } from '../live/messages.ts'
import { LiveContext, useLink } from '../live/use-live.ts'
import { useGo, usePath } from '../navigation.tsx'
import { SESSION_KEY, type SessionView, useSession } from '../session.ts'
import { onSignal } from '../signals.ts'
import type { Slots } from '../slots.ts'
import { StandingContext } from '../standing.ts'
import { useLook } from '../theme.ts'
import { ProblemState, Skeleton } from '../ui/feedback.tsx'
import { Toaster, toast } from '../ui/toaster.tsx'
import { Header } from './header.tsx'
import { LateStrip } from './late-strip.tsx'
import { StaleStrip } from './link-badge.tsx'
import { LockScreen } from './lock-screen.tsx'
import { ActivityDialog, LookDialog } from './look-dialog.tsx'
import { allowedRoutes, Navigation, navItems } from './navigation.tsx'
import { PrintHead } from './print-head.tsx'
import { EndedStrip, useSignedOut } from './session-ended.tsx'
import { type Overlay, shellCommands } from './shell-commands.ts'

/** The console around a page: who sits here decides what is drawn, a lock takes everything away. */
export function Shell({
  slots,
  strips,
  children,
}: {
  readonly slots: Slots
  /** Drawn above every page. */
  readonly strips?: ReactNode
  readonly children: ReactNode
}): ReactNode {
  useLook()
  const session = useSession()
  const locked = useLockedDesk()
  const isEnded = useSignedOut(session.data !== undefined)
  if (locked || session.data?.locked === true) return <LockScreen name={session.data?.name} />
  if (session.data === undefined) {
    return (
      <main className="page">
        {session.error === null || session.error.status === 401 ? (
          <Skeleton lines={6} />
        ) : (
          <ProblemState problem={session.error} onAgain={() => void session.refetch()} />
        )}
      </main>
    )
  }
  return (
    <LiveLink>
      <OpenShell slots={slots} strips={isEnded ? <EndedStrip /> : strips} session={session.data}>
        {children}
      </OpenShell>
    </LiveLink>
  )
}

/** Header, navigation, overlays and the page, for a session that is there. Also what the page of components draws. */
export function OpenShell(props: {
  readonly slots: Slots
  readonly strips?: ReactNode
  readonly session: SessionView
  readonly children: ReactNode
}): ReactNode {
  const { slots, session } = props
  const [overlay, setOverlay] = useState<Overlay | undefined>(undefined)
  const go = useGo()
  const routes = slots.of('route')
  const path = usePath()
  const isBare = routes.some((route) => route.isBare === true && route.path === path)
  const commands = useMemo(
    () => [
      ...shellCommands(allowedRoutes(routes, session.roles), go, setOverlay),
      ...slots.of('command').flatMap((slot) => slot.commands(go)),
    ],
    [routes, session.roles, slots, go],
  )
  useCommands(commands)
  useKeyboard(refusedKey)
  const close = (): void => setOverlay(undefined)
  return (
    <Standing>
      <a className="skip-link" href="#contenuto">
        {m.web_skip()}
      </a>
      <Header
        session={session}
        isOnWall={isBare}
        onPalette={() => setOverlay('palette')}
        onLook={() => setOverlay('look')}
      />
      <div className="shell">
        {isBare ? null : (
          <Navigation
            session={session}
            items={navItems(routes, session.roles)}
            onLock={() => void lockDesk()}
            onLook={() => setOverlay('look')}
          />
        )}
        <div className="shell-page">
          <PrintHead name={session.name} />
          <StaleStrip />
          <LateStrip />
          {props.strips}
          <main id="contenuto" className="page" tabIndex={-1}>
            {props.children}
          </main>
          <Toaster />
        </div>
      </div>
      {overlay === 'palette' ? <Palette onClose={close} /> : null}
      {overlay === 'keys' ? <KeyList onClose={close} /> : null}
      {overlay === 'look' ? <LookDialog onClose={close} /> : null}
      {overlay === 'activity' ? <ActivityDialog onClose={close} /> : null}
    </Standing>
  )
}

function refusedKey(reason: string): void {
  toast(reason)
  announce(reason)
}

/** A lost link refuses every acting button at once, and says so on the whole document. */
function Standing({ children }: { readonly children: ReactNode }): ReactNode {
  const lost = useLink().level === 'lost'
  const standing = useMemo(() => ({ refused: lost ? m.web_stale_refused() : undefined }), [lost])
  useEffect(() => {
    document.documentElement.dataset['stale'] = lost ? 'si' : 'no'
  }, [lost])
  return <StandingContext value={standing}>{children}</StandingContext>
}

function LiveLink({ children }: { readonly children: ReactNode }): ReactNode {
  const [live, setLive] = useState<LiveClient | undefined>(undefined)
  const client = useQueryClient()
  useEffect(() => {
    const joined = joinLive()
    setLive(joined)
    const stop = joined.listen((message) => {
      if (isAboutSession(message)) void client.invalidateQueries({ queryKey: SESSION_KEY })
    })
    return () => {
      stop()
      joined.close()
    }
  }, [client])
  return <LiveContext value={live}>{children}</LiveContext>
}

/** What stands in the header may be another: a territory was configured anew, or this page may have missed it. */
function isAboutSession(message: LiveMessage): boolean {
  return message.kind === 'reset' || (message.kind === 'rows' && message.topic === 'territory')
}

/** Locked by this person, by the server or by another tab. What was read is forgotten. */
function useLockedDesk(): boolean {
  const [locked, setLocked] = useState(false)
  const client = useQueryClient()
  const forget = useCallback(
    () => client.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION_KEY[0] }),
    [client],
  )
  useEffect(() => {
    const stops = [
      onSignal('locked', () => {
        setLocked(true)
        forget()
      }),
      onSignal('unlocked', () => {
        setLocked(false)
        void client.invalidateQueries({ queryKey: SESSION_KEY })
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [client, forget])
  return locked
}
