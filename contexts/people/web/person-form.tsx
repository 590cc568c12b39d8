import { type ReactNode, useState } from 'react'
import * as z from 'zod'
import { m } from '#platform/i18n/texts.ts'
import type { ApiProblem } from '#platform/web/problem.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Checkbox, Chips, RadioGroup } from '#platform/web/ui/choices.tsx'
import { Clashes } from '#platform/web/ui/clashes.tsx'
import { Form } from '#platform/web/ui/form.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextArea, TextField } from '#platform/web/ui/text-field.tsx'
import { useKeptMerged } from '#platform/web/use-merged.ts'
import type { KnownBody, PersonView } from '../contract.ts'
import { AGE_SOURCES, DOCUMENTS, NEEDS, PARTS, SEXES, TIES } from '../model.ts'
import { wordOf } from './words.ts'

/** Flat, so that what two write at once is merged field by field. */
type Written = Omit<KnownBody, 'age' | 'language' | 'words'> &
  KnownBody['words'] & {
    readonly age: string
    readonly language: string
  }

const UnderWay = z.object({
  part: z.enum(PARTS),
  tie: z.enum(TIES),
  sex: z.enum(SEXES),
  age: z.string(),
  ageFrom: z.enum(AGE_SOURCES),
  isMinor: z.boolean(),
  document: z.enum(DOCUMENTS),
  language: z.string(),
  needs: z.array(z.enum(NEEDS)),
  name: z.string(),
  health: z.string(),
  note: z.string(),
})
const readKept = (value: unknown): Written | undefined => UnderWay.safeParse(value).data

const EMPTY: Written = {
  part: 'helped',
  tie: 'self',
  sex: 'unknown',
  age: '',
  ageFrom: 'presumed',
  isMinor: false,
  document: 'unknown',
  language: '',
  needs: [],
  name: '',
  health: '',
  note: '',
}

function writtenFrom(person: PersonView): Written {
  const { part, tie, sex, age, ageFrom, isMinor, document, language, needs, words } = person
  const text = age === null ? '' : String(age)
  const said = { part, tie, sex, ageFrom, isMinor, document, needs }
  return { ...said, ...words, age: text, language: language ?? '' }
}

/** What is no age goes as it is, so that the server says which field is wrong. */
function bodyOf(written: Written): object {
  const { name, health, note, ...rest } = written
  const age = written.age.trim() === '' ? null : Number(written.age)
  return {
    ...rest,
    words: { name, health, note },
    age: age === null || Number.isInteger(age) ? age : written.age,
    language: written.language.trim() === '' ? null : written.language,
  }
}

const LABELS: Readonly<Record<keyof Written, () => string>> = {
  part: m.people_part,
  tie: m.people_tie,
  sex: m.people_sex,
  age: m.people_age,
  ageFrom: m.people_age_from,
  isMinor: m.people_is_minor,
  document: m.people_document,
  language: m.people_language,
  needs: m.people_needs,
  name: m.people_name,
  health: m.people_health,
  note: m.people_note,
}
const labelOf = (field: keyof Written): string => LABELS[field]()

const KINDS: Readonly<Partial<Record<keyof Written, string>>> = {
  part: 'part',
  tie: 'tie',
  sex: 'sex',
  ageFrom: 'age_from',
  document: 'document',
  needs: 'needs',
}

/** What a colleague chose or wrote in a field, in words. */
function saidText(field: keyof Written, value: unknown): string {
  if (typeof value === 'boolean') return value ? m.web_yes() : m.web_no()
  const kind = KINDS[field]
  const codes = Array.isArray(value) ? value.map(String) : [String(value)]
  return kind === undefined ? codes.join(', ') : codes.map((code) => wordOf(kind, code)).join(', ')
}

const optionsOf = <V extends string>(kind: string, codes: readonly V[]) =>
  codes.map((value) => ({ value, label: wordOf(kind, value) }))

