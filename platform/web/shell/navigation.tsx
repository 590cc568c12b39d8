import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { PageLink, usePath } from '../navigation.tsx'
import type { SessionView } from '../session.ts'
import type { RouteSlot } from '../slots.ts'
import { names } from '../ui/class-names.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Icon, isIconName } from '../ui/icon.tsx'
import { AccountFacts, leaveDesk } from './account-menu.tsx'

const ON_THUMB = 3

/** One place of the navigation. */
export interface NavItem {
  readonly path: string
  readonly label: string
  readonly icon: string
}

/** The pages that these roles may open: navigation, palette and list of keys show the same ones. */
export function allowedRoutes(
  routes: readonly RouteSlot[],
  roles: readonly string[],
): readonly RouteSlot[] {
  return routes.filter(
    (route) => route.roles === undefined || route.roles.some((role) => roles.includes(role)),
  )
}

/** The places of the navigation for these roles, in their order. */
export function navItems(
  routes: readonly RouteSlot[],
  roles: readonly string[],
): readonly NavItem[] {
  return allowedRoutes(routes, roles).flatMap((route) =>
    route.nav === undefined
      ? []
      : [{ path: route.path, label: route.nav.label, icon: route.nav.icon }],
  )
}

/** The place the path belongs to: the longest that begins it. */
export function currentItem(items: readonly NavItem[], path: string): NavItem | undefined {
  return items
    .filter((item) => path === item.path || path.startsWith(`${item.path}/`))
    .toSorted((a, b) => b.path.length - a.path.length)[0]
}

/** A rail beside the page; on a telephone a bar under the thumb. */
export function Navigation({
  session,
  items,
  onLock,
  onLook,
}: {
  readonly session: SessionView
  readonly items: readonly NavItem[]
  readonly onLock: () => void
  readonly onLook: () => void
}): ReactNode {
  const current = currentItem(items, usePath())
  const [more, setMore] = useState(false)
  return (
    <nav className="nav no-print" aria-label={m.web_navigation()}>
      <ul className="plain-list nav-items">
        {items.map((item, index) => (
          <li key={item.path} className={index < ON_THUMB ? undefined : 'nav-beyond'}>
            <NavLink item={item} current={item === current} />
          </li>
        ))}
        <li className="nav-more">
          <button
            type="button"
            className="nav-item"
            onClick={() => setMore(true)}
            aria-haspopup="dialog"
          >
            <Icon name="menu" />
            <span>{m.web_nav_more()}</span>
          </button>
        </li>
        <li className="nav-last">
          <button type="button" className="nav-item" onClick={onLock} aria-keyshortcuts="Control+L">
            <Icon name="lock" />
            <span>{m.web_nav_lock()}</span>
          </button>
        </li>
      </ul>
      {more ? (
        <Dialog title={m.web_nav_more()} onClose={() => setMore(false)}>
          <AccountFacts session={session} />
          <ul className="plain-list nav-sheet">
            {items.slice(ON_THUMB).map((item) => (
              <li key={item.path}>
                <NavLink item={item} current={item === current} onGone={() => setMore(false)} />
              </li>
            ))}
            <li>
              <button
                type="button"
                className="nav-item"
                aria-haspopup="dialog"
                onClick={() => {
                  setMore(false)
                  onLook()
                }}
              >
                <Icon name="moon" />
                <span>{m.web_look_title()}</span>
              </button>
            </li>
            <li>
              <button type="button" className="nav-item" onClick={onLock}>
                <Icon name="lock" />
                <span>{m.web_lock()}</span>
              </button>
            </li>
            <li>
              <button type="button" className="nav-item" onClick={leaveDesk}>
                <Icon name="leave" />
                <span>{m.web_sign_out()}</span>
              </button>
            </li>
          </ul>
        </Dialog>
      ) : null}
    </nav>
  )
}

function NavLink(props: {
  readonly item: NavItem
  readonly current: boolean
  readonly onGone?: () => void
}): ReactNode {
  const { item, current, onGone } = props
  return (
    <PageLink
      to={item.path}
      className={names('nav-item', current && 'nav-current')}
      current={current}
      {...(onGone === undefined ? {} : { onGone })}
    >
      <Icon name={isIconName(item.icon) ? item.icon : 'list'} />
      <span>{item.label}</span>
    </PageLink>
  )
}
