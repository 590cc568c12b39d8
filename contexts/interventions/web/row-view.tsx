import type { ReactNode } from 'react'
import { m, textOf } from '#platform/i18n/texts.ts'
import type { BoardRowView } from '#platform/web/board/board-row.tsx'
import type { PresentFiles } from '#platform/web/live/messages.ts'
import { othersAt } from '#platform/web/live/use-presence.ts'
import { Badge } from '#platform/web/ui/feedback.tsx'
import type { BoardRow } from '../contract.ts'
import { PresentMarks } from './present.tsx'
import { calledRole, chipOf, listText, needText, placeText, rowStepText } from './words.ts'

/** A row of the board from the contract; `me` is who looks, `files` who is where. */
export function rowView(
  row: BoardRow,
  me: string | undefined,
  files: PresentFiles = {},
): BoardRowView {
  const others = othersAt(files, row.id, me)
  const unanswered = row.answeredBy === null
  const due = row.nextStep.dueAt
  return {
    id: row.id,
    priority: chipOf(row.class),
    number: row.number,
    clock:
      row.targetAt !== null && (unanswered || row.isFollowed)
        ? { towards: row.targetAt }
        : { since: row.receivedAt },
    place: placeText(row),
    need: needText(row),
    source: row.sourceLabel ?? undefined,
    owner: row.owner.name,
    mine: row.owner.id === me,
    // Where nobody answered the mark says it: whom was called last would take the room of who is in need.
    nextStep: saysNobody(row)
      ? undefined
      : { text: rowStepText(row), ...(showsDue(row) && due !== null ? { due } : {}) },
    ...(rowMark(row) === undefined ? {} : { marks: rowMark(row) }),
    ...(others.length === 0 ? {} : { present: <PresentMarks others={others} /> }),
    unanswered,
  }
}

const OTHER_TERMS: readonly string[] = ['confirm-not-pertinent', 'wait-page', 'task', 'review']

/** The clock of the row already counts towards the answer: only other terms are shown beside the step. */
function showsDue(row: BoardRow): boolean {
  return OTHER_TERMS.includes(row.nextStep.key)
}

function saysNobody(row: BoardRow): boolean {
  const role = calledRole(row)
  return row.page?.isAtTheTop === true && rowStepText(row) === m.paging_mark({ role })
}

/** One mark at most in a row, so that the place stays readable; the next step already says whom to call. */
function rowMark(row: BoardRow): ReactNode {
  if (row.page?.isAtTheTop === true) return <Badge tone="danger">{topText(row)}</Badge>
  if (row.patrolWaitingSince !== null)
    return <Badge tone="warning">{m.interventions_mark_patrol_short()}</Badge>
  // The next step says it already, unless something more urgent is to be done first.
  if (row.placeMark !== null && !row.nextStep.key.startsWith('place'))
    return <PlaceMark mark={row.placeMark} />
  if (row.isProtected && !row.isMasked) return <Badge>{m.interventions_mark_protected()}</Badge>
  return undefined
}

/** Beside the name of who answers it cannot say that nobody does: whoever could assess it does not. */
function topText({ answeredBy }: BoardRow): string {
  return answeredBy === null ? m.paging_mark_top() : m.paging_mark_top_followed()
}

function PlaceMark({ mark }: { readonly mark: NonNullable<BoardRow['placeMark']> }): ReactNode {
  const text = textOf(`places_mark_${mark.replaceAll('-', '_')}`) ?? ''
  return <Badge tone={mark === 'stay-ending' ? 'warning' : 'danger'}>{text}</Badge>
}

/** Everything that asks for something, or warns: for the file in focus. */
export function Marks({ row }: { readonly row: BoardRow }): ReactNode {
  return (
    <span className="file-marks">
      {row.page?.isAtTheTop === true ? <Badge tone="danger">{topText(row)}</Badge> : null}
      {row.targetMissed && (row.answeredBy === null || row.isFollowed) ? (
        <Badge tone="danger">{m.interventions_mark_late()}</Badge>
      ) : null}
      {row.authoritiesDue.length > 0 ? (
        <Badge tone="danger">
          {m.interventions_mark_call({ services: listText(row.authoritiesDue) })}
        </Badge>
      ) : null}
      {row.patrolWaitingSince === null ? null : (
        <Badge tone="warning">{m.interventions_mark_patrol()}</Badge>
      )}
      {row.placeMark === null ? null : <PlaceMark mark={row.placeMark} />}
      {row.isProtected ? <Badge>{m.interventions_mark_protected()}</Badge> : null}
    </span>
  )
}
