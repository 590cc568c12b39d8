import {
  type ReactNode,
  type SyntheticEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react'
import { m } from '#platform/i18n/texts.ts'
import type { Present } from '#platform/web/live/messages.ts'
import { othersAt, usePresence, useSayPresence } from '#platform/web/live/use-presence.ts'
import { useSession } from '#platform/web/session.ts'
import { useSlots } from '#platform/web/slots-context.ts'
import { listText } from './words.ts'

const STILL_MS = 6_000

/** Says where this window is. What it answers hears each keystroke in the panel, and takes only where it was. */
export function useOwnPresence(fileId: string, isShown: boolean): (event: SyntheticEvent) => void {
  const [where, setWhere] = useState<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useSayPresence(fileId, where, isShown)
  useEffect(() => () => clearTimeout(timer.current), [])
  return useCallback((event: SyntheticEvent) => {
    const target = event.target instanceof Element ? event.target : undefined
    setWhere(target?.closest('[data-part]')?.getAttribute('data-part') ?? 'file')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setWhere(null), STILL_MS)
  }, [])
}

/** Who else is at this file, and where they write: said once to screen readers, when it changes. */
export function PresentHere({ fileId }: { readonly fileId: string }): ReactNode {
  const me = useSession().data?.staffId
  const others = othersAt(usePresence(), fileId, me)
  const slots = useSlots()
  const partOf = (where: string): string | undefined =>
    where === 'note'
      ? m.interventions_note_label()
      : slots.of('case-tab').find((slot) => slot.id === where)?.label
  const looking = others.filter((one) => one.where === null).map((one) => one.name)
  return (
    <div className="present" role="status">
      {others.flatMap(({ id, name, where }) =>
        where === null ? [] : [<p key={id}>{writesText(name, partOf(where))}</p>],
      )}
      {looking.length === 0 ? null : (
        <p className="muted">
          {m.interventions_present_look({ count: looking.length, names: listText(looking) })}
        </p>
      )}
    </div>
  )
}

function writesText(name: string, part: string | undefined): string {
  return part === undefined
    ? m.interventions_present_writes({ name })
    : m.interventions_present_writes_in({ name, part })
}

/** The colleagues at a file on a row: initials to the eye, the whole name to who hovers or listens. */
export function PresentMarks({ others }: { readonly others: readonly Present[] }): ReactNode {
  return others.map(({ id, name, where }) => {
    const words =
      where === null
        ? m.interventions_present_look({ count: 1, names: name })
        : m.interventions_present_writes({ name })
    return (
      <span
        key={id}
        className={where === null ? 'row-present' : 'row-present row-writes'}
        title={words}
      >
        <span aria-hidden="true">
          {where === null ? initialsOf(name) : `${initialsOf(name)} …`}
        </span>
        <span className="visually-hidden">{words} </span>
      </span>
    )
  })
}

/** `LB` of `Luca Bianchi`. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => word !== '')
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends.map((word) => (word ?? '').slice(0, 1).toLocaleUpperCase('it')).join('')
}
