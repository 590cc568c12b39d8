import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { announce } from '../announce.ts'
import { Button } from '../ui/button.tsx'
import { strokeOf } from './keys.ts'
import {
  type KeyRefusal,
  keepOwnKey,
  keyRefusal,
  mayChange,
  ownKeysOf,
  readOwnKeys,
  useOwnKeys,
} from './own-keys.ts'
import type { Command } from './registry.ts'

const HELD = ['Control', 'Shift', 'Alt', 'Meta', 'AltGraph']

/** One command of the list, and how to give it another key: the next press is it, or why it cannot be. */
export function KeyChange(props: {
  readonly command: Command
  readonly commands: readonly Command[]
}): ReactNode {
  const { command, commands } = props
  const keys = command.keys ?? ''
  const shown = ownKeysOf(useOwnKeys(), keys)
  const [isAsking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  if (!mayChange(keys)) return command.title
  const take = (event: KeyboardEvent): void => {
    if (!isAsking || HELD.includes(event.key)) return
    if (event.key === 'Tab' || event.key === 'Escape') {
      setAsking(false)
      // Esc gives up the change, not the whole list.
      if (event.key === 'Escape') event.preventDefault()
      return
    }
    event.preventDefault()
    event.stopPropagation()
    const stroke = strokeOf(event)
    const refused = keyRefusal(readOwnKeys(), keys, stroke, commands)
    setRefusal(refused === undefined ? undefined : refusalText(stroke, refused))
    if (refused !== undefined) return
    keepOwnKey(keys, stroke)
    setAsking(false)
    announce(m.web_keys_changed({ title: command.title, keys: stroke }))
  }
  return (
    <span className="stack-tight">
      <span>{command.title}</span>
      <span className="line" onKeyDownCapture={take}>
        <Button
          kind="quiet"
          label={m.web_keys_change_of({ title: command.title })}
          onPress={() => {
            setAsking(true)
            setRefusal(undefined)
          }}
        >
          {isAsking ? m.web_keys_press() : m.web_keys_change()}
        </Button>
        {shown === keys ? null : (
          <Button
            kind="quiet"
            label={m.web_keys_back_of({ title: command.title, keys })}
            onPress={() => keepOwnKey(keys, undefined)}
          >
            {m.web_keys_back({ keys })}
          </Button>
        )}
      </span>
      {refusal === undefined ? null : (
        <span className="field-error" role="alert">
          {refusal}
        </span>
      )}
    </span>
  )
}

function refusalText(stroke: string, refusal: KeyRefusal): string {
  if (refusal.why === 'ctrl') return m.web_keys_refused_ctrl({ keys: stroke })
  if (refusal.why === 'moves') return m.web_keys_refused_moves({ keys: stroke })
  return refusal.by === undefined
    ? m.web_keys_refused_elsewhere({ keys: stroke })
    : m.web_keys_refused_taken({ keys: stroke, title: refusal.by })
}
