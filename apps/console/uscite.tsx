import type { ReactNode } from 'react'
import { OwnReports, Responders } from '#contexts/intake/web/public.ts'
import { Outings } from '#contexts/interventions/web/public.ts'
import { CallsForMe } from '#contexts/paging/web/public.ts'
import { StandingStrip } from '#contexts/shifts/web/public.ts'
import { m } from '#platform/i18n/texts.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { EmptyState } from '#platform/web/ui/feedback.tsx'

/** `/uscite`: the page of a crew, with the files that were handed on to it. */
export function Screen(): ReactNode {
  return (
    <div className="stack">
      <h1>{m.console_outings_title()}</h1>
      <CallsForMe />
      <StandingStrip />
      <Outings
        empty={
          <EmptyState
            title={m.console_outings_none()}
            actions={
              <PageLink to="/sala/nuova" className="btn btn-primary">
                {m.intake_title()}
              </PageLink>
            }
          >
            <p>{m.console_outings_text()}</p>
          </EmptyState>
        }
      />
      <Responders />
      <h2>{m.intake_own_title()}</h2>
      <OwnReports />
    </div>
  )
}
