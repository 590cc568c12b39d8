import { type KeyboardEvent, type ReactNode, useId, useMemo, useRef, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { names } from '../ui/class-names.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { type Found, searchCommands } from './fuzzy.ts'
import { noteRecent, recentCommands } from './recent.ts'
import { runCommand, useCommandList } from './use-commands.ts'

const SHOWN = 12

/** The palette: type what you want to do, in your own words. */
export function Palette({ onClose }: { readonly onClose: () => void }): ReactNode {
  const commands = useCommandList()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const [reason, setReason] = useState('')
  const id = useId()
  const list = useRef<HTMLUListElement>(null)
  const found = useMemo(
    () => searchCommands(typed, commands, recentCommands()).slice(0, SHOWN),
    [typed, commands],
  )
  const chosen = Math.min(at, Math.max(0, found.length - 1))

  const run = (match: Found | undefined): void => {
    if (match === undefined) return
    const refused = match.command.refused?.()
    if (refused !== undefined) {
      setReason(refused)
      return
    }
    noteRecent(match.command.id)
    onClose()
    // After the dialog has given the focus back, so that the command may move it.
    setTimeout(() => runCommand(match.command, match.argument), 0)
  }
  const move = (to: number): void => {
    setAt(to)
    setReason('')
    list.current?.children[to]?.scrollIntoView({ block: 'nearest' })
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') move((chosen + 1) % Math.max(1, found.length))
    else if (event.key === 'ArrowUp') move((chosen - 1 + found.length) % Math.max(1, found.length))
    else if (event.key === 'Enter') run(found[chosen])
    else return
    event.preventDefault()
  }

  return (
    <Dialog title={m.web_palette_title()} onClose={onClose} look="palette">
      <input
        className="input palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length === 0 ? undefined : `${id}-${chosen}`}
        aria-label={m.web_palette_label()}
        placeholder={m.web_palette_placeholder()}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setAt(0)
          setReason('')
        }}
        onKeyDown={onKey}
      />
      <p className="palette-reason" role="status">
        {found.length === 0 ? m.web_palette_nothing() : reason}
      </p>
      <ul
        ref={list}
        id={`${id}-list`}
        className="plain-list palette-list"
        role="listbox"
        aria-label={m.web_palette_title()}
      >
        {found.map((match, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are on the field that holds the focus
          <li
            key={match.command.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            className={names(
              'palette-item',
              match.command.refused?.() !== undefined && 'palette-refused',
            )}
            onClick={() => run(match)}
          >
            <PaletteItem match={match} />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function PaletteItem({ match: { command, argument } }: { readonly match: Found }): ReactNode {
  return (
    <>
      <span className="palette-title">
        {command.title}
        {command.argument === undefined ? null : (
          <span className="palette-argument">{argument === '' ? command.argument : argument}</span>
        )}
      </span>
      <span className="muted small">{command.group}</span>
      {command.keys === undefined ? null : <Kbd keys={command.keys} />}
    </>
  )
}
