import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Chips, RadioGroup } from '#platform/web/ui/choices.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import type { ReadBackReply } from '../contract-read-back.ts'
import {
  ACTS,
  COMES,
  ESCORTS,
  INFORMS,
  isToldTo,
  LISTENER_KINDS,
  type ReadBackChoices,
  STAYS,
} from '../model-read-back.ts'
import { choiceText, isMeetingOpen } from '../read-back-words.ts'

/** What is written in the form; minutes as they are typed. */
export type Written = Omit<ReadBackChoices, 'minutes'> & {
  readonly officer: string
  readonly minutes: string
  readonly meetingPoint: string
  readonly mail: boolean
  readonly release: boolean
}

const optionsOf = <V extends string>(kind: string, codes: readonly V[]) =>
  codes.map((value) => ({ value, label: choiceText(kind, value) }))

type Props = {
  readonly view: ReadBackReply
  readonly written: Written
  readonly change: (part: Partial<Written>) => void
}

/** Who listens comes first: only what such a one is told can be chosen. */
export function Choices(props: Props): ReactNode {
  const { kind } = props.written
  const isTold = kind !== null && kind !== 'citizen'
  return (
    <>
      <Select
        label={m.intake_back_kind_label()}
        hint={kind === 'citizen' ? m.intake_back_citizen_hint() : m.intake_back_kind_hint()}
        need="required"
        placeholder={m.intake_choose()}
        options={optionsOf('kind', LISTENER_KINDS)}
        value={kind ?? ''}
        onChange={(chosen) => props.change({ kind: chosen })}
      />
      {isTold ? <Told {...props} /> : null}
    </>
  )
}

function Told(props: Props): ReactNode {
  return (
    <>
      {props.view.facts.arrivedAt === null ? <OnTheWay {...props} /> : null}
      <Agreed {...props} />
    </>
  )
}

/** Until they have arrived: who comes, who stays with them, who takes them there. */
function OnTheWay(props: Props): ReactNode {
  const { kind } = props.written
  return (
    <>
      <Coming {...props} />
      {isToldTo(kind, 'stays', false) ? <Stays {...props} /> : null}
      <Select
        label={m.intake_back_escorts_label()}
        placeholder={m.intake_choose()}
        options={optionsOf('escorts', ESCORTS)}
        value={props.written.escorts ?? ''}
        onChange={(escorts) => props.change({ escorts })}
      />
      <Meeting {...props} />
    </>
  )
}

function Coming({ written, change }: Props): ReactNode {
  return (
    <>
      <Select
        label={m.intake_back_comes_label()}
        need="required"
        placeholder={m.intake_choose()}
        options={optionsOf('comes', COMES)}
        value={written.comes ?? ''}
        onChange={(comes) => change({ comes })}
      />
      <TextField
        label={m.intake_back_minutes()}
        inputMode="numeric"
        maxLength={3}
        value={written.minutes}
        onChange={(minutes) => change({ minutes })}
      />
    </>
  )
}

/** Asked of who accompanies: they must know where to go, and never where the place is. */
function Meeting({ written, change, view }: Props): ReactNode {
  if (view.facts.placeSaid !== 'meeting-point') return null
  const isOpen = isMeetingOpen(view.facts, written, written.meetingPoint)
  return (
    <TextField
      label={m.intake_back_meeting()}
      hint={isOpen ? m.intake_back_meeting_asked() : m.intake_back_meeting_hint()}
      maxLength={200}
      value={written.meetingPoint}
      onChange={(meetingPoint) => change({ meetingPoint })}
    />
  )
}

function Stays({ written, change }: Props): ReactNode {
  return (
    <Select
      label={m.intake_back_stays_label()}
      placeholder={m.intake_choose()}
      options={optionsOf('stays', STAYS)}
      value={written.stays ?? ''}
      // Who is said to stay with the person is not let go in the same breath.
      onChange={(stays) => change(stays === 'patrol' ? { stays, release: false } : { stays })}
    />
  )
}

/** Which acts we need, and who informs the magistrate. */
function Agreed({ written, change, view }: Props): ReactNode {
  const { kind } = written
  const hasArrived = view.facts.arrivedAt !== null
  return (
    <>
      {isToldTo(kind, 'acts', hasArrived) ? (
        <Chips
          label={m.intake_back_acts_label()}
          options={optionsOf('acts', ACTS)}
          values={written.acts}
          onChange={(acts) => change({ acts })}
        />
      ) : null}
      {isToldTo(kind, 'informs', hasArrived) ? (
        <RadioGroup
          label={m.intake_back_informs_label()}
          options={optionsOf('informs', INFORMS)}
          value={written.informs ?? undefined}
          onChange={(informs) => change({ informs })}
        />
      ) : null}
    </>
  )
}
