import { type ReactNode, useEffect, useRef, useState } from 'react'
import { MunicipalityList } from '#contexts/territory/contract.ts'
import { m } from '#platform/i18n/texts.ts'
import { useRead } from '#platform/web/queries.ts'
import { ComboBox } from '#platform/web/ui/combo-box.tsx'
import type { Option } from '#platform/web/ui/select.tsx'
import type { Context } from '../contract.ts'
import type { FieldsProps } from './fields.tsx'
import { focusNext } from './quick.tsx'

const LEAST = 2

type Place = Context['municipalities'][number] & { readonly province?: string }

/** All municipalities of Italy that begin so, or have this code; those of the territory first. */
function useFound(asked: string, territoryId: string | undefined): readonly Place[] {
  const q = asked.trim()
  const found = useRead({
    key: ['territory', 'municipalities', territoryId ?? null, q],
    path: '/api/municipalities',
    query: { q, territoryId },
    reply: MunicipalityList,
    when: q.length >= LEAST,
  })
  return found.data?.municipalities ?? []
}

/** The name of a municipality that may be of another territory: its code until it is known. */
export function useMunicipalityName(
  code: string | null | undefined,
  own: Context['municipalities'],
  territoryId: string | undefined,
): string | undefined {
  const here = own.find((one) => one.code === code)
  const [there] = useFound(here === undefined ? (code ?? '') : '', territoryId)
  if (code === null || code === undefined) return undefined
  if (here !== undefined) return here.name
  return there?.code === code ? labelOf(there) : code
}

/** Two places of one name are told apart by their province. */
function labelOf({ name, province }: Place): string {
  return province === undefined ? name : `${name} (${province})`
}

/** Where somebody lives: in a municipality of the territory, or in any other. */
export function Residence(props: FieldsProps & { readonly context: Context }): ReactNode {
  const { form, change, context } = props
  const { municipalities, territory } = context
  const box = useRef<HTMLDivElement>(null)
  const name = useMunicipalityName(form.residence, municipalities, territory.id)
  const [typed, setTyped] = useState<string>()
  const text = typed ?? name ?? ''
  const found = useFound(typed ?? '', territory.id)
  const options = optionsOf(text, municipalities, found)
  const exact = typed === undefined ? undefined : exactOf(typed, municipalities, found)
  useEffect(() => {
    if (exact !== undefined && form.residence === null) change({ residence: exact })
  }, [exact, form.residence, change])
  return (
    <div ref={box} data-stop="">
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
  const others = found.filter((one) => !own.some(({ code }) => code === one.code))
  return [...begins, ...others].map((one) => ({ value: one.code, label: labelOf(one) }))
}

/** The one municipality that is called exactly so. */
function exactOf(
  typed: string,
  own: Context['municipalities'],
  found: readonly Place[],
): string | undefined {
  const asked = typed.trim().toLowerCase()
  const all = [...own, ...found.filter((one) => !own.some(({ code }) => code === one.code))]
  const fits = all.filter(
    (one) => one.name.toLowerCase() === asked || labelOf(one).toLowerCase() === asked,
  )
  return fits.length === 1 ? fits[0]?.code : undefined
}

function withChosen(
  options: readonly Option[],
  code: string | null,
  name: string | undefined,
): readonly Option[] {
  if (code === null || options.some((one) => one.value === code)) return options
  return [{ value: code, label: name ?? code }, ...options]
}
