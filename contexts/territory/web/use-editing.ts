import { type RefObject, useRef, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { ask } from '#platform/web/api.ts'
import { type ApiProblem, asProblem } from '#platform/web/problem.ts'
import { useWrite } from '#platform/web/queries.ts'
import { toast } from '#platform/web/ui/toaster.tsx'
import { SettingsView } from '../contract.ts'
import {
  changedSections,
  pick,
  placeOf,
  type Rules,
  rebase,
  rulesOf,
  type Section,
  unreadNumbers,
} from './draft.ts'
import { TERRITORY_KEY } from './readings.ts'

/** One thing to mend: where it is, and what to say about it. */
export type Mistake = {
  readonly path: string
  readonly section: Section | undefined
  readonly text: string
}

/** Somebody saved the same sections first. */
export type Conflict = {
  readonly by: string | null
  readonly at: string
  readonly sections: readonly string[]
}

/** The settings while they are changed: nothing leaves this page before `save`. */
export type Editing = {
  readonly rules: Rules
  readonly version: number
  readonly warnings: SettingsView['warnings']
  readonly changed: readonly Section[]
  readonly mistakes: readonly Mistake[]
  readonly conflict: Conflict | undefined
  readonly problem: ApiProblem | undefined
  readonly busy: boolean
  /** Where what went wrong is told: it has the focus after a refusal. */
  readonly told: RefObject<HTMLDivElement | null>
  readonly set: <K extends Section>(section: K, value: Rules[K]) => void
  readonly save: () => void
  readonly drop: () => void
  /** Reads the settings again, gives up the sections of the conflict and keeps the other changes. */
  readonly takeTheirs: () => void
}

type Draft = { readonly base: SettingsView; readonly rules: Rules }
/** `sent`: all the rules as they were when they left, to know what was written while they were on their way. */
type Change = { readonly version: number; readonly changes: Partial<Rules>; readonly sent: Rules }

/** Edits the settings of a territory from the version that was read. */
export function useEditing(territoryId: string, read: SettingsView): Editing {
  const [draft, setDraft] = useState<Draft>(() => begin(read))
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([])
  const told = useRef<HTMLDivElement>(null)
  const before = rulesOf(draft.base.configuration)
  const changed = changedSections(before, draft.rules)
  // Newer settings replace a draft that nobody has touched.
  if (read.version > draft.base.version && changed.length === 0) setDraft(begin(read))
  const path = `/api/territories/${territoryId}/settings`
  const write = useWrite({
    method: 'PUT',
    path,
    body: ({ version, changes }: Change) => ({ version, changes }),
    reply: SettingsView,
    refresh: [TERRITORY_KEY],
    done: (saved, { sent }) => {
      setDraft((now) => ({
        base: saved,
        rules: rebase(sent, now.rules, rulesOf(saved.configuration), []),
      }))
      setMistakes([])
      toast(m.territory_web_saved({ version: saved.version }))
    },
    failed: (problem) => {
      setMistakes(problem.fields.map(mistakeOf))
      focusSoon(told)
    },
  })
  return {
    rules: draft.rules,
    version: draft.base.version,
    warnings: draft.base.warnings,
    changed,
    mistakes,
    conflict: conflictOf(write.error),
    problem: otherProblem(write.error),
    busy: write.isPending,
    told,
    set: (section, value) =>
      setDraft((now) => ({ ...now, rules: { ...now.rules, [section]: value } })),
    save() {
      const changes = pick(draft.rules, changed)
      const unread = unreadNumbers(changes).map(numberMistake)
      setMistakes(unread)
      if (unread.length > 0) focusSoon(told)
      else write.mutate({ version: draft.base.version, changes, sent: draft.rules })
    },
    drop() {
      write.reset()
      setMistakes([])
      setDraft(begin(read.version > draft.base.version ? read : draft.base))
    },
    takeTheirs() {
      const givenUp = conflictOf(write.error)?.sections ?? []
      const take = (newer: SettingsView): void => {
        const rules = rebase(before, draft.rules, rulesOf(newer.configuration), givenUp)
        setDraft({ base: newer, rules })
        write.reset()
        toast(m.territory_web_conflict_taken({ version: newer.version }))
      }
      // The conflict stays on screen until the newer settings are read, so it can be tried again.
      ask({ method: 'GET', path, reply: SettingsView }).then(take, (error: unknown) =>
        toast(asProblem(error).message),
      )
    },
  }
}

function begin(base: SettingsView): Draft {
  return { base, rules: rulesOf(base.configuration) }
}

function mistakeOf(field: { readonly path: string; readonly detail: string }): Mistake {
  return { ...placeOf(field.path), text: field.detail }
}

function numberMistake(path: string): Mistake {
  return { ...placeOf(path), text: m.territory_web_number() }
}

function conflictOf(problem: ApiProblem | null): Conflict | undefined {
  if (problem?.code !== 'settings-changed-meanwhile') return undefined
  const { by, at, sections } = problem.facts
  return {
    by: typeof by === 'string' ? by : null,
    at: typeof at === 'string' ? at : '',
    sections: typeof sections === 'string' ? sections.split(', ') : [],
  }
}

function otherProblem(problem: ApiProblem | null): ApiProblem | undefined {
  if (problem === null || conflictOf(problem) !== undefined) return undefined
  return problem.fields.length > 0 ? undefined : problem
}

function focusSoon(place: RefObject<HTMLElement | null>): void {
  requestAnimationFrame(() => place.current?.focus())
}