/** What is known of one person: four short choices first, all the rest when it is known. */
export function PersonForm(props: {
  readonly person?: PersonView
  readonly isFirst?: boolean
  /** Where the words under way are kept on this machine; missing: nowhere. */
  readonly keptAs?: string
  readonly verb: string
  readonly busy: boolean
  readonly problem: ApiProblem | null
  readonly onSend: (body: object, version: number) => void
  readonly onBack?: (() => void) | undefined
}): ReactNode {
  const { person, problem } = props
  // Who is first when the form is opened stays so: a colleague may write another one meanwhile.
  const [empty] = useState<Written>({ ...EMPTY, tie: props.isFirst === true ? 'self' : 'child' })
  const form = useKeptMerged({
    saved: person === undefined ? empty : writtenFrom(person),
    version: person?.version ?? 0,
    id: props.keptAs,
    read: readKept,
  })
  const { change } = form
  const written = form.held.mine
  return (
    <Form
      problem={problem}
      saved={m.people_kept()}
      onSend={() => props.onSend(bodyOf(written), form.held.version)}
      actions={
        <div className="line">
          <Button type="submit" kind="primary" acts busy={props.busy}>
            {props.verb}
          </Button>
          {props.onBack === undefined ? null : (
            <Button onPress={props.onBack}>{m.web_go_back()}</Button>
          )}
        </div>
      }
    >
      <RadioGroup
        label={m.people_part()}
        look="segmented"
        options={optionsOf('part', PARTS)}
        value={written.part}
        onChange={(part) => change({ part })}
      />
      <TextField
        label={m.people_name()}
        value={written.name}
        maxLength={200}
        autoComplete="off"
        onChange={(name) => change({ name })}
      />
      <Select
        label={m.people_tie()}
        options={optionsOf('tie', TIES)}
        value={written.tie}
        onChange={(tie) => change({ tie })}
      />
      <RadioGroup
        label={m.people_sex()}
        look="segmented"
        options={optionsOf('sex', SEXES)}
        value={written.sex}
        onChange={(sex) => change({ sex })}
      />
      <Age written={written} change={change} error={problem?.fieldText('age')} />
      <More written={written} change={change} isOpen={person !== undefined} />
      <Clashes
        form={form}
        by={person?.writtenBy ?? ''}
        labelOf={labelOf}
        textOf={(field, value) => saidText(field, value)}
      />
    </Form>
  )
}

type PartProps = {
  readonly written: Written
  readonly change: (part: Partial<Written>) => void
}

function Age(props: PartProps & { readonly error: string | undefined }): ReactNode {
  const { written, change } = props
  return (
    <>
      <TextField
        label={m.people_age()}
        hint={m.people_age_hint()}
        inputMode="numeric"
        value={written.age}
        maxLength={3}
        onChange={(age) => change({ age })}
        error={props.error}
      />
      {written.age.trim() === '' ? (
        <Checkbox
          label={m.people_is_minor()}
          checked={written.isMinor}
          onChange={(isMinor) => change({ isMinor })}
        />
      ) : (
        <RadioGroup
          label={m.people_age_from()}
          look="segmented"
          options={optionsOf(
            'age_from',
            AGE_SOURCES.filter((source) => source !== 'unknown'),
          )}
          value={written.ageFrom === 'unknown' ? 'presumed' : written.ageFrom}
          onChange={(ageFrom) => change({ ageFrom })}
        />
      )}
    </>
  )
}

function More({ written, change, isOpen }: PartProps & { readonly isOpen: boolean }): ReactNode {
  return (
    <details open={isOpen}>
      <summary>{m.people_more()}</summary>
      <div className="stack">
        <Chips
          label={m.people_needs()}
          options={optionsOf('needs', NEEDS)}
          values={written.needs}
          onChange={(needs) => change({ needs: [...needs] })}
        />
        <TextArea
          label={m.people_health()}
          rows={2}
          maxLength={1000}
          value={written.health}
          onChange={(health) => change({ health })}
        />
        <TextField
          label={m.people_language()}
          value={written.language}
          maxLength={40}
          onChange={(language) => change({ language })}
        />
        <RadioGroup
          label={m.people_document()}
          look="segmented"
          options={optionsOf('document', DOCUMENTS)}
          value={written.document}
          onChange={(document) => change({ document })}
        />
        <TextArea
          label={m.people_note()}
          rows={2}
          maxLength={1000}
          value={written.note}
          onChange={(note) => change({ note })}
        />
      </div>
    </details>
  )
}
