import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { epochMs, serverNowMs } from '#platform/web/clock.ts'
import { momentText } from '#platform/web/format.ts'
import { instantOf } from '#platform/web/moments.ts'
import { RadioGroup } from '#platform/web/ui/choices.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { PlacementView } from '../contract.ts'
import { ENDINGS, NO_REASONS, RELEASES, TITLES } from '../model-words.ts'
import { usePlaceCommand } from './use-places.ts'
import { wordOf } from './words.ts'

export type Purpose =
  | 'release'
  | 'refusal'
  | 'no-show'
  | 'confirmation'
  | 'arrival'
  | 'expected'
  | 'title'
  | 'authorisation'
  | 'stay'
  | 'ending'

const HOUR_MS = 3_600_000

/** One field of such a dialog: a choice of codes, or a line of text. */
type FieldSpec = {
  readonly name: string
  readonly label: string
  readonly codes?: readonly string[]
  readonly kind?: string
  readonly look?: 'number' | 'moment'
  readonly hint?: string
  readonly need?: 'optional'
}

const WHO_NAME: FieldSpec = { name: 'name', label: m.places_said_name() }
const who: readonly FieldSpec[] = [WHO_NAME, { name: 'role', label: m.places_said_role() }]

const FORMS: Readonly<
  Record<Purpose, { readonly title: string; readonly fields: readonly FieldSpec[] }>
> = {
  release: {
    title: m.places_release(),
    fields: [{ name: 'reason', label: m.places_why(), codes: RELEASES, kind: 'release' }],
  },
  refusal: {
    title: m.places_refusal(),
    fields: [...who, { name: 'reason', label: m.places_no_why(), codes: NO_REASONS, kind: 'no' }],
  },
  'no-show': { title: m.places_no_show(), fields: [] },
  confirmation: {
    title: m.places_confirm_voice(),
    fields: [
      ...who,
      {
        name: 'arrivesIn',
        label: m.places_expect_in(),
        hint: m.places_expect_in_hint(),
        look: 'number',
        need: 'optional',
      },
    ],
  },
  arrival: {
    title: m.places_arrive(),
    fields: [
      {
        name: 'arrivedAt',
        label: m.places_arrive_when(),
        hint: m.places_arrive_when_hint(),
        look: 'moment',
        need: 'optional',
      },
    ],
  },
  expected: {
    title: m.places_expect(),
    fields: [{ name: 'arrivesIn', label: m.places_expect_in(), look: 'number' }],
  },
  title: {
    title: m.places_title_record(),
    fields: [{ name: 'title', label: m.places_title_which(), codes: TITLES, kind: 'title' }],
  },
  authorisation: {
    title: m.places_authorise(),
    fields: [
      {
        name: 'mode',
        label: m.places_authorise_how(),
        codes: ['authorised', 'to-ratify'],
        kind: 'authorisation',
      },
      { name: 'words', label: m.places_authorise_words(), hint: m.places_authorise_hint() },
    ],
  },
  stay: {
    title: m.places_stay_extend(),
    fields: [{ name: 'hours', label: m.places_stay_hours(), look: 'number' }],
  },
  ending: {
    title: m.places_stay_end(),
    fields: [{ name: 'reason', label: m.places_why(), codes: ENDINGS, kind: 'ending' }],
  },
}

/** What is asked before a step of a placement; the server's refusal stands where it belongs. */
export function PlacementDialog(props: {
  readonly caseId: string
  readonly placement: PlacementView
  readonly purpose: Purpose
  readonly onClose: () => void
}): ReactNode {
  const { caseId, placement, purpose, onClose } = props
  const { title, fields } = FORMS[purpose]
  // Who said yes on the telephone is who confirms, most times: not asked twice.
  const { saidName: name, saidRole: role } = placement
  const [written, setWritten] = useState<Readonly<Record<string, string>>>(
    fields.includes(WHO_NAME) ? { name, role } : {},
  )
  const command = usePlaceCommand<object>({
    caseId,
    path: `placements/${placement.id}/${purpose}`,
    done: () => {
      if (purpose === 'arrival') toast(m.places_arrived_toast())
      onClose()
    },
  })
  const send = (): void => {
    const entries = fields.flatMap(({ name, look, need }) => {
      const text = written[name] ?? ''
      if (need === 'optional' && text.trim() === '') return []
      return [[name, valueOf(look, text)]]
    })
    command.mutate(Object.fromEntries(entries))
  }
  return (
    <FormDialog
      title={`${title}: ${placement.facility}`}
      verb={title}
      busy={command.isPending}
      problem={command.error}
      onSend={send}
      onClose={onClose}
    >
      {purpose === 'no-show' ? <p>{m.places_no_show_text()}</p> : null}
      {purpose === 'arrival' ? (
        <Staying placement={placement} arrivedAt={instantOf(written['arrivedAt'] ?? '')} />
      ) : null}
      {fields.map((field) => (
        <OneField
          key={field.name}
          field={field}
          value={written[field.name] ?? ''}
          error={command.error?.fieldText(field.name)}
          onChange={(text) => setWritten({ ...written, [field.name]: text })}
        />
      ))}
    </FormDialog>
  )
}

/** What is no number goes as it is, so that the server says which field is wrong. */
function valueOf(look: FieldSpec['look'], text: string): string | number {
  if (look === 'number') return /^\d+$/u.test(text) ? Number(text) : text
  return look === 'moment' ? (instantOf(text) ?? text) : text
}

/** Who comes, and until when they may stay: the day that the papers will say. */
function Staying(props: {
  readonly placement: PlacementView
  readonly arrivedAt: string | undefined
}): ReactNode {
  const { people, minors, stayHours } = props.placement
  const from = epochMs(props.arrivedAt ?? '') ?? serverNowMs()
  return (
    <>
      <p>{m.places_arrive_who({ people: m.places_own_people({ people, minors }) })}</p>
      {stayHours === null ? null : (
        <p>{m.places_arrive_stay({ when: momentText(from + stayHours * HOUR_MS) })}</p>
      )}
    </>
  )
}

function OneField(props: {
  readonly field: FieldSpec
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (text: string) => void
}): ReactNode {
  const { field, value, error, onChange } = props
  const { label, codes, kind = '', hint } = field
  if (codes === undefined)
    return (
      <TextField
        label={label}
        hint={hint}
        need={field.need ?? 'required'}
        maxLength={300}
        value={value}
        onChange={onChange}
        error={error}
        {...(field.look === 'number' ? { inputMode: 'numeric' as const } : {})}
        {...(field.look === 'moment' ? { type: 'datetime-local' as const } : {})}
      />
    )
  const options = codes.map((code) => ({ value: code, label: wordOf(kind, code) }))
  return codes.length > 4 ? (
    <Select
      label={label}
      need="required"
      placeholder={m.places_choose()}
      value={value}
      options={options}
      onChange={onChange}
      error={error}
    />
  ) : (
    <RadioGroup
      label={label}
      need="required"
      value={value === '' ? undefined : value}
      options={options}
      onChange={onChange}
      error={error}
    />
  )
}
