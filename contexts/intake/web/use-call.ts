import { useCallback, useMemo } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { OPEN_ROW } from '#platform/web/board/use-open-row.ts'
import { useCommands } from '#platform/web/keyboard/use-commands.ts'
import { useGo } from '#platform/web/navigation.tsx'
import type { ApiProblem } from '#platform/web/problem.ts'
import { useSession } from '#platform/web/session.ts'
import type { Context } from '../contract.ts'
import type { ReportContent } from '../model.ts'
import { placeLabel } from '../words.ts'
import { accessOf } from './access-banner.tsx'
import { useEndCall } from './call-endings.tsx'
import { tellWhoIsCalled } from './call-receipt.ts'
import { draftAddress } from './draft-address.ts'
import { isChoiceOpen, showNotes } from './draft-notes.tsx'
import type { Ending } from './ending-letter.ts'
import { reportOf } from './form.ts'
import type { Taken } from './letters.ts'
import { servicesDue } from './services-due.ts'
import { notedCalls } from './triage-panel.tsx'
import { usePreviousContacts } from './use-desk.ts'
import { type Proposal, useEvaluation } from './use-evaluation.ts'
import type { Intake } from './use-intake.ts'
import { type Sending, useSend } from './use-send.ts'

/** What can be known of a call and done with it. */
export type CallState = {
  readonly report: ReportContent
  readonly place: string
  readonly proposal: Proposal
  readonly previous: number
  readonly sending: Sending
  readonly endProblem: ApiProblem | undefined
  /** Why it cannot be saved now; undefined when it can. */
  readonly refused: string | undefined
  readonly save: () => void
  readonly emergency: () => void
  readonly end: (ending: Ending) => void
  readonly drop: () => void
  readonly dropTold: () => void
  readonly askDisclosure: () => void
}

const BOARD = '/sala'

/** The commands of a call with their keys, and what they need to know. */
export function useCall(
  intake: Intake,
  context: Context,
  ask: (what: 'dropped' | 'disclosure' | undefined) => void,
): CallState {
  const go = useGo()
  const territoryId = context.territory.id
  const { form, change, latest } = intake
  const report = useMemo(() => reportOf(form), [form])
  const proposal = useEvaluation(report, territoryId)
  const previous = usePreviousContacts(report.phone, territoryId)
  const home = useSession().data?.home ?? BOARD
  const leave = useCallback(() => go(home), [go, home])
  const open = useCallback(
    (taken: Taken) => {
      void tellWhoIsCalled(taken)
      go(home === BOARD ? `${BOARD}?${OPEN_ROW}=${taken.interventionId}` : home)
    },
    [go, home],
  )
  const { sending, send } = useSend(intake, territoryId, open)
  const resume = useCallback((draftId: string) => go(draftAddress(draftId)), [go])
  const { end, problem: endProblem } = useEndCall(intake, territoryId, leave, resume)
  const isOpen = isChoiceOpen(intake)
  const refused = refusalOf(accessOf(context, report).taken, isOpen)
  const save = useCallback(() => {
    if (isOpen) showNotes()
    else if (refused === undefined) send()
  }, [isOpen, refused, send])
  const emergency = useCallback(() => send({ emergencyNow: true }), [send])
  const drop = useCallback(() => {
    ask(undefined)
    send({ isDropped: true })
  }, [ask, send])
  const dropTold = useCallback(() => {
    ask(undefined)
    change({ calls: notedCalls(latest().calls, '112') })
    send({ isDropped: true, emergencyNow: true })
  }, [ask, change, latest, send])
  const { evaluation } = proposal
  const serviceDue = useCallback(
    () =>
      servicesDue(evaluation).find(
        (service) => !latest().calls.some((call) => call.service === service),
      ),
    [evaluation, latest],
  )
  const handOn = useCallback(() => {
    const due = serviceDue()
    if (due !== undefined) change({ calls: notedCalls(latest().calls, due) })
  }, [serviceDue, latest, change])
  const askDisclosure = useCallback(() => ask('disclosure'), [ask])
  useCommands(
    useMemo(
      () => [
        { ...command('save', m.intake_save(), 'Ctrl+Invio', save), refused: () => refused },
        command('emergency', m.intake_emergency_now(), 'Ctrl+Maiusc+E', emergency),
        {
          ...command('hand-on', m.intake_hand_on(), 'Alt+Invio', handOn),
          refused: () => (serviceDue() === undefined ? m.intake_hand_on_none() : undefined),
        },
        command('line-dropped', m.intake_line_dropped(), 'Alt+L', () => ask('dropped')),
      ],
      [save, refused, emergency, handOn, serviceDue, ask],
    ),
  )
  const place = placeLabel(
    report,
    context.municipalities.find((one) => one.code === report.municipality)?.name ?? null,
  )
  return {
    ...{ report, place, proposal, previous, sending, endProblem, refused },
    ...{ save, emergency, end, drop, dropTold, askDisclosure },
  }
}

function refusalOf(isTaken: boolean, isOpen: boolean): string | undefined {
  if (!isTaken) return m.intake_save_refused()
  return isOpen ? m.intake_both_first() : undefined
}

function command(id: string, title: string, keys: string, run: () => void) {
  return { id: `intake.${id}`, title, group: m.intake_group(), keys, run }
}
