import { type ReactNode, useState } from 'react'
import { toWhom } from '#platform/i18n/italian.ts'
import { m } from '#platform/i18n/texts.ts'
import { useSession } from '#platform/web/session.ts'
import { Button } from '#platform/web/ui/button.tsx'
import type { BoardRow, Colleague } from '../contract.ts'
import type { NextStepKey } from '../model-next-step.ts'
import type { Hand } from './card-in-view.ts'
import type { FileActions } from './use-actions.tsx'
import { useFile } from './use-board.ts'
import { whoCan } from './who-can.ts'
import { stepText } from './words.ts'

/** Steps that one entry is enough for and that often want more, with the step after each. */
const MORE_THAN_ONE: Readonly<Partial<Record<NextStepKey, NextStepKey>>> = {
  people: 'assess',
  papers: 'handover',
}

/** The step that may have wanted more than it got, by the step after it. */
const BEFORE: Readonly<Partial<Record<NextStepKey, NextStepKey>>> = {
  assess: 'people',
  handover: 'papers',
}

const HANDOVER: BoardRow['nextStep'] = { key: 'handover', dueAt: null }

/** The step that the card shows, and the ways on and back from it. */
type Shown = {
  readonly row: BoardRow
  readonly goOn?: () => void
  readonly goBack?: () => void
}

/**
 * The row whose step the card shows. Step by step, the people and the papers stay on the card until somebody goes
 * on: one person written is enough for the file, not for a family; one paper is not the copy for the patrol. Who has
 * gone on, or has opened the page anew, goes back to them; to the papers also where all is on one page. While somebody types in the card, what a colleague saves
 * does not take the form away.
 */
export function useUnhurried(row: BoardRow, isGuided: boolean, hand: Hand): Shown {
  const shown = useShown(row, isGuided, hand)
  const unpapered = useWithoutPapers(row, hand)
  const isAtPapers = shown.row.nextStep.key === 'papers' && shown.goOn === undefined
  return isGuided && isAtPapers && unpapered !== undefined ? unpapered : shown
}

function useShown(row: BoardRow, isGuided: boolean, hand: Hand): Shown {
  const [shown, setShown] = useState(row.nextStep)
  const [isBack, setBack] = useState(false)
  const isMoved = shown.key !== row.nextStep.key
  const wantsMore = (isGuided || isBack) && MORE_THAN_ONE[shown.key] === row.nextStep.key
  const stays = wantsMore || (isMoved && hand.isTyping)
  if (!stays && shown !== row.nextStep) setShown(row.nextStep)
  const show = (step: BoardRow['nextStep'], isBefore: boolean) => () => {
    hand.goes()
    setBack(isBefore)
    setShown(step)
  }
  if (stays) return { row: { ...row, nextStep: shown }, goOn: show(row.nextStep, false) }
  const before = isGuided || row.nextStep.key === 'handover' ? BEFORE[row.nextStep.key] : undefined
  if (before === undefined) return { row }
  return { row, goBack: show({ key: before, dueAt: null }, true) }
}

/** No paper is owed: who needs none goes on to the handover, and can come back. Undefined at every other step. */
function useWithoutPapers(row: BoardRow, hand: Hand): Shown | undefined {
  const [isPassed, setPassed] = useState(false)
  if (row.nextStep.key !== 'papers') return undefined
  const pass = (passes: boolean) => () => {
    hand.goes()
    setPassed(passes)
  }
  return isPassed
    ? { row: { ...row, nextStep: HANDOVER }, goBack: pass(false) }
    : { row, goOn: pass(true) }
}

/** The way on from a step that stays. */
export function goOnText(row: BoardRow, now: BoardRow): string {
  if (row.nextStep.key === 'papers' && now.nextStep.key === 'papers')
    return m.interventions_go_on_without_papers()
  if (MORE_THAN_ONE[row.nextStep.key] !== now.nextStep.key)
    return m.interventions_go_on_moved({ step: stepText(now) })
  return row.nextStep.key === 'papers' ? m.interventions_go_on_papers() : m.interventions_go_on()
}

/** The way back to a step that may want more. */
export function goBackText(row: BoardRow): string {
  return row.nextStep.key === 'handover'
    ? m.interventions_go_back_papers()
    : m.interventions_go_back_people()
}

/** Who owns a file and cannot take its next step is told to whom it goes on: nothing ends in their hands. */
export function PassOn(props: {
  readonly actions: FileActions
  readonly shown: BoardRow
  readonly me: string | undefined
}): ReactNode {
  const { row, open } = props.actions
  const isCrew = useIsCrew()
  const file = useFile(row.id, row.can.open)
  if (row.owner.id !== props.me || !row.can.handOn || row.answeredBy === null) return null
  const to = whoCan(props.shown.nextStep.key, row.owner.id, file.data?.colleagues ?? [])
  if (to === undefined && (!isCrew || row.can.close)) return null
  return (
    <>
      <p className="small">
        {to === undefined ? m.interventions_now_pass_on() : passText(props.shown, to)}
      </p>
      <div className="line">
        <Button acts onPress={() => open('handOn')}>
          {to === undefined
            ? m.interventions_hand_on()
            : m.interventions_hand_to({ to: toWhom(to.name) })}
        </Button>
      </div>
    </>
  )
}

function useIsCrew(): boolean {
  return useSession().data?.roles.every((role) => role === 'crew') ?? false
}

function passText(shown: BoardRow, to: Colleague): string {
  const words =
    shown.nextStep.key === 'assess'
      ? m.interventions_now_pass_assess({ to: toWhom(to.name) })
      : m.interventions_now_pass_step({ to: toWhom(to.name) })
  return to.onCall === null ? words : `${words} ${m.interventions_now_pass_on_call()}`
}
