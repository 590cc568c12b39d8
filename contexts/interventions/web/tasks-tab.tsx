import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { instantOf } from '#platform/web/moments.ts'
import { useSession } from '#platform/web/session.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Badge, EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { Form } from '#platform/web/ui/form.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { TaskView, WorkReply } from '../contract-work.ts'
import { colleagueText } from './colleague-words.ts'
import { useWork, useWorkCommand } from './use-work.ts'

/** What is to be done on a file, by whom, until when. */
export function Tab({ caseId }: { readonly caseId: string }): ReactNode {
  const work = useWork(caseId)
  if (work.data === undefined)
    return work.error ? (
      <ProblemState problem={work.error} onAgain={() => void work.refetch()} />
    ) : (
      <Skeleton lines={4} />
    )
  const { tasks, can } = work.data
  return (
    <div className="stack">
      {tasks.length === 0 ? <EmptyState title={m.interventions_tasks_none()} /> : null}
      <ul className="plain-list stack">
        {tasks.map((task) => (
          <TaskItem key={task.id} task={task} caseId={caseId} mayWrite={can.write} />
        ))}
      </ul>
      {can.write ? <TaskForm caseId={caseId} work={work.data} /> : null}
    </div>
  )
}

function TaskItem(props: {
  readonly task: TaskView
  readonly caseId: string
  readonly mayWrite: boolean
}): ReactNode {
  const { task, caseId } = props
  const done = useWorkCommand<undefined>(caseId, `tasks/${task.id}/done`, () =>
    toast(m.interventions_task_done()),
  )
  return (
    <li className="stack-tight">
      <p>
        {task.doneAt === null ? <strong>{task.what}</strong> : <span>{task.what}</span>}{' '}
        {task.isLate ? <Badge tone="danger">{m.interventions_task_late()}</Badge> : null}
        {task.doneAt === null ? null : <Badge tone="good">{m.interventions_task_is_done()}</Badge>}
      </p>
      <p className="small muted">{taskLine(task)}</p>
      {done.error ? <ProblemState problem={done.error} /> : null}
      {task.doneAt === null && props.mayWrite ? (
        <div className="line">
          <Button acts busy={done.isPending} onPress={() => done.mutate(undefined)}>
            {m.interventions_task_finish()}
          </Button>
        </div>
      ) : null}
    </li>
  )
}

function taskLine(task: TaskView): string {
  const due =
    task.dueAt === null
      ? m.interventions_task_whenever()
      : m.interventions_task_by({ when: momentText(task.dueAt) })
  const done =
    task.doneAt === null || task.doneBy === null
      ? ''
      : m.interventions_task_done_by({ name: task.doneBy, when: momentText(task.doneAt) })
  return [task.who.name, due, done].filter((part) => part !== '').join(' · ')
}

function TaskForm(props: { readonly caseId: string; readonly work: WorkReply }): ReactNode {
  const me = useSession().data?.staffId ?? ''
  const [what, setWhat] = useState('')
  const [staffId, setStaff] = useState(me)
  const [due, setDue] = useState('')
  const add = useWorkCommand<object>(props.caseId, 'tasks', () => {
    toast(m.interventions_task_added())
    setWhat('')
    setDue('')
  })
  return (
    <section className="stack no-print" aria-label={m.interventions_task_add()}>
      <h3>{m.interventions_task_add()}</h3>
      <Form
        problem={add.error}
        saved={m.interventions_kept()}
        onSend={() => add.mutate({ what, staffId, dueAt: instantOf(due) ?? null })}
        actions={
          <div className="line">
            <Button type="submit" acts busy={add.isPending}>
              {m.interventions_task_save()}
            </Button>
          </div>
        }
      >
        <TextField
          label={m.interventions_task_what()}
          need="required"
          maxLength={500}
          value={what}
          onChange={setWhat}
          error={add.error?.fieldText('what')}
        />
        <Select
          label={m.interventions_task_who()}
          need="required"
          placeholder={m.interventions_choose_person()}
          value={staffId}
          options={props.work.colleagues.map((one) => ({
            value: one.id,
            label: colleagueText(one),
          }))}
          onChange={setStaff}
          error={add.error?.fieldText('staffId')}
        />
        <TextField
          label={m.interventions_task_due()}
          type="datetime-local"
          value={due}
          onChange={setDue}
          error={add.error?.fieldText('dueAt')}
        />
      </Form>
    </section>
  )
}
