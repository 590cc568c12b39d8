import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Checkbox, Chips } from '#platform/web/ui/choices.tsx'
import { Form } from '#platform/web/ui/form.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import type { NeedView, PlacesView, SuggestedNeed } from '../contract.ts'
import { SEXES, type Sex } from '../model-household.ts'
import { usePlaceCommand } from './use-places.ts'
import { wordOf } from './words.ts'

const FLAGS = ['pets', 'stepFree', 'intoxicated', 'care', 'secret', 'mayBeSplit'] as const
type Flag = (typeof FLAGS)[number]
const WORDS = [
  'ties',
  'health',
  'therapies',
  'behaviour',
  'documents',
  'language',
  'arrival',
  'payer',
] as const

/** `isMinor` is asked where the age is not known. */
type Person = { readonly sex: Sex; readonly age: string; readonly isMinor: boolean }
const NOBODY: Person = { sex: 'unknown', age: '', isMinor: false }
type Written = {
  readonly people: readonly Person[]
  readonly flags: readonly Flag[]
  readonly avoid: readonly string[]
  readonly words: Readonly<Record<string, string>>
}

function writtenFrom(need: NeedView | null, suggested: SuggestedNeed): Written {
  const known: Partial<NeedView> & SuggestedNeed = need ?? suggested
  const people = known.people.map(({ sex, age, isMinor = false }) => ({
    ...{ sex, isMinor },
    age: age === null ? '' : String(age),
  }))
  return {
    people: people.length === 0 ? [NOBODY] : people,
    flags: FLAGS.filter((flag) => known[flag] === true),
    avoid: need?.avoid ?? [],
    words: wordsFrom(need, suggested),
  }
}

/** What somebody wrote here comes first; where nobody did, what the people of the file say. */
export function wordsFrom(
  need: NeedView | null,
  suggested: SuggestedNeed,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    WORDS.map((key) => [key, need?.words[key] || suggested.words[key] || '']),
  )
}

function bodyOf({ people, flags, avoid, words }: Written): object {
  const chosen = Object.fromEntries(FLAGS.map((flag) => [flag, flags.includes(flag)]))
  return {
    people: people.map(({ sex, age, isMinor }) => ({ sex, isMinor, age: ageOf(age) })),
    ...chosen,
    avoid,
    words: Object.fromEntries(WORDS.map((key) => [key, words[key] ?? ''])),
  }
}

/** What is no age goes as it is, so that the server says which field is wrong. */
function ageOf(text: string): number | string | null {
  if (text.trim() === '') return null
  const age = Number(text)
  return Number.isInteger(age) ? age : text
}

/** For whom a place is looked for, and the eight things that a facility asks. */
export function NeedForm(props: {
  readonly caseId: string
  readonly need: NeedView | null
  readonly suggested: SuggestedNeed
  readonly municipalities: PlacesView['municipalities']
  readonly onSearched: () => void
  readonly onClose: () => void
}): ReactNode {
  const { caseId, need, municipalities, onClose } = props
  const [written, setWritten] = useState(() => writtenFrom(need, props.suggested))
  const write = usePlaceCommand<object>({
    caseId,
    path: 'places/need',
    method: 'PUT',
    done: props.onSearched,
  })
  const change = (part: Partial<Written>): void => setWritten({ ...written, ...part })
  return (
    <section className="stack">
      <h3>{m.places_for_whom()}</h3>
      <Form
        problem={write.error}
        onSend={() => write.mutate(bodyOf(written))}
        actions={
          <div className="line">
            <Button type="submit" kind="primary" acts busy={write.isPending} icon="search">
              {m.places_search()}
            </Button>
            {need === null ? null : <Button onPress={onClose}>{m.web_go_back()}</Button>}
          </div>
        }
      >
        <People
          people={written.people}
          onChange={(people) => change({ people })}
          errorAt={(at) => write.error?.fieldText(`people.${at}.age`)}
        />
        <Chips
          label={m.places_flags()}
          options={FLAGS.map((flag) => ({
            value: flag,
            label: wordOf('flag', flag.toLowerCase()),
          }))}
          values={written.flags}
          onChange={(flags) => change({ flags })}
        />
        <Chips
          label={m.places_avoid()}
          hint={m.places_avoid_hint()}
          options={municipalities.map(({ code, name }) => ({ value: code, label: name }))}
          values={written.avoid}
          onChange={(avoid) => change({ avoid })}
        />
        <details open={Object.values(written.words).some((text) => text !== '')}>
          <summary>{m.places_eight()}</summary>
          <div className="stack">
            {WORDS.map((key) => (
              <TextField
                key={key}
                label={wordOf('word', key)}
                value={written.words[key] ?? ''}
                maxLength={1000}
                onChange={(text) => change({ words: { ...written.words, [key]: text } })}
              />
            ))}
          </div>
        </details>
      </Form>
    </section>
  )
}

function People(props: {
  readonly people: readonly Person[]
  readonly onChange: (people: readonly Person[]) => void
  readonly errorAt: (at: number) => string | undefined
}): ReactNode {
  const { people, onChange } = props
  const sexes = SEXES.map((sex) => ({ value: sex, label: wordOf('sex', sex) }))
  const put = (at: number, part: Partial<Person>): void =>
    onChange(people.map((one, n) => (n === at ? { ...one, ...part } : one)))
  return (
    <fieldset className="field group">
      <legend className="field-label">{m.places_people()}</legend>
      {people.map((person, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: people have no names here, only their place in the list
        <div key={at} className="line places-person">
          <Select
            label={m.places_person_sex({ n: at + 1 })}
            value={person.sex}
            options={sexes}
            onChange={(sex) => put(at, { sex })}
          />
          <TextField
            label={m.places_person_age({ n: at + 1 })}
            inputMode="numeric"
            maxLength={3}
            value={person.age}
            onChange={(age) => put(at, { age })}
            error={props.errorAt(at)}
          />
          {person.age.trim() === '' ? (
            <Checkbox
              label={m.places_person_minor({ n: at + 1 })}
              checked={person.isMinor}
              onChange={(isMinor) => put(at, { isMinor })}
            />
          ) : null}
          {people.length > 1 ? (
            <Button
              kind="quiet"
              icon="close"
              label={m.places_person_remove({ n: at + 1 })}
              onPress={() => onChange(people.filter((_, n) => n !== at))}
            >
              {m.places_remove()}
            </Button>
          ) : null}
        </div>
      ))}
      <div className="line">
        <Button icon="add" onPress={() => onChange([...people, NOBODY])}>
          {m.places_person_add()}
        </Button>
      </div>
    </fieldset>
  )
}
