import { type KeyboardEvent, type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { ask } from '#platform/web/api.ts'
import { useCommands } from '#platform/web/keyboard/use-commands.ts'
import { type ApiProblem, asProblem } from '#platform/web/problem.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { FormDialog, InterruptionCard } from '#platform/web/ui/dialog.tsx'
import { TextArea } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { ContactReply, WithdrawalReply } from '../contract-contact.ts'
import { type CallEnding, OFFERS, type Offer, USUAL_OFFER } from '../model-contact.ts'
import { wordOf } from '../words.ts'
import { Refusal } from './call-bar.tsx'
import { type Ending, type EndingBox, type EndingLetter, endOnce } from './ending-letter.ts'
import { reportOf } from './form.ts'
import { QuickChips } from './quick.tsx'
import type { Intake } from './use-intake.ts'

/** The endings with the key that gives each; `written` ones first ask for two fields. */
export const ENDINGS: readonly { kind: CallEnding; keys: string; written: boolean }[] = [
  { kind: 'information', keys: 'F', written: false },
  { kind: 'wrong-number', keys: 'Z', written: false },
  { kind: 'nuisance', keys: 'D', written: false },
  { kind: 'silent', keys: 'M', written: false },
  { kind: 'advice', keys: 'C', written: true },
  { kind: 'message', keys: 'T', written: true },
]

/** Ends the call as something that is not a report; can be taken back from the confirmation. */
export function useEndCall(
  intake: Intake,
  territoryId: string | undefined,
  done: () => void,
  resume: (draftId: string) => void,
): { end: (ending: Ending) => void; problem: ApiProblem | undefined } {
  const [problem, setProblem] = useState<ApiProblem>()
  const [box] = useState<EndingBox>({ held: undefined })
  const isEnding = useRef(false)
  const finish = async (ending: Ending): Promise<void> => {
    // A call ends once, also under a double click.
    if (isEnding.current) return
    isEnding.current = true
    try {
      const contactId = await endOnce(box, ending, {
        write: async (asked) => {
          // Taking the ending back brings the draft back with its last keystroke.
          await intake.flush()
          return bodyOf(intake, territoryId, asked)
        },
        post: postEnding,
        withdraw: async (id) => void (await withdraw(id)),
        mayPass: (error) => asProblem(error).passing,
      })
      await intake.finish('ending')
      toast(m.intake_contact_logged({ kind: wordOf('kind', ending.kind) }), () =>
        takeBack(contactId, resume),
      )
      done()
    } catch (error) {
      setProblem(asProblem(error))
    } finally {
      isEnding.current = false
    }
  }
  const latest = useRef(finish)
  latest.current = finish
  const end = useCallback((ending: Ending) => void latest.current(ending), [])
  return { end, problem }
}

function bodyOf(intake: Intake, territoryId: string | undefined, ending: Ending): unknown {
  const form = intake.latest()
  const report = reportOf(form)
  return {
    ...(territoryId === undefined ? {} : { territoryId }),
    draftId: intake.draftId(),
    startedAt: intake.startedAt,
    category: report.category,
    unit: report.reporterUnit,
    phone: report.phone,
    offers: form.offered,
    ...ending,
  }
}

async function postEnding({ body, key }: EndingLetter): Promise<string> {
  const asked = { method: 'POST', path: '/api/contacts', body, idempotencyKey: key } as const
  return (await ask({ ...asked, reply: ContactReply })).contact.id
}

function withdraw(id: string) {
  return ask({ method: 'POST', path: `/api/contacts/${id}/withdrawal`, reply: WithdrawalReply })
}

function takeBack(id: string, resume: (draftId: string) => void): void {
  withdraw(id).then(
    ({ draftId }) => {
      if (draftId === null) {
        toast(m.intake_contact_withdrawn())
        return
      }
      toast(m.intake_contact_withdrawn_draft())
      resume(draftId)
    },
    (error: unknown) => toast(asProblem(error).message),
  )
}

/** What was written of a call that is no report, whichever of the two kinds it proves to be. */
export type EndingWords = {
  readonly question: string
  readonly given: string
  /** Undefined until somebody chooses: the usual one of its kind. */
  readonly offers: readonly Offer[] | undefined
}

export const NOTHING_SAID: EndingWords = { question: '', given: '', offers: undefined }

/** The keys that end a call which is not a report. Single letters are dead while somebody writes: Esc leaves the field. */
export function CallEndings(props: {
  readonly onEnd: (ending: Ending) => void
  /** Whether the form says more than who calls: it is not ended by one key then. */
  readonly isWritten: () => boolean
  readonly onDropped: () => void
  /** Missing: of who may not answer such a request. */
  readonly onDisclosure: (() => void) | undefined
  readonly problem: ApiProblem | undefined
  /** Kept by the call: a dialog that is closed, or another layout, takes nothing away. */
  readonly said: EndingWords
  readonly onSaid: (said: EndingWords) => void
}): ReactNode {
  const { onEnd, isWritten, onDropped, onDisclosure } = props
  const [asking, setAsking] = useState<CallEnding>()
  const [leaving, setLeaving] = useState<CallEnding>()
  const choose = useCallback(
    ({ kind, written }: (typeof ENDINGS)[number]): void => {
      if (isWritten()) setLeaving(kind)
      else if (written) setAsking(kind)
      else onEnd({ kind })
    },
    [onEnd, isWritten],
  )
  const leave = (kind: CallEnding): void => {
    if (!ENDINGS.some((ending) => ending.kind === kind && ending.written)) {
      onEnd({ kind })
      return
    }
    setLeaving(undefined)
    setAsking(kind)
  }
  useCommands(
    useMemo(
      () => [
        ...ENDINGS.map((ending) => ({
          id: `intake.end.${ending.kind}`,
          title: wordOf('kind', ending.kind),
          group: m.intake_group(),
          keys: ending.keys,
          leaves: !ending.written,
          run: () => choose(ending),
        })),
        {
          id: 'intake.end.dropped',
          title: wordOf('kind', 'dropped'),
          group: m.intake_group(),
          keys: 'L',
          run: onDropped,
        },
        ...(onDisclosure === undefined
          ? []
          : [
              {
                id: 'intake.end.disclosure',
                title: m.intake_disclosure_ask(),
                group: m.intake_group(),
                keys: 'K',
                run: onDisclosure,
              },
            ]),
      ],
      [choose, onDropped, onDisclosure],
    ),
  )
  return (
    <nav className="intake-endings" aria-label={m.intake_endings()}>
      <span className="muted small">{m.intake_endings()}</span>
      {ENDINGS.map((ending) => (
        <Button key={ending.kind} kind="quiet" keys={ending.keys} onPress={() => choose(ending)}>
          {wordOf('kind', ending.kind)}
        </Button>
      ))}
      <Button kind="quiet" keys="L" onPress={onDropped}>
        {wordOf('kind', 'dropped')}
      </Button>
      {onDisclosure === undefined ? null : (
        <Button kind="quiet" keys="K" onPress={onDisclosure}>
          {m.intake_disclosure_ask()}
        </Button>
      )}
      {props.problem === undefined || asking !== undefined || leaving !== undefined ? null : (
        <Refusal problem={props.problem} saved={m.intake_draft_safe()} />
      )}
      {leaving === undefined ? null : (
        <InterruptionCard
          title={m.intake_end_written_title({ kind: wordOf('kind', leaving) })}
          consequence={m.intake_end_written_text()}
          verb={m.intake_end_written_save({ kind: wordOf('kind', leaving) })}
          problem={props.problem ?? null}
          onConfirm={() => leave(leaving)}
          onBack={() => setLeaving(undefined)}
        />
      )}
      {asking === undefined ? null : (
        <EndingDialog
          kind={asking}
          said={props.said}
          onSaid={props.onSaid}
          problem={props.problem}
          onClose={() => setAsking(undefined)}
          onEnd={onEnd}
        />
      )}
    </nav>
  )
}

/** Two fields: what was asked, what was answered. No person is created. It stays open until the ending is registered. */
function EndingDialog(props: {
  readonly kind: CallEnding
  readonly said: EndingWords
  readonly onSaid: (said: EndingWords) => void
  readonly problem: ApiProblem | undefined
  readonly onClose: () => void
  readonly onEnd: (ending: Ending) => void
}): ReactNode {
  const { kind, said, onSaid } = props
  const { question, given, offers = [USUAL_OFFER[kind]] } = said
  const send = (): void => props.onEnd({ kind, question, given, offers })
  const sendByKey = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Enter' && event.ctrlKey) send()
  }
  return (
    <FormDialog
      title={wordOf('kind', kind)}
      verb={m.intake_log_contact()}
      keys="Ctrl+Invio"
      busy={false}
      problem={props.problem}
      saved={m.intake_draft_safe()}
      onSend={send}
      onClose={props.onClose}
    >
      <TextArea
        label={m.intake_asked()}
        value={question}
        onChange={(text) => onSaid({ ...said, question: text })}
        rows={3}
        maxLength={2000}
        autoFocus
        onKey={sendByKey}
        error={props.problem?.fieldText('question')}
      />
      <TextArea
        label={m.intake_given()}
        value={given}
        onChange={(text) => onSaid({ ...said, given: text })}
        rows={3}
        maxLength={2000}
        onKey={sendByKey}
        error={props.problem?.fieldText('given')}
      />
      <QuickChips
        label={m.intake_offers()}
        options={OFFERS.map((offer, index) => ({
          value: offer,
          label: wordOf('offer', offer),
          key: String((index + 1) % 10),
        }))}
        values={offers}
        onChange={(chosen) => onSaid({ ...said, offers: chosen })}
      />
    </FormDialog>
  )
}
