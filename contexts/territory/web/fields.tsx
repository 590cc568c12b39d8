import { createContext, type ReactNode, use, useState } from 'react'
import { names } from '#platform/web/ui/class-names.ts'
import { TextField, type TextFieldProps } from '#platform/web/ui/text-field.tsx'
import { listOf, numberOf } from './draft.ts'

/** What is wrong, by path inside the rules: `triage.classes.0.name`. */
export const MistakesContext = createContext<ReadonlyMap<string, string>>(new Map())

/** The text of what is wrong at a path. */
export function useMistake(path: string): string | undefined {
  return use(MistakesContext).get(path)
}

/** Marks where a field stands, so that the summary of mistakes can put the focus there. */
export function At({
  path,
  children,
}: {
  readonly path: string
  readonly children: ReactNode
}): ReactNode {
  return (
    <div className="territory-at" data-at={path}>
      {children}
    </div>
  )
}

/** Puts the focus on the field of a path, or on the nearest one that holds or is held by it. */
export function focusAt(path: string): void {
  const all = [...document.querySelectorAll<HTMLElement>('[data-at]')]
  const place =
    all.find((one) => one.dataset['at'] === path) ??
    all.find((one) => one.dataset['at']?.startsWith(`${path}.`)) ??
    all.findLast((one) => path.startsWith(`${one.dataset['at']}.`))
  place?.querySelector<HTMLElement>('input, select, textarea')?.focus()
}

type Plain = Omit<TextFieldProps, 'error' | 'value' | 'onChange'> & { readonly path: string }

/** One line of text at a path of the rules. */
export function RuleText(
  props: Plain & { readonly value: string; readonly onChange: (value: string) => void },
): ReactNode {
  const { path, ...field } = props
  const error = useMistake(path)
  return (
    <At path={path}>
      <TextField {...field} error={error} />
    </At>
  )
}

/** A whole number at a path. Empty is null where nothing is allowed (`need="optional"`); letters stay until mended. */
export function RuleNumber(
  props: Plain & {
    readonly value: number | null
    readonly onChange: (value: number | null) => void
  },
): ReactNode {
  const { value, onChange, className, ...field } = props
  const read = (text: string): number | null =>
    numberOf(text) ?? (props.need === 'optional' ? null : Number.NaN)
  const written = useWritten(value, read, (one) => (one === null ? '' : String(one)), onChange)
  return (
    <RuleText
      {...field}
      {...written}
      inputMode="numeric"
      mono
      className={names('territory-number', className)}
    />
  )
}

/** A list written with commas at a path: hours, ends of shifts. */
export function RuleList(
  props: Plain & {
    readonly value: readonly string[]
    readonly onChange: (value: string[]) => void
  },
): ReactNode {
  const { value, onChange, ...field } = props
  const written = useWritten([...value], listOf, (one) => one.join(', '), onChange)
  const inside = useFirstMistakeIn(props.path, value.length)
  return (
    <At path={props.path}>
      <TextField {...field} {...written} mono error={inside} />
    </At>
  )
}

function useFirstMistakeIn(path: string, count: number): string | undefined {
  const mistakes = use(MistakesContext)
  const paths = [path, ...Array.from({ length: count }, (_, at) => `${path}.${at}`)]
  return paths.map((one) => mistakes.get(one)).find((text) => text !== undefined)
}

/** Keeps what was typed as long as it means the value; a value from elsewhere shows in its own form. */
function useWritten<V>(
  value: V,
  read: (text: string) => V,
  write: (value: V) => string,
  onChange: (value: V) => void,
): { value: string; onChange: (text: string) => void } {
  const [text, setText] = useState(() => write(value))
  const holds = JSON.stringify(read(text)) === JSON.stringify(value)
  return {
    value: holds ? text : write(value),
    onChange(typed) {
      setText(typed)
      onChange(read(typed))
    },
  }
}
