import { type ReactNode, useMemo, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { ShownPiece } from '#platform/web/case-piece.tsx'
import { FIRST_TAB, showTab, useShownTab } from '#platform/web/case-tabs.ts'
import type { Command } from '#platform/web/keyboard/registry.ts'
import { useCommands } from '#platform/web/keyboard/use-commands.ts'
import type { CaseTabSlot } from '#platform/web/slots.ts'
import { useSlots } from '#platform/web/slots-context.ts'
import { Tabs } from '#platform/web/ui/tabs.tsx'

/** The tabs of a file: what happened comes first, then what each room keeps of it. */
export function FileTabs(props: {
  readonly caseId: string
  /** The first tab. */
  readonly timeline: ReactNode
}): ReactNode {
  const { caseId } = props
  const all = useSlots()
  const slots = useMemo(() => all.of('case-tab'), [all])
  const asked = useShownTab(caseId)
  const selected = slots.some((slot) => slot.id === asked) ? asked : FIRST_TAB
  useTabCommands(caseId, slots, selected)
  const items = [
    { id: FIRST_TAB, label: m.interventions_timeline(), content: props.timeline },
    ...slots.map((slot) => ({
      id: slot.id,
      label: slot.label,
      content: (
        <ShownPiece
          name={`tab ${slot.id}`}
          load={async () => (await slot.load()).Tab}
          caseId={caseId}
          part={slot.id}
          lines={4}
        />
      ),
    })),
  ]
  return (
    <Tabs
      label={m.interventions_tabs()}
      items={items}
      selected={selected}
      onSelect={(tab) => showTab(caseId, tab)}
    />
  )
}

/** Every tab in the palette by its name, and one key for the next one. */
function useTabCommands(caseId: string, slots: readonly CaseTabSlot[], selected: string): void {
  const commands = useMemo<readonly Command[]>(() => {
    const group = m.interventions_group()
    const all = [{ id: FIRST_TAB, label: m.interventions_timeline() }, ...slots]
    const at = all.findIndex((tab) => tab.id === selected)
    const next = all[(at + 1) % all.length]
    return [
      {
        id: 'file.tab.next',
        title: m.interventions_tab_next(),
        words: ['scheda'],
        keys: 'S',
        group,
        run: () => next && showTab(caseId, next.id),
      },
      ...all.map(
        (tab): Command => ({
          id: `file.tab.${tab.id}`,
          title: m.interventions_tab_open({ name: tab.label }),
          words: ['scheda', tab.label],
          group,
          run: () => showTab(caseId, tab.id),
        }),
      ),
    ]
  }, [caseId, slots, selected])
  useCommands(commands)
}

/** What is to be done on the file, where no tab stands beside the card. */
export function GuidedTasks({ caseId }: { readonly caseId: string }): ReactNode {
  const slot = useSlots()
    .of('case-tab')
    .find((one) => one.id === 'interventions.tasks')
  const [isOpen, setOpen] = useState(false)
  if (slot === undefined) return null
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{slot.label}</summary>
      {isOpen ? (
        <ShownPiece
          name={`tab ${slot.id}`}
          load={async () => (await slot.load()).Tab}
          caseId={caseId}
          part={slot.id}
          lines={4}
        />
      ) : null}
    </details>
  )
}
