import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { instant } from '#platform/kernel/time.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Dialog, DialogActions } from '#platform/web/ui/dialog.tsx'
import type { TurnView } from '../contract.ts'
import type { MonthReply } from '../contract-month.ts'
import type { RotaRole } from '../model.ts'
import { dayOf } from '../model-month.ts'
import { exceptionText } from './exceptions.tsx'
import { longDay, turnWords } from './month-words.ts'
import { TurnDialog } from './turn-dialog.tsx'
import { KeepButton, RemoveDialog } from './turns-table.tsx'

/** A day of somebody in a role. */
export type Chosen = {
  readonly person: MonthReply['people'][number]
  readonly role: RotaRole
  readonly day: string
}

/** The turns of somebody on a day, and for whoever makes the rota how they are changed. */
export function DayDialog(props: {
  readonly view: MonthReply
  readonly chosen: Chosen
  readonly onClose: () => void
}): ReactNode {
  const { view, chosen, onClose } = props
  const { person, role, day } = chosen
  const [isAdding, setAdding] = useState(false)
  const [removed, setRemoved] = useState<TurnView>()
  const turns = view.turns.filter(
    (turn) =>
      turn.staffId === person.id &&
      turn.role === role &&
      dayOf({ startsAt: instant(turn.startsAt) }) === day,
  )
  if (isAdding)
    return <TurnDialog view={view} start={{ staffId: person.id, role, day }} onClose={onClose} />
  if (removed !== undefined) return <RemoveDialog turn={removed} now={view.now} onClose={onClose} />
  return (
    <Dialog
      title={m.oncall_month_day_title({ name: person.name, day: longDay(day) })}
      onClose={onClose}
    >
      {turns.length === 0 ? <p>{m.oncall_month_nobody()}</p> : null}
      <ul className="plain-list stack-tight">
        {turns.map((turn) => (
          <li key={turn.id}>
            <div className="line">
              {turnWords(turn)}
              {view.can.edit ? <Change turn={turn} onRemove={() => setRemoved(turn)} /> : null}
            </div>
            {turn.setAside === null ? null : (
              <p className="small">{exceptionText(turn.setAside)}</p>
            )}
          </li>
        ))}
      </ul>
      <DialogActions>
        {view.can.edit ? (
          <Button kind="primary" onPress={() => setAdding(true)}>
            {m.oncall_add()}
          </Button>
        ) : null}
        <Button onPress={onClose}>{m.web_go_back()}</Button>
      </DialogActions>
    </Dialog>
  )
}

function Change(props: { readonly turn: TurnView; readonly onRemove: () => void }): ReactNode {
  const { turn, onRemove } = props
  if (turn.standing === 'leaves') return <KeepButton turn={turn} />
  return (
    <Button kind="quiet" label={m.oncall_remove_title({ name: turn.name })} onPress={onRemove}>
      {m.oncall_remove()}
    </Button>
  )
}
