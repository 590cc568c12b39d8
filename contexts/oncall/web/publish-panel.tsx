import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { useRead, useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { FormDialog, InterruptionCard } from '#platform/web/ui/dialog.tsx'
import { Alert, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { TurnView } from '../contract.ts'
import { DraftDiscardedReply, DraftReply, PublishedReply } from '../contract-publish.ts'
import { BrokenLines } from './broken.tsx'
import { exceptionsIn, exceptionText } from './exceptions.tsx'
import { wordOf } from './staff-words.ts'
import { ROTA_READINGS } from './use-rota.ts'
import { numberText, roleName } from './words.ts'

/** How many turns of each side are shown one by one. */
const SHOWN = 12

/** What waits to be published, and the two ways out. */
export function PublishPanel({ drafted }: { readonly drafted: number }): ReactNode {
  const [shown, setShown] = useState<'look' | 'discard'>()
  const close = (): void => setShown(undefined)
  return (
    <Alert
      tone="info"
      title={m.oncall_draft({ count: drafted })}
      actions={
        <>
          <Button kind="primary" onPress={() => setShown('look')}>
            {m.oncall_draft_look()}
          </Button>
          <Button onPress={() => setShown('discard')}>{m.oncall_draft_discard()}</Button>
        </>
      }
    >
      <p>{m.oncall_draft_text()}</p>
      {shown === 'look' ? <Look onClose={close} /> : null}
      {shown === 'discard' ? <Discard onClose={close} /> : null}
    </Alert>
  )
}

function Discard({ onClose }: { readonly onClose: () => void }): ReactNode {
  const discard = useWrite({
    method: 'DELETE',
    path: '/api/rota/draft',
    reply: DraftDiscardedReply,
    refresh: ROTA_READINGS,
    done: () => {
      toast(m.oncall_draft_discarded())
      onClose()
    },
  })
  return (
    <InterruptionCard
      title={m.oncall_draft_discard()}
      consequence={m.oncall_draft_discard_consequence()}
      verb={m.oncall_draft_discard()}
      busy={discard.isPending}
      problem={discard.error}
      onConfirm={() => discard.mutate(undefined)}
      onBack={onClose}
    />
  )
}

function Look({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [despite, setDespite] = useState('')
  const draft = useRead({ key: ['oncall', 'draft'], path: '/api/rota/draft', reply: DraftReply })
  const publish = useWrite({
    method: 'POST',
    path: '/api/rota/publish',
    body: () => ({
      mark: draft.data?.mark ?? '',
      despite: despite.trim() === '' ? null : despite,
    }),
    reply: PublishedReply,
    refresh: ROTA_READINGS,
    done: () => {
      toast(m.oncall_published())
      onClose()
    },
    // Somebody else has changed the draft: it is shown anew.
    failed: (problem) => {
      if (problem.code === 'draft-changed') void draft.refetch()
    },
  })
  return (
    <FormDialog
      title={m.oncall_draft_title()}
      verb={m.oncall_publish()}
      busy={publish.isPending || draft.data === undefined}
      problem={publish.error}
      onSend={() => publish.mutate(undefined)}
      onClose={onClose}
    >
      {draft.error ? <ProblemState problem={draft.error} /> : null}
      {draft.data === undefined ? (
        <Skeleton lines={6} />
      ) : (
        <Changes
          draft={draft.data}
          despite={despite}
          onDespite={setDespite}
          error={publish.error?.fieldText('despite')}
        />
      )}
    </FormDialog>
  )
}

function Changes(props: {
  readonly draft: DraftReply
  readonly despite: string
  readonly onDespite: (text: string) => void
  readonly error: string | undefined
}): ReactNode {
  const { draft } = props
  const { added, removed, contacts, broken, gapHours } = draft
  const isUnreachable = contacts.some((one) => one.state === 'none' || one.state === 'failed')
  return (
    <>
      <Turns title={m.oncall_draft_added({ count: added.length })} turns={added} />
      <Turns title={m.oncall_draft_removed({ count: removed.length })} turns={removed} />
      <p>
        {gapHours === 0
          ? m.oncall_draft_gaps_none()
          : m.oncall_draft_gaps_after({ hours: numberText(gapHours) })}
      </p>
      {broken.length === 0 ? null : (
        <Alert tone="warning" title={m.oncall_warnings()}>
          <BrokenLines broken={broken} most={SHOWN} />
        </Alert>
      )}
      {contacts.length === 0 ? null : (
        <Alert tone={isUnreachable ? 'danger' : 'warning'} title={m.oncall_draft_contacts()}>
          <ul>
            {contacts.map(({ staffId, name, state }) => (
              <li key={staffId}>
                {m.oncall_draft_contact({ name, state: wordOf('contact_state', state) })}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {isUnreachable ? (
        <TextField
          label={m.oncall_draft_despite()}
          hint={m.oncall_draft_despite_hint()}
          need="required"
          maxLength={300}
          value={props.despite}
          onChange={props.onDespite}
          error={props.error}
        />
      ) : null}
    </>
  )
}

/** What is against a rule is looked at before the rest is cut off. */
function exceptionsFirst(turns: readonly TurnView[]): readonly TurnView[] {
  return [...exceptionsIn(turns), ...turns.filter((turn) => turn.setAside === null)]
}

function Turns(props: { readonly title: string; readonly turns: readonly TurnView[] }): ReactNode {
  const { title, turns } = props
  if (turns.length === 0) return null
  const ordered = exceptionsFirst(turns)
  const others = ordered.slice(SHOWN)
  return (
    <section aria-label={title} className="stack-tight">
      <h3 className="small">{title}</h3>
      <TurnLines turns={ordered.slice(0, SHOWN)} />
      {others.length === 0 ? null : (
        <details>
          <summary>{m.oncall_draft_others({ count: others.length })}</summary>
          <TurnLines turns={others} />
        </details>
      )}
    </section>
  )
}

function TurnLines({ turns }: { readonly turns: readonly TurnView[] }): ReactNode {
  return (
    <ul>
      {turns.map((turn) => (
        <li key={turn.id}>
          {m.oncall_draft_turn({
            role: roleName(turn.role),
            level: turn.level,
            name: turn.name,
            from: momentText(turn.startsAt),
            to: momentText(turn.endsAt),
          })}
          {turn.setAside === null ? null : <p className="small">{exceptionText(turn.setAside)}</p>}
        </li>
      ))}
    </ul>
  )
}
