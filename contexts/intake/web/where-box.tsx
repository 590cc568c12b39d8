import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { PlaceSuggestion } from '#contexts/territory/contract-where.ts'
import { m } from '#platform/i18n/texts.ts'
import { names } from '#platform/web/ui/class-names.ts'
import { Field } from '#platform/web/ui/field.tsx'
import { tooLongText } from '#platform/web/ui/too-long.ts'
import { onward } from './quick.tsx'

const MOST = 300

type BoxProps = {
  readonly text: string
  readonly suggestions: readonly PlaceSuggestion[]
  readonly hint?: string | undefined
  readonly onWrite: (text: string) => void
  readonly onChoose: (one: PlaceSuggestion) => void
}

/**
 * Where somebody is, in any words. Suggestions are only offered: Enter takes one that the arrows have reached, Tab and
 * leaving take nothing, and free text goes on as it is.
 */
export function WhereBox(props: BoxProps): ReactNode {
  const { text, suggestions } = props
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const isShown = isOpen && suggestions.length > 0
  const active = isShown ? suggestions[at] : undefined
  const list = useRef<HTMLUListElement>(null)
  // At the lower edge of the screen the list would open out of sight.
  useEffect(() => {
    if (isShown) list.current?.scrollIntoView({ block: 'nearest' })
  }, [isShown, suggestions])
  const close = (): void => {
    setOpen(false)
    setAt(-1)
  }
  const choose = (one: PlaceSuggestion): void => {
    props.onChoose(one)
    close()
  }
  const move = (by: number): void => {
    setOpen(true)
    // The field itself is one of the stops: going round, the words typed come back.
    const stops = suggestions.length + 1
    setAt(((at + 1 + by + stops) % stops) - 1)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by !== undefined && suggestions.length > 0) {
      event.preventDefault()
      move(by)
    } else if (event.key === 'Escape' && isShown) {
      event.preventDefault()
      event.stopPropagation()
      close()
    } else if (event.key === 'Enter' && active !== undefined && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      choose(active)
    } else onward(event)
  }
  return (
    <div data-stop="" className="where-box">
      <Field
        label={m.intake_place()}
        hint={props.hint}
        isEmpty={text.trim() === ''}
        fault={tooLongText(text, MOST)}
      >
        {(ties) => (
          <input
            {...ties}
            className="input"
            type="text"
            role="combobox"
            autoComplete="off"
            aria-autocomplete="list"
            aria-expanded={isShown}
            aria-controls={isShown ? `${id}-list` : undefined}
            aria-activedescendant={active === undefined ? undefined : `${id}-${at}`}
            value={text}
            onChange={(event) => {
              props.onWrite(event.target.value)
              setOpen(true)
              setAt(-1)
            }}
            onKeyDown={onKeyDown}
            onBlur={close}
          />
        )}
      </Field>
      {isShown ? (
        <ul
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label={m.intake_suggestion_list()}
          className="where-list"
        >
          {suggestions.map((one, index) => (
            <Suggestion
              key={`${one.municipality} ${one.kind} ${one.name} ${one.locality ?? ''}`}
              id={`${id}-${index}`}
              one={one}
              isActive={index === at}
              onChoose={() => choose(one)}
            />
          ))}
        </ul>
      ) : null}
      <span role="status" className="visually-hidden">
        {isShown ? m.intake_suggestions({ count: suggestions.length }) : ''}
      </span>
    </div>
  )
}

function Suggestion(props: {
  readonly id: string
  readonly one: PlaceSuggestion
  readonly isActive: boolean
  readonly onChoose: () => void
}): ReactNode {
  const { one } = props
  const kind = one.kind === 'street' ? m.intake_suggestion_street() : m.intake_suggestion_landmark()
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- its keys are those of the field, which never loses the focus
    <li
      id={props.id}
      role="option"
      tabIndex={-1}
      aria-selected={props.isActive}
      className={names('listbox-item', 'where-option', props.isActive && 'where-active')}
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={props.onChoose}
      ref={(item) => {
        if (props.isActive) item?.scrollIntoView({ block: 'nearest' })
      }}
    >
      {[one.text, one.locality, one.municipalityName].filter((part) => part !== null).join(', ')}
      <span className="field-hint">
        {' '}
        {m.intake_suggestion_source({ kind, source: one.source })}
      </span>
    </li>
  )
}
