import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { m } from '#platform/i18n/texts.ts'
import { ShownPiece } from '#platform/web/case-piece.tsx'
import { showTab } from '#platform/web/case-tabs.ts'
import { useSlots } from '#platform/web/slots-context.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { leadToChosenTab } from '#platform/web/ui/tabs.tsx'
import type { BoardRow } from '../contract.ts'
import type { NextStepKey } from '../model-next-step.ts'

/** Where each step is done, when its room draws nothing of its own: the first tab whose id begins so. */
const TAB_OF: Readonly<Partial<Record<NextStepKey, string>>> = {
  'wait-page': 'paging.',
  task: 'interventions.tasks',
  people: 'people.',
  assess: 'interventions.assessment',
  place: 'places.',
  'place-confirm': 'places.',
  'place-arrival': 'places.',
  'place-arrival-late': 'places.',
  'place-lapsed': 'places.',
  'place-stay': 'places.',
  papers: 'documents.',
  handover: 'handover.',
  'handover-call': 'handover.',
  'handover-wait': 'handover.',
  'read-back': 'intake.read-back',
}

/** What the room of the calls draws while nobody answers. */
const useCallStrip = () =>
  useSlots()
    .of('next-step')
    .find((slot) => slot.key === 'wait-page')

/**
 * Whom the service calls, and what can be done about it: at its own steps, and at every other one while somebody is called. It
 * stands in one place, so that what is open in it stays when the step changes.
 */
export function CallStrip({ row }: { readonly row: BoardRow }): ReactNode {
  const strip = useCallStrip()
  const { key } = row.nextStep
  const own = useSlots()
    .of('next-step')
    .find((slot) => slot.key === key)
  if (strip === undefined || (row.page === null && own?.piece !== strip.piece)) return null
  return (
    <ShownPiece
      name={`step ${strip.piece ?? strip.id}`}
      load={async () => (await strip.load()).Step}
      caseId={row.id}
      stepKey={key}
      lines={2}
    />
  )
}

/** What the room of the step draws for it; else the way to its tab, or, step by step, the tab itself. */
export function StepPiece(props: {
  readonly row: BoardRow
  readonly isGuided: boolean
}): ReactNode {
  const { row, isGuided } = props
  const slots = useSlots()
  const { key } = row.nextStep
  const own = slots.of('next-step').find((slot) => slot.key === key)
  const strip = useCallStrip()
  if (own !== undefined && own.piece === strip?.piece) return null
  if (own !== undefined)
    return (
      <ShownPiece
        name={`step ${own.piece ?? own.id}`}
        load={async () => (await own.load()).Step}
        caseId={row.id}
        stepKey={key}
        lines={2}
      />
    )
  const start = TAB_OF[key]
  const tab = slots.of('case-tab').find((slot) => start !== undefined && slot.id.startsWith(start))
  if (tab === undefined) return null
  if (isGuided)
    return (
      <ShownPiece
        name={`tab ${tab.id}`}
        load={async () => (await tab.load()).Tab}
        caseId={row.id}
        part={tab.id}
        lines={4}
      />
    )
  return (
    <div className="line">
      <Button
        kind="primary"
        onPress={() => {
          flushSync(() => showTab(row.id, tab.id))
          leadToChosenTab()
        }}
      >
        {m.interventions_open_tab({ name: tab.label })}
      </Button>
    </div>
  )
}
