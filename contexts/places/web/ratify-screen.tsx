import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { blocking, useRead, useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { RadioGroup } from '#platform/web/ui/choices.tsx'
import { type Column, DataTable } from '#platform/web/ui/data-table.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { Done } from '../contract.ts'
import { RatifyWordsReply, ToRatifyReply, type ToRatifyView } from '../contract-ratify.ts'
import { RATIFICATIONS, type Ratification } from '../model-words.ts'
import { RATIFY_KEY } from './readings.ts'
import { wordOf } from './words.ts'

const MINUTE = 60_000

/** Places that were taken before anybody could authorise them: who answers for them decides here. */
export function Screen(): ReactNode {
  const list = useRead({
    key: RATIFY_KEY,
    path: '/api/placements/to-ratify',
    reply: ToRatifyReply,
    every: MINUTE,
    isLive: true,
  })
  const [decided, setDecided] = useState<ToRatifyView | undefined>(undefined)
  const problem = blocking(list)
  if (problem) return <ProblemState problem={problem} onAgain={() => void list.refetch()} />
  return (
    <div className="stack">
      <h1>{m.places_ratify_title()}</h1>
      <p>{m.places_ratify_intro()}</p>
      {list.data === undefined ? (
        <Skeleton lines={6} />
      ) : (
        <DataTable
          caption={m.places_ratify_title()}
          hideCaption
          columns={columnsOf(setDecided)}
          rows={list.data.rows}
          rowKey={(row) => row.id}
          empty={<EmptyState title={m.places_ratify_none()} />}
        />
      )}
      {decided === undefined ? null : (
        <Decide key={decided.id} row={decided} onClose={() => setDecided(undefined)} />
      )}
    </div>
  )
}

function columnsOf(decide: (row: ToRatifyView) => void): readonly Column<ToRatifyView>[] {
  return [
    {
      id: 'file',
      head: m.places_ratify_file(),
      look: 'code',
      cell: (row) => <PageLink to={`/interventi/${row.interventionId}`}>{row.number}</PageLink>,
    },
    { id: 'facility', head: m.places_facility(), cell: (row) => row.facility },
    {
      id: 'who',
      head: m.places_ratify_who(),
      cell: (row) => m.places_own_people({ people: row.people, minors: row.minors }),
    },
    { id: 'since', head: m.places_ratify_since(), cell: sinceText },
    {
      id: 'decide',
      head: m.places_ratify_do(),
      look: 'action',
      cell: (row) =>
        row.can.ratify ? (
          <Button label={`${m.places_ratify_do()} ${row.number}`} onPress={() => decide(row)}>
            {m.places_ratify_do()}
          </Button>
        ) : (
          m.places_ratify_other()
        ),
    },
  ]
}

function sinceText(row: ToRatifyView): string {
  const until =
    row.stayUntil === null ? '' : m.places_stay_until({ when: momentText(row.stayUntil) })
  return [momentText(row.since), wordOf('state', row.state), until].filter(Boolean).join(' · ')
}

function Decide(props: { readonly row: ToRatifyView; readonly onClose: () => void }): ReactNode {
  const { row, onClose } = props
  const [decision, setDecision] = useState<Ratification | undefined>(undefined)
  const [words, setWords] = useState('')
  const path = `/api/interventions/${row.interventionId}/placements/${row.id}/ratification`
  const { data } = useRead({ key: [...RATIFY_KEY, row.id], path, reply: RatifyWordsReply })
  const why = data?.why ?? ''
  const send = useWrite<undefined, typeof Done>({
    method: 'POST',
    path,
    body: () => ({ decision, words }),
    reply: Done,
    refresh: [RATIFY_KEY],
    done: () => {
      toast(m.places_ratify_done())
      onClose()
    },
  })
  return (
    <FormDialog
      title={`${m.places_ratify_title()}: ${row.number}, ${row.facility}`}
      verb={m.places_facility_save()}
      busy={send.isPending}
      problem={send.error}
      onSend={() => send.mutate(undefined)}
      onClose={onClose}
    >
      {why === '' ? null : (
        <section>
          <h3>{m.places_ratify_why()}</h3>
          <p className="places-words">{why}</p>
        </section>
      )}
      <RadioGroup
        label={m.places_ratify_choice()}
        need="required"
        value={decision}
        onChange={setDecision}
        options={RATIFICATIONS.map((one) => ({ value: one, label: wordOf('ratification', one) }))}
        error={send.error?.fieldText('decision')}
      />
      <TextField
        label={m.places_ratify_act()}
        hint={m.places_ratify_act_hint()}
        need="required"
        maxLength={300}
        value={words}
        onChange={setWords}
        error={send.error?.fieldText('words')}
      />
    </FormDialog>
  )
}
