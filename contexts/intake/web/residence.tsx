import { type ReactNode, useEffect, useRef, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { ComboBox } from '#platform/web/ui/combo-box.tsx'
import type { Option } from '#platform/web/ui/select.tsx'
import type { Context } from '../contract.ts'
import type { FieldsProps } from './fields.tsx'
import { focusNext } from './quick.tsx'
import { exactOf, labelOf, onlyOf, type Place, withOthers } from './residence-fit.ts'
import { useFound } from './use-municipalities.ts'

/** The name of a municipality that may be of another territory: its code until it is known. */
export function useMunicipalityName(
  code: string | null | undefined,
  own: Context['municipalities'],
  territoryId: string | undefined,
): string | undefined {
  const here = own.find((one) => one.code === code)
  const {
    found: [there],
  } = useFound(here === undefined ? (code ?? '') : '', territoryId)
  if (code === null || code === undefined) return undefined
  if (here !== undefined) return here.name
  return there?.code === code ? labelOf(there) : code
}

/** Where somebody lives: in a municipality of the territory, or in any other. */
export function Residence(props: FieldsProps & { readonly context: Context }): ReactNode {
  const { form, change, context } = props
  const { municipalities, territory } = context
  const box = useRef<HTMLDivElement>(null)
  const name = useMunicipalityName(form.residence, municipalities, territory.id)
  const [typed, setTyped] = useState<string>()
  const text = typed ?? name ?? ''
  const [isLeft, setLeft] = useState(false)
  const { found, isAwaited } = useFound(typed ?? '', territory.id)
  const options = optionsOf(text, municipalities, found)
  const known = withOthers(municipalities, found)
  const only = isLeft && !isAwaited ? onlyOf(typed ?? '', known) : undefined
  const fit = exactOf(typed ?? '', known) ?? only
  useEffect(() => {
    if (fit === undefined || form.residence !== null) return
    change({ residence: fit })
    if (isLeft) setTyped(undefined)
  }, [fit, isLeft, form.residence, change])
  return (
    <div ref={box} data-stop="" onFocus={() => setLeft(false)} onBlur={() => setLeft(true)}>
      <ComboBox
        label={m.intake_residence()}
        hint={m.intake_residence_hint()}
        filter={false}
        options={withChosen(options, form.residence, name)}
        value={form.residence ?? undefined}
        text={text}
        onText={(next) => {
          if (next === text) return
          setTyped(next)
          if (form.residence !== null && next !== name) change({ residence: null })
        }}
        onChoose={(residence) => {
          setTyped(undefined)
          change({ residence })
          // After the list has closed and given the focus back to its field.
          setTimeout(() => box.current && focusNext(box.current), 0)
        }}
      />
    </div>
  )
}

function optionsOf(
  text: string,
  own: Context['municipalities'],
  found: readonly Place[],
): readonly Option[] {
  const begins = own.filter((one) => one.name.toLowerCase().startsWith(text.trim().toLowerCase()))
  return withOthers(
    begins,
    found.filter((one) => !own.some(({ code }) => code === one.code)),
  ).map((one) => ({ value: one.code, label: labelOf(one) }))
}

function withChosen(
  options: readonly Option[],
  code: string | null,
  name: string | undefined,
): readonly Option[] {
  if (code === null || options.some((one) => one.value === code)) return options
  return [{ value: code, label: name ?? code }, ...options]
}
