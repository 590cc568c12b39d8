import type { ReactNode } from 'react'
import type * as z from 'zod'
import { m } from '#platform/i18n/texts.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Call } from '#platform/web/ui/call.tsx'
import { ProblemState } from '#platform/web/ui/feedback.tsx'
import { Disclosure, type FacilityView } from '../contract.ts'

/** What was shown of a secret facility, kept as long as the list is on the screen: it is asked for and logged once. */
export type Disclosed = {
  readonly known: DisclosedDetails | undefined
  readonly keep: (details: DisclosedDetails) => void
}
type DisclosedDetails = z.infer<typeof Disclosure>

/** Where and whom to ring; of a secret facility only on request, to who may know. */
export function Contact(props: {
  readonly caseId: string
  readonly facility: Pick<FacilityView, 'id' | 'isSecret' | 'contact'>
  readonly disclose: boolean
  readonly disclosed?: Disclosed
}): ReactNode {
  const { caseId, facility, disclose, disclosed } = props
  const ask = useWrite<undefined, typeof Disclosure>({
    method: 'POST',
    path: `/api/interventions/${caseId}/facilities/${facility.id}/disclosure`,
    body: () => ({}),
    reply: Disclosure,
    done: (details) => disclosed?.keep(details),
  })
  const of = { caseId, facilityId: facility.id }
  const shown = facility.contact ?? disclosed?.known ?? ask.data
  if (shown)
    return (
      <p>
        {'name' in shown ? `${shown.name} · ` : null}
        {shown.address} · <Phone {...of} number={shown.phone} part="desk" />
        {shown.headPhone === '' ? null : (
          <>
            {' '}
            · {m.places_head()} <Phone {...of} number={shown.headPhone} part="head" />
          </>
        )}
      </p>
    )
  if (!disclose) return <p className="muted">{m.places_secret_ask()}</p>
  return (
    <div className="stack-tight">
      {ask.error ? <ProblemState problem={ask.error} /> : null}
      <div className="line">
        <Button icon="lock" busy={ask.isPending} onPress={() => ask.mutate(undefined)}>
          {m.places_disclose()}
        </Button>
        <span className="small muted">{m.places_disclose_hint()}</span>
      </div>
    </div>
  )
}

function Phone(props: {
  readonly caseId: string
  readonly facilityId: string
  readonly part: 'desk' | 'head'
  readonly number: string
}): ReactNode {
  const { caseId, facilityId, part, number } = props
  if (number === '') return m.places_no_phone()
  return (
    <Call phone={number} name="" caseId={caseId} whom={{ kind: 'facility', facilityId, part }} />
  )
}
