import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { ZONE } from '#platform/kernel/time.ts'
import { useRead } from '#platform/web/queries.ts'
import { Chips } from '#platform/web/ui/choices.tsx'
import { ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import type { ReporterCategory } from '../access-policy.ts'
import { InChargeView, type TerritoryProfile } from '../contract.ts'
import type { YesNoFact } from '../situation.ts'
import { InChargeAnswer } from './in-charge-answer.tsx'
import { TERRITORY_KEY } from './readings.ts'
import { optionsOf, REPORTER_WORDS } from './words.ts'

const FACT_WORDS = {
  immediateDanger: m.territory_web_fact_immediate_danger,
  violence: m.territory_web_fact_violence,
  minorAlone: m.territory_web_fact_minor_alone,
  extremePoverty: m.territory_web_fact_extreme_poverty,
  homeless: m.territory_web_fact_homeless,
} satisfies Partial<Record<YesNoFact, () => string>>
type Fact = keyof typeof FACT_WORDS

/** Who answers: for a municipality, a moment and a reporter. The answer follows each choice. */
export function InChargePanel({ profile }: { readonly profile: TerritoryProfile }): ReactNode {
  const [municipality, setMunicipality] = useState(profile.municipalities[0]?.code ?? '')
  const [moment, setMoment] = useState('')
  const [reporter, setReporter] = useState<ReporterCategory>('person-in-need')
  const [facts, setFacts] = useState<readonly Fact[]>([])
  const query = {
    foundIn: municipality,
    reporter,
    at: instantOf(moment),
    yes: facts.length === 0 ? undefined : facts.join(','),
  }
  const answer = useRead({
    key: [...TERRITORY_KEY, profile.id, 'in-charge', query],
    path: `/api/territories/${profile.id}/in-charge`,
    query,
    reply: InChargeView,
    every: 60_000,
  })
  return (
    <div className="territory-ask">
      <form className="stack" onSubmit={(event) => event.preventDefault()}>
        <Select
          label={m.territory_web_municipality()}
          options={municipalityOptions(profile)}
          value={municipality}
          onChange={setMunicipality}
        />
        <TextField
          label={m.territory_web_instant()}
          hint={m.territory_web_instant_hint()}
          type="datetime-local"
          value={moment}
          onChange={setMoment}
        />
        <Select
          label={m.territory_web_reporter()}
          options={optionsOf(REPORTER_WORDS)}
          value={reporter}
          onChange={setReporter}
        />
        <Chips
          label={m.territory_web_facts()}
          options={optionsOf(FACT_WORDS)}
          values={facts}
          onChange={setFacts}
        />
      </form>
      <section className="territory-answer" aria-live="polite" aria-label={m.territory_web_now()}>
        {answer.error ? (
          <ProblemState problem={answer.error} onAgain={() => void answer.refetch()} />
        ) : answer.data === undefined ? (
          <Skeleton lines={8} />
        ) : (
          <InChargeAnswer answer={answer.data} classes={profile.classes} />
        )}
      </section>
    </div>
  )
}

/** The municipalities of the territory, by name. */
export function municipalityOptions(profile: TerritoryProfile): { value: string; label: string }[] {
  return profile.municipalities
    .map(({ code, name }) => ({ value: code, label: name }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'it'))
}

/** The instant of a day and hour written on the wall clock in Italy; undefined while it is not whole. */
function instantOf(written: string): string | undefined {
  if (written === '') return undefined
  return Temporal.PlainDateTime.from(written).toZonedDateTime(ZONE).toInstant().toString()
}
