import { type RefObject, useMemo, useRef, useState } from 'react'
import * as z from 'zod'
import { m } from '#platform/i18n/texts.ts'
import { ask } from '#platform/web/api.ts'
import { type ApiProblem, asProblem } from '#platform/web/problem.ts'
import { useWrite } from '#platform/web/queries.ts'
import { toast } from '#platform/web/ui/toaster.tsx'
import { useKeptForm } from '#platform/web/use-kept-form.ts'
import { SettingsView } from '../contract.ts'
import {
  changedSections,
  pick,
  placeOf,
  type Rules,
  rebase,
  rulesOf,
  SECTIONS,
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

/** The settings while they are changed: nothing leaves this machine before `save`. */
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
  const [saved, setSaved] = useState(read)
  const newest = read.version > saved.version ? read : saved
  // A draft that nobody has touched is replaced by newer settings; one that was, stays on this machine.
  const start = useMemo(() => begin(newest), [newest])
  const form = useKeptForm<Draft>({ id: `regole-${territoryId}`, start, read: readDraft })
  const fresh = (kept: Draft): Draft => (isTouched(kept) ? kept : start)
  const draft = fresh(form.value)
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([])
  const told = useRef<HTMLDivElement>(null)
  const before = rulesOf(draft.base.configuration)
  const changed = changedSections(before, draft.rules)
  const path = `/api/territories/${territoryId}/settings`
  const write = useWrite({
    method: 'PUT',
    path,
    body: ({ version, changes }: Change) => ({ version, changes }),
    reply: SettingsView,
    refresh: [TERRITORY_KEY],
    done: (view, { sent }) => {
      setSaved(view)
      const rules = rebase(sent, draft.rules, rulesOf(view.configuration), [])
      if (isTouched({ base: view, rules })) form.change({ base: view, rules })
      else form.forget()
      setMistakes([])
      toast(m.territory_web_saved({ version: view.version }))
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
      form.change((kept) => {
        const { base, rules } = fresh(kept)
        return { base, rules: { ...rules, [section]: value } }
      }),
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
      form.forget()
    },
    takeTheirs() {
      const givenUp = conflictOf(write.error)?.sections ?? []
      const take = (newer: SettingsView): void => {
        const rules = rebase(before, draft.rules, rulesOf(newer.configuration), givenUp)
        setSaved(newer)
        form.change({ base: newer, rules })
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

function isTouched({ base, rules }: Draft): boolean {
  return changedSections(rulesOf(base.configuration), rules).length > 0
}

/** Settings that this machine kept while they were being changed; what no longer fits is dropped. */
const KeptDraft = z.object({
  base: SettingsView,
  rules: z.custom<Rules>(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      SECTIONS.every((one) => Object.hasOwn(value, one)),
  ),
})
const readDraft = (value: unknown): Draft | undefined => KeptDraft.safeParse(value).data

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
