import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { OwnReports, Responders } from './own-reports.tsx'

/** `/segnalazioni`: where an accredited reporter begins. */
export function Screen(): ReactNode {
  return (
    <div className="stack">
      <h1>{m.intake_own_title()}</h1>
      <div className="line">
        <PageLink to="/sala/nuova" className="btn btn-primary">
          {m.intake_title()}
        </PageLink>
      </div>
      <OwnReports />
      <Responders />
    </div>
  )
}
