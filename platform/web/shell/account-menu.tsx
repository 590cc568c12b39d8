import { type ReactNode, useId, useRef } from 'react'
import { m, textOf } from '#platform/i18n/texts.ts'
import { lockDesk, signOut } from '../desk.ts'
import { asProblem } from '../problem.ts'
import type { SessionView } from '../session.ts'
import { Icon } from '../ui/icon.tsx'
import { toast } from '../ui/toaster.tsx'
import { mayLeave } from '../unsent.ts'

/** Ends the sign-in from this desk, unless something has still to leave from it: then it is asked first. */
export function leaveDesk(): void {
  void mayLeave().then((isFree) => (isFree ? leaveDeskNow() : undefined))
}

/** Ends the sign-in whatever waits; a server that cannot be reached says so. */
export function leaveDeskNow(): void {
  void signOut().catch((error: unknown) => toast(asProblem(error).message))
}

/**
 * The name of who is signed in, and behind it the ways to leave the desk. The list is the browser's own popover:
 * Esc and a press elsewhere close it, and the focus goes back to the name. On a wall nobody's name is shown.
 */
export function AccountMenu(props: {
  readonly session: SessionView
  readonly isOnWall?: boolean
}): ReactNode {
  const { session, isOnWall = false } = props
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const act = (run: () => void): void => {
    list.current?.hidePopover()
    run()
  }
  return (
    <>
      <button type="button" className="header-button header-account" popoverTarget={id}>
        <Icon name="person" size={18} />
        <span className={isOnWall ? 'visually-hidden' : 'header-account-name'}>{session.name}</span>
        <span className="visually-hidden">{m.web_account_more()}</span>
      </button>
      <div ref={list} id={id} popover="auto" className="account-menu">
        <AccountFacts session={session} />
        <button type="button" className="account-act" onClick={() => act(() => void lockDesk())}>
          <Icon name="lock" size={18} />
          <span>{m.web_lock()}</span>
          <kbd aria-hidden="true">Ctrl+L</kbd>
        </button>
        <button type="button" className="account-act" onClick={() => act(leaveDesk)}>
          <Icon name="leave" size={18} />
          <span>{m.web_sign_out()}</span>
        </button>
      </div>
    </>
  )
}

/** Name, roles and desk, one under the other. */
export function AccountFacts({ session }: { readonly session: SessionView }): ReactNode {
  const roles = rolesText(session)
  return (
    <p className="account-facts">
      <strong>{session.name}</strong>
      {roles === '' ? null : <span>{roles}</span>}
      <span className="muted">{session.desk?.name ?? m.web_all_desks()}</span>
    </p>
  )
}

function rolesText(session: SessionView): string {
  const words = session.roles.map((role) => textOf(`access_role_${role.replaceAll('-', '_')}`))
  return words.filter((word) => word !== undefined).join(', ')
}
