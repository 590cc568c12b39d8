import { type ReactNode, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ClassView } from '#contexts/triage/contract.ts'
import { m } from '#platform/i18n/texts.ts'
import { FIRST_TAB, showTab } from '#platform/web/case-tabs.ts'
import type { Command } from '#platform/web/keyboard/registry.ts'
import { useCommands } from '#platform/web/keyboard/use-commands.ts'
import type { ApiProblem } from '#platform/web/problem.ts'
import { useSession } from '#platform/web/session.ts'
import { useStanding } from '#platform/web/standing.ts'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { BoardRow } from '../contract.ts'
import { useClassChoice } from './class-choice.tsx'
import { CloseDialog } from './close-dialog.tsx'
import { ConfirmDialog, HandOnDialog, PatrolDialog, RejectDialog } from './dialogs.tsx'
import { EmergencyDialog, serviceOf, useEmergencyCall } from './emergency-call.tsx'
import { useCommand } from './use-board.ts'

const DIALOGS = {
  handOn: HandOnDialog,
  close: CloseDialog,
  confirm: ConfirmDialog,
  reject: RejectDialog,
  patrol: PatrolDialog,
  emergency: EmergencyDialog,
} as const
type DialogName = keyof typeof DIALOGS

/** All that can be done with one file from the panel: the same for keys, buttons, palette and next step. */
export interface FileActions {
  readonly row: BoardRow
  readonly classes: readonly ClassView[]
  readonly answer: () => void
  readonly answering: boolean
  readonly choose: (chosen: ClassView) => void
  readonly choosing: boolean
  readonly callDue: () => void
  readonly calling: boolean
  readonly open: (dialog: DialogName) => void
  readonly writeNote: () => void
  readonly noteRef: React.RefObject<HTMLTextAreaElement | null>
  readonly problem: ApiProblem | null
  readonly dialogs: ReactNode
}

/** The actions of the file in focus, with their keys. */
export function useActions(row: BoardRow, classes: readonly ClassView[]): FileActions {
  const [shown, setShown] = useState<DialogName>()
  const noteRef = useRef<HTMLTextAreaElement>(null)
  const me = useSession().data?.staffId
  const classChoice = useClassChoice(row, classes)
  const answer = useCommand<undefined>({
    id: row.id,
    verb: 'answer',
    done: ({ number, answeredBy }) =>
      toast(
        answeredBy === null || answeredBy.id === me
          ? m.interventions_answered()
          : m.interventions_taken_over({ number, name: answeredBy.name }),
      ),
  })
  const call = useEmergencyCall(row)
  const actions: Omit<FileActions, 'dialogs'> = {
    row,
    classes,
    answer: () => answer.mutate(undefined),
    answering: answer.isPending,
    choose: classChoice.choose,
    choosing: classChoice.busy,
    callDue: () => {
      const service = serviceOf(row.authoritiesDue[0])
      if (service === undefined) setShown('emergency')
      else call.mutate({ service, staysOnLine: false })
    },
    calling: call.isPending,
    open: setShown,
    writeNote: () => {
      // In the same breath: what is typed right after the key belongs to the note.
      flushSync(() => showTab(row.id, FIRST_TAB))
      noteRef.current?.focus()
    },
    noteRef,
    problem: answer.error ?? classChoice.problem ?? call.error,
  }
  useFileCommands(actions)
  const Shown = shown === undefined ? undefined : DIALOGS[shown]
  const close = (): void => setShown(undefined)
  const dialogs = (
    <>
      {classChoice.dialog}
      {Shown === undefined ? null : <Shown row={row} onClose={close} />}
    </>
  )
  return { ...actions, dialogs }
}

/** Why something cannot be done now, or undefined when it can. */
function unless(can: boolean, why: string, standing?: string): string | undefined {
  return can ? standing : why
}

/** Why *Rispondo io* cannot be pressed. */
export function answerRefused(row: BoardRow): string | undefined {
  if (row.answeredBy !== null && !row.can.answer)
    return m.interventions_already({ name: row.answeredBy.name })
  if (row.state === 'closed') return m.interventions_is_closed()
  return unless(row.can.answer, m.interventions_not_allowed_answer())
}

/** Why a file cannot be handed on or closed by who looks: whose it is to do. */
export function ownersRefused(row: BoardRow, verb: 'handOn' | 'close'): string | undefined {
  if (row.can[verb]) return undefined
  if (row.state === 'closed') return m.interventions_is_closed()
  return verb === 'close'
    ? m.interventions_not_allowed_close()
    : m.interventions_not_allowed_hand_on({ name: row.owner.name })
}

function useFileCommands(actions: Omit<FileActions, 'dialogs'>): void {
  const latest = useRef(actions)
  latest.current = actions
  const standing = useStanding().refused
  const { row, classes } = actions
  const commands = useMemo<readonly Command[]>(() => {
    const group = m.interventions_group()
    const denied = m.interventions_not_allowed()
    return [
      {
        id: 'file.answer',
        title: m.interventions_answer(),
        words: ['rispondo', 'prendo'],
        keys: 'Spazio',
        group,
        refused: () => answerRefused(row) ?? standing,
        run: () => latest.current.answer(),
      },
      {
        id: 'file.note',
        title: m.interventions_note(),
        words: ['scrivi', 'appunto'],
        keys: 'N',
        group,
        refused: () => unless(row.can.note, denied),
        run: () => latest.current.writeNote(),
      },
      {
        id: 'file.hand-on',
        title: m.interventions_hand_on_title(),
        words: ['assegna', 'passa', 'collega'],
        keys: 'T',
        group,
        refused: () => ownersRefused(row, 'handOn') ?? standing,
        run: () => latest.current.open('handOn'),
      },
      {
        id: 'file.emergency',
        title: m.triage_call_record({ service: row.authoritiesDue[0] ?? '112' }),
        words: ['112', '118', 'soccorso', 'carabinieri'],
        keys: 'E',
        group,
        refused: () => unless(row.can.emergencyCall, denied, standing),
        run: () => latest.current.callDue(),
      },
      {
        id: 'file.close',
        title: m.interventions_close_title(),
        words: ['chiudi', 'esito', 'doppione'],
        group,
        refused: () => ownersRefused(row, 'close') ?? standing,
        run: () => latest.current.open('close'),
      },
      ...classes.map(
        (one): Command => ({
          id: `file.class.${one.key}`,
          title: m.interventions_set_class({ name: one.name }),
          words: ['classe', 'priorità', String(one.digit)],
          keys: String(one.digit),
          group,
          refused: () =>
            row.isUnheard ? m.problem_caller_not_heard() : unless(row.can.triage, denied, standing),
          run: () => latest.current.choose(one),
        }),
      ),
    ]
  }, [row, classes, standing])
  useCommands(commands)
}
