import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useRead, useWrite } from '#platform/web/queries.ts'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { ColleaguesReply, DoneReply, type PassTo } from '../contract.ts'
import { passWords } from '../pass-words.ts'

/** *Passa la chiamata a*: who is called names a colleague, who is called at once. */
export function PassDialog(props: {
  readonly pageId: string
  /** Which call it is, where several stand on the page. */
  readonly about?: string
  readonly refresh: readonly (readonly string[])[]
  readonly onClose: () => void
}): ReactNode {
  const { pageId, refresh, onClose } = props
  const [to, setTo] = useState('')
  const path = (verb: string) => `/api/pages/${pageId}/${verb}`
  const reading = useRead({
    key: ['paging', 'colleagues', pageId],
    path: path('colleagues'),
    reply: ColleaguesReply,
  })
  const people = reading.data?.people ?? []
  const pass = useWrite<{ to: string }, typeof DoneReply>({
    method: 'POST',
    path: path('passing'),
    body: (input) => input,
    reply: DoneReply,
    refresh,
    done: () => {
      toast(m.paging_pass_done({ name: people.find((one) => one.staffId === to)?.name ?? '' }))
      onClose()
    },
  })
  return (
    <FormDialog
      title={m.paging_pass()}
      verb={m.paging_pass_send()}
      busy={pass.isPending}
      problem={pass.error}
      onSend={() => pass.mutate({ to })}
      onClose={onClose}
    >
      {props.about === undefined ? null : <p>{props.about}</p>}
      <p>{m.paging_pass_text()}</p>
      {reading.data === undefined ? (
        <Waiting problem={reading.error} again={() => void reading.refetch()} />
      ) : (
        <Who people={people} to={to} onChange={setTo} error={pass.error?.fieldText('to')} />
      )}
    </FormDialog>
  )
}

function Waiting(props: {
  readonly problem: Parameters<typeof ProblemState>[0]['problem'] | null
  readonly again: () => void
}): ReactNode {
  if (props.problem === null) return <Skeleton lines={2} />
  return <ProblemState problem={props.problem} onAgain={props.again} />
}

function Who(props: {
  readonly people: readonly PassTo[]
  readonly to: string
  readonly onChange: (to: string) => void
  readonly error: string | undefined
}): ReactNode {
  const { people, to, onChange, error } = props
  if (people.length === 0) return <p>{m.paging_pass_none()}</p>
  return (
    <Select
      label={m.paging_pass_who()}
      need="required"
      placeholder={m.interventions_choose_person()}
      value={to}
      options={people.map((one) => ({ value: one.staffId, label: passWords(one) }))}
      onChange={onChange}
      error={error}
    />
  )
}
