import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText, timeText } from '#platform/web/format.ts'
import { blocking, useRead, useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { Done } from '../contract.ts'
import { OwnView } from '../contract-facility.ts'
import { wordOf } from './words.ts'
import './places.scss'

const OWN_KEY = ['places', 'own']
type Own = OwnView['facilities'][number]
type Guests = Own['guests'][number]

/** A facility's own page: who is there and who is expected, by number of file, and one button for availability. */
export function Screen(): ReactNode {
  const own = useRead({
    key: OWN_KEY,
    path: '/api/facilities/own',
    reply: OwnView,
    every: 30_000,
  })
  const problem = blocking(own)
  if (problem) return <ProblemState problem={problem} onAgain={() => void own.refetch()} />
  if (own.data === undefined) return <Skeleton lines={6} />
  return (
    <div className="stack">
      <h1>{m.places_own_title()}</h1>
      {own.data.facilities.length === 0 ? <EmptyState title={m.places_own_none()} /> : null}
      {own.data.facilities.map((one) => (
        <Facility key={one.id} facility={one} />
      ))}
    </div>
  )
}

function Facility({ facility }: { readonly facility: Own }): ReactNode {
  const declare = useWrite<undefined, typeof Done>({
    method: 'POST',
    path: `/api/facilities/${facility.id}/own-availability`,
    body: () => ({}),
    reply: Done,
    refresh: [OWN_KEY],
    done: () => toast(m.places_declared_toast()),
  })
  return (
    <section className="places-card stack-tight">
      <h2>{facility.label}</h2>
      <p>
        {m.places_own_free({ free: facility.freeBeds, beds: facility.beds })} ·{' '}
        {facility.declaredAt === null
          ? m.places_never_declared()
          : m.places_declared_on({ moment: momentText(facility.declaredAt) })}
      </p>
      <div className="line">
        <Button
          kind="primary"
          acts
          busy={declare.isPending}
          onPress={() => declare.mutate(undefined)}
        >
          {m.places_declare_own()}
        </Button>
      </div>
      {declare.error ? <ProblemState problem={declare.error} /> : null}
      {facility.guests.length === 0 ? (
        <p>{m.places_own_nobody()}</p>
      ) : (
        <ul className="plain-list stack-tight">
          {facility.guests.map((guest) => (
            <li key={guest.id}>
              <span className="mono">{guest.number}</span> · {wordOf('state', guest.state)} ·{' '}
              {m.places_own_people({ people: guest.people, minors: guest.minors })}
              {untilOf(guest)}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function untilOf(guest: Guests): string {
  if (guest.state === 'held') return ` · ${m.places_held_for({ time: timeText(guest.holdUntil) })}`
  if (guest.stayUntil === null) return ''
  return ` · ${m.places_stay_until({ when: momentText(guest.stayUntil) })}`
}
