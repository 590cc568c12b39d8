import type { ReactNode } from 'react'
import {
  ComboBox as AriaComboBox,
  Button,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components'
import { m } from '#platform/i18n/texts.ts'
import { names } from './class-names.ts'
import { type FieldProps, NeedWord, useFieldError } from './field.tsx'
import { Icon } from './icon.tsx'
import type { Option } from './select.tsx'

export interface ComboBoxProps<V extends string> extends FieldProps {
  readonly options: readonly Option<V>[]
  /** The chosen value; undefined while what is typed is free text. */
  readonly value: V | undefined
  readonly text: string
  readonly onText: (text: string) => void
  readonly onChoose: (value: V) => void
  /** True when text that is none of the options is an answer too (a place nobody has listed). */
  readonly free?: boolean
  /** False when the caller has filtered the options itself (a search on the server). */
  readonly filter?: boolean
}

/** A list to choose from by typing. */
export function ComboBox<V extends string>(props: ComboBoxProps<V>): ReactNode {
  const { options, value, text, onText, onChoose, free = false, filter = true } = props
  const isMissing = props.need === 'required' && text.trim() === ''
  const error = useFieldError(props, isMissing)
  return (
    <AriaComboBox
      className={names('field', error !== undefined && 'field-wrong')}
      data-missing={isMissing || undefined}
      inputValue={text}
      value={value ?? null}
      onInputChange={onText}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key)
        if (chosen === undefined) return
        onText(chosen.label)
        onChoose(chosen.value)
      }}
      allowsCustomValue={free}
      menuTrigger="input"
      // Closed for want of a match, an arrow would open the whole list on an unrelated choice.
      allowsEmptyCollection={!free && filter}
      isInvalid={error !== undefined}
      isRequired={props.need === 'required'}
      validationBehavior="aria"
      {...(filter ? {} : { items: options, defaultFilter: () => true })}
    >
      <Label className="field-label">
        {props.label} <NeedWord need={props.need} />
      </Label>
      {props.hint === undefined ? null : (
        <Text slot="description" className="field-hint">
          {props.hint}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
      <div className="combo">
        <Input className="input" />
        <Button className="combo-button" aria-label={m.web_show_choices()}>
          <Icon name="menu" size={16} />
        </Button>
      </div>
      <Popover className="popover">
        <ListBox
          className="listbox"
          renderEmptyState={() => <span className="listbox-empty">{m.web_no_choice()}</span>}
        >
          {options.map((option) => (
            <ListBoxItem
              key={option.value}
              id={option.value}
              textValue={option.label}
              className="listbox-item"
            >
              {option.label}
              {option.hint === undefined ? null : (
                <span className="field-hint"> {option.hint}</span>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}
