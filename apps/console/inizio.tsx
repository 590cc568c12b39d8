import type { ReactNode } from 'react'
import { Responders } from '#contexts/intake/web/public.ts'
import { m } from '#platform/i18n/texts.ts'
import { useSession } from '#platform/web/session.ts'
import { EmptyState } from '#platform/web/ui/feedback.tsx'

/** What each of these roles will find here, and what to do meanwhile. */
const WORDS: Readonly<Record<string, () => string>> = {
  auditor: m.console_beginning_auditor,
  mediator: m.console_beginning_mediator,
}

/** Who administers as well is not sent to who administers. */
function wordsFor(role: string, roles: readonly string[]): (() => string) | undefined {
  const isBoth = role === 'auditor' && roles.includes('administrator')
  return isBoth ? m.console_beginning_auditor_administrator : WORDS[role]
}

/** `/inizio`: the page of a role whose rooms are not there yet: it says so, and whom to call. */
export function Screen(): ReactNode {
  const roles = useSession().data?.roles ?? []
  const texts = roles.flatMap((role) => wordsFor(role, roles)?.() ?? [])
  return (
    <div className="stack">
      <h1>{m.console_beginning_title()}</h1>
      {texts.length === 0 ? (
        <EmptyState title={m.console_beginning_nobody()}>
          <p>{m.console_beginning_nobody_text()}</p>
        </EmptyState>
      ) : (
        texts.map((text) => (
          <EmptyState key={text} title={m.console_beginning_nothing()}>
            <p>{text}</p>
          </EmptyState>
        ))
      )}
      {roles.length === 0 ? null : <Responders />}
    </div>
  )
}
