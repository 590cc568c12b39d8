import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { changeDesk } from '../desk.ts'
import { asProblem } from '../problem.ts'
import type { SessionView } from '../session.ts'
import { Icon } from '../ui/icon.tsx'
import { toast } from '../ui/toaster.tsx'
import { AccountMenu } from './account-menu.tsx'
import { HeaderClock, LinkBadge } from './link-badge.tsx'

/** The slim band of .italia: whose service this is, who is on shift, the time, the link, the palette, who sits here. */
export function Header(props: {
  readonly session: SessionView
  readonly isOnWall?: boolean
  readonly onPalette: () => void
  readonly onLook: () => void
  readonly children?: ReactNode
}): ReactNode {
  const { session } = props
  return (
    <header className="it-header-slim-wrapper header no-print">
      <DeskName session={session} />
      {session.shift === null ? null : (
        <span className="header-shift" title={session.shift}>
          {session.shift}
        </span>
      )}
      <span className="header-space" />
      {props.children}
      <HeaderClock />
      <LinkBadge />
      <button
        type="button"
        className="header-button"
        onClick={props.onLook}
        aria-label={m.web_look_title()}
      >
        <Icon name="moon" size={18} />
      </button>
      <button
        type="button"
        className="header-button header-palette"
        onClick={props.onPalette}
        aria-keyshortcuts="Control+K"
      >
        <Icon name="search" size={18} />
        <span className="header-palette-word">{m.web_palette_open()}</span>
        <kbd aria-hidden="true">Ctrl+K</kbd>
      </button>
      <AccountMenu session={session} isOnWall={props.isOnWall === true} />
    </header>
  )
}

function refused(error: unknown): void {
  toast(asProblem(error).message)
}

function DeskName({ session }: { readonly session: SessionView }): ReactNode {
  const { desk, territories } = session
  if (territories.length < 2) {
    return (
      <span className="header-desk">
        {desk?.name ?? session.territories[0]?.name ?? m.web_no_desk()}
      </span>
    )
  }
  return (
    <label className="header-desk">
      <span className="visually-hidden">{m.web_change_desk()}</span>
      <select
        className="header-switch"
        value={desk?.id ?? ''}
        onChange={(event) => {
          void changeDesk(event.target.value === '' ? null : event.target.value).catch(refused)
        }}
      >
        <option value="">{m.web_all_desks()}</option>
        {territories.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
    </label>
  )
}
