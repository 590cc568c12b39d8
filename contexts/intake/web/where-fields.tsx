import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { MapReply } from '#contexts/territory/contract-where.ts'
import { type Lies, outsideOf, whereLies } from '#contexts/territory/model-boundary.ts'
import { readPoint } from '#contexts/territory/model-coordinates.ts'
import { m } from '#platform/i18n/texts.ts'
import { useRead } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Checkbox } from '#platform/web/ui/choices.tsx'
import { Skeleton } from '#platform/web/ui/feedback.tsx'
import type { Context } from '../contract.ts'
import { pointSaid } from '../words.ts'
import { type FieldsProps, Municipality } from './fields.tsx'
import { type Form, reportOf } from './form.ts'
import { endingIn } from './residence-fit.ts'
import { useSuggestions } from './use-suggestions.ts'
import { chosen, elsewhere, hasPoint, NO_POINT, pinned, written } from './where.ts'
import { WhereBox } from './where-box.tsx'

const PlaceMap = lazy(async () => ({ default: (await import('./place-map.tsx')).PlaceMap }))

type WhereProps = FieldsProps & {
  readonly context: Context
  readonly hint?: string
  /** One thing at a time: words without a municipality ask for it, since no office is found without. */
  readonly asksMunicipality?: boolean
}

/** Where somebody is: one box for any words, the municipality, *non so*, and the map as another way to say it. */
export function WhereFields(props: WhereProps): ReactNode {
  const { form, change, context } = props
  const { territory, municipalities } = context
  // The words that the point came with: others lose it.
  const base = useRef(form.placeText)
  const [typed, setTyped] = useState<string | null>(null)
  const [isGone, setGone] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const area = useRef<HTMLElement>(null)
  const suggestions = useSuggestions(territory.id, typed, form.municipality)
  const map = useRead({
    key: ['territory', 'map', territory.id],
    path: `/api/territories/${territory.id}/map`,
    reply: MapReply,
    when: isOpen || isOwnPoint(form),
  })
  const apply = (changes: Partial<Form>): void => {
    setGone(hasPoint(form) && changes.latitude === null)
    if (changes.latitude !== undefined && changes.placeText !== undefined)
      base.current = changes.placeText
    change(changes)
  }
  return (
    <>
      <div className="intake-pair intake-place">
        <div>
          <WhereBox
            text={form.placeText}
            hint={props.hint}
            suggestions={suggestions}
            onWrite={(text) => {
              setTyped(text)
              apply({
                ...written(form, text, base.current),
                ...municipalitySaid(form, text, municipalities),
              })
            }}
            onChoose={(one) => {
              setTyped(null)
              apply(chosen(one))
            }}
          />
          <div className="where-tools">
            <Checkbox
              label={m.intake_place_not_known()}
              checked={form.placeUnknown}
              onChange={(placeUnknown) => change({ placeUnknown })}
            />
            <Button
              kind="quiet"
              label={m.intake_map_open()}
              expanded={isOpen}
              onPress={() => setOpen(!isOpen)}
            >
              {m.intake_map_word()}
            </Button>
          </div>
        </div>
        <Municipality
          form={form}
          change={(changes) =>
            changes.municipality === undefined
              ? change(changes)
              : apply(elsewhere(form, changes.municipality))
          }
          municipalities={municipalities}
          territory={territory}
        />
      </div>
      {props.asksMunicipality === true && lacksMunicipality(form) ? (
        <p role="status">{m.intake_municipality_asked()}</p>
      ) : null}
      <PointNote form={form} change={apply} map={map.data} isGone={isGone} />
      {isOpen ? (
        <section ref={area} className="where-map" aria-label={m.intake_map()}>
          <Suspense fallback={<Skeleton lines={6} />}>
            <PlaceMap
              map={map.data}
              isAway={map.error !== null}
              point={hasPoint(form) ? form : null}
              onPin={(point) => apply(pinned(point))}
              onDrawn={() => bringToMap(area.current)}
            />
          </Suspense>
        </section>
      ) : null}
    </>
  )
}

/** The municipality that is said with the place, while nobody chose another: it follows the words. */
function municipalitySaid(
  { municipality, placeText }: Form,
  text: string,
  known: Context['municipalities'],
): Partial<Form> {
  const isFree = municipality === null || municipality === endingIn(placeText, known)
  const said = endingIn(text, known) ?? null
  return isFree && said !== municipality ? { municipality: said } : {}
}

function lacksMunicipality({ placeText, municipality, placeUnknown }: Form): boolean {
  return placeText.trim() !== '' && municipality === null && !placeUnknown
}

/** The map under the eyes and the hands of who asked for it. */
function bringToMap(area: HTMLElement | null): void {
  area?.scrollIntoView({ block: 'nearest' })
  area?.querySelector<HTMLElement>('svg, select')?.focus({ preventScroll: true })
}

/** A point that nobody has said the municipality of: the map can. */
function isOwnPoint(form: Form): form is Form & { latitude: number; longitude: number } {
  return hasPoint(form) && form.placeSource !== 'register'
}

/** What is known of the point, said once: what it is, in which municipality, or why there is none. */
function PointNote(props: {
  readonly form: Form
  readonly change: (changes: Partial<Form>) => void
  readonly map: MapReply | undefined
  readonly isGone: boolean
}): ReactNode {
  const { form, change, map } = props
  const { words: lies, isDoubt } = useMunicipalityOf(form, change, map)
  const fault = faultOf(form.placeText)
  const words = hasPoint(form)
    ? m.intake_point_kept({ point: pointSaid(reportOf(form)) })
    : (fault ?? (props.isGone ? m.intake_point_gone() : ''))
  return (
    <div className="where-note">
      <span role="status" className={fault === undefined ? 'small muted' : 'small where-fault'}>
        {words} {isDoubt ? <span className="where-fault">{lies}</span> : lies}
      </span>
      {hasPoint(form) ? (
        <Button kind="quiet" onPress={() => change(NO_POINT)}>
          {m.intake_point_remove()}
        </Button>
      ) : null}
    </div>
  )
}

function faultOf(text: string): string | undefined {
  const read = readPoint(text)
  if (read === undefined || 'point' in read) return undefined
  switch (read.fault) {
    case 'short-link':
      return m.intake_point_short_link()
    case 'outside-italy':
      return m.intake_point_outside()
    case 'unreadable':
      return m.intake_point_unreadable()
  }
}

/** What is said of where a point lies; a doubt asks for a look. */
type Said = { readonly words: string; readonly isDoubt: boolean }
const NOTHING: Said = { words: '', isDoubt: false }

/** Says in which municipality the point lies, and fills it in where nobody did: a doubt is left to the person. */
function useMunicipalityOf(
  form: Form,
  change: (changes: Partial<Form>) => void,
  map: MapReply | undefined,
): Said {
  const filled = useRef<string | null>(null)
  const isAsked = map !== undefined && isOwnPoint(form)
  const lies = isAsked ? whereLies(form, map.municipalities) : NOWHERE
  const outside = isAsked ? outsideOf(form, map.municipalities) : undefined
  const sure = lies.near.length === 0 ? lies.inside : null
  const isFree = form.municipality === null || form.municipality === filled.current
  // A municipality that an earlier point brought goes with it.
  const brought = outside === undefined ? (sure ?? form.municipality) : null
  useEffect(() => {
    if (!isFree || form.municipality === brought) return
    filled.current = brought
    change({ municipality: brought })
  }, [brought, isFree, form.municipality, change])
  return said(form, map?.municipalities ?? [], lies, outside)
}

function said(
  form: Form,
  municipalities: MapReply['municipalities'],
  { inside, near }: Lies,
  outside: { readonly code: string; readonly km: number } | undefined,
): Said {
  const nameOf = (code: string | null): string =>
    municipalities.find((one) => one.code === code)?.name ?? ''
  if (outside !== undefined)
    return {
      words: m.intake_point_far({ name: nameOf(outside.code), km: outside.km }),
      isDoubt: true,
    }
  if (near.length > 0) {
    const names = [inside, ...near].filter((code) => code !== null).map(nameOf)
    return { words: m.intake_point_near({ names: names.join(', ') }), isDoubt: true }
  }
  if (inside === null) return NOTHING
  const name = nameOf(inside)
  return form.municipality === inside
    ? { words: m.intake_point_in({ name }), isDoubt: false }
    : { words: m.intake_point_other({ name }), isDoubt: true }
}

const NOWHERE: Lies = { inside: null, near: [] }
