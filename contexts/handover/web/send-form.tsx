import { type ReactNode, useRef, useState } from 'react'
import { WORDS_OF } from '#contexts/documents/model.ts'
import { wordLabel } from '#contexts/documents/words.ts'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Checkbox } from '#platform/web/ui/choices.tsx'
import { InterruptionCard } from '#platform/web/ui/dialog.tsx'
import { Alert } from '#platform/web/ui/feedback.tsx'
import { Form } from '#platform/web/ui/form.tsx'
import { Resumed } from '#platform/web/ui/resumed.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextArea, TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { useKeptForm } from '#platform/web/use-kept-form.ts'
import { HandoverReply, type HandoversReply, PreviewReply } from '../contract.ts'
import { wordOf } from '../words.ts'
import { DeskNote, LeadPart } from './lead-part.tsx'
import { type Part, PersonPart } from './person-part.tsx'
import { keyOf } from './readings.ts'
import { SendPreview } from './send-preview.tsx'
import {
  beginning,
  bodyOf,
  goesAlong,
  OUTSIDE,
  paperLabel,
  papersOf,
  previewBodyOf,
  readSending,
  type Sending,
  unsaidIn,
  withProposal,
} from './sending.ts'
import { UnsaidLines, useFilling } from './unsaid-lines.tsx'

type Props = { readonly caseId: string; readonly reply: HandoversReply }

/** Passing a file to the competent service: to whom, page one in their words, which papers go with it. */
export function SendForm({ caseId, reply }: Props): ReactNode {
  const [start, setStart] = useState(() => beginning(reply))
  const form = useKeptForm({ id: `passaggio-${caseId}`, start, read: readSending })
  const sending = withProposal(form.value, reply)
  const [isAsking, setAsking] = useState(false)
  const send = useWrite<Sending, typeof HandoverReply>({
    method: 'POST',
    path: `/api/interventions/${caseId}/handovers`,
    body: (input) => ({ ...bodyOf(input, reply), seen: show.data?.seal ?? null }),
    reply: HandoverReply,
    refresh: [keyOf(caseId), ['documents', caseId]],
    done: () => {
      toast(m.handover_sent())
      setAsking(false)
      show.reset()
      form.forget()
      setStart(beginning({ ...reply, givenBack: null }))
    },
  })
  const show = useWrite<Sending, typeof PreviewReply>({
    method: 'POST',
    path: `/api/interventions/${caseId}/handovers/preview`,
    body: (input) => previewBodyOf(input, reply),
    reply: PreviewReply,
  })
  const part: Part = { sending, change: form.change, reply }
  const isBare = papersOf(sending, reply).length === 0
  const whole = useRef<HTMLElement>(null)
  const fill = useFilling(whole, show.data !== undefined)
  const unsaid = unsaidIn(sending, reply)
  return (
    <section ref={whole} aria-label={m.handover_send()} className="stack-tight">
      <h3>{m.handover_send()}</h3>
      <Form
        problem={show.error ?? send.error}
        saved={m.web_resumed()}
        onSend={() => {
          if (reply.isProtected) show.mutate(sending)
          else if (isBare) setAsking(true)
          else send.mutate(sending)
        }}
        actions={
          <div className="line">
            <Button kind="primary" type="submit" acts busy={send.isPending || show.isPending}>
              {m.handover_send_save()}
            </Button>
          </div>
        }
      >
        <Resumed form={form} />
        <GivenBackNote {...part} />
        {reply.isProtected ? <Alert tone="warning" title={m.handover_protected()} /> : null}
        <OfficePart {...part} />
        <DeskNote {...part} />
        <LeadPart {...part} />
        <PersonPart {...part} />
        <PagePart {...part} />
        <PapersPart {...part} />
        <UnsaidLines unsaid={unsaid} onFill={fill} />
      </Form>
      {show.data === undefined ? null : (
        <SendPreview
          preview={show.data}
          sending={sending}
          reply={reply}
          busy={send.isPending}
          problem={send.error}
          onConfirm={() => send.mutate(sending)}
          onBack={() => show.reset()}
          unsaid={unsaid}
          onFill={(word) => {
            show.reset()
            fill(word)
          }}
        />
      )}
      {isAsking ? (
        <InterruptionCard
          title={m.handover_bare()}
          consequence={
            reply.documents.length === 0 ? m.handover_bare_none() : m.handover_bare_left_out()
          }
          verb={m.handover_bare_send()}
          busy={send.isPending}
          problem={send.error}
          onConfirm={() => send.mutate(sending)}
          onBack={() => setAsking(false)}
        />
      ) : null}
    </section>
  )
}

/** Page one stands below as it was written for who gave it back: who they are and why stands on the card. */
function GivenBackNote({ reply: { givenBack } }: Part): ReactNode {
  if (givenBack === null) return null
  return <p className="small muted">{m.handover_again_kept()}</p>
}

function OfficePart({ sending, change, reply }: Part): ReactNode {
  const { competence, offices } = reply
  const why = wordOf('why', competence.reason)
  const known =
    competence.municipality === null
      ? why
      : m.handover_competence_line({ why, municipality: competence.municipality })
  const isOther = reply.givenBack !== null && reply.proposed !== competence.officeKey
  const line = isOther ? otherText(known, reply) : known
  return (
    <>
      <Select
        label={m.handover_office()}
        hint={line}
        need="required"
        placeholder={m.handover_office_choose()}
        value={sending.office}
        onChange={(office) => change({ office, person: '' })}
        options={[
          ...offices.map((one) => ({
            value: one.key,
            label: officeText(one, reply),
          })),
          { value: OUTSIDE, label: m.handover_outside() },
        ]}
      />
      {sending.office === OUTSIDE ? (
        <>
          <TextField
            label={m.handover_outside_name()}
            need="required"
            maxLength={200}
            value={sending.outsideName}
            onChange={(outsideName) => change({ outsideName })}
          />
          <TextField
            label={m.handover_outside_mailbox()}
            need="required"
            type="email"
            maxLength={200}
            value={sending.outsideMailbox}
            onChange={(outsideMailbox) => change({ outsideMailbox })}
          />
        </>
      ) : null}
    </>
  )
}

/** Another one is proposed: for all of it, or for what an office did not take. */
function otherText(known: string, { givenBack }: HandoversReply): string {
  return givenBack?.isPart === true
    ? m.handover_competence_rest({ known })
    : m.handover_competence_other({ known })
}

function officeText(
  office: HandoversReply['offices'][number],
  { givenBack }: HandoversReply,
): string {
  const open = openText(office)
  if (givenBack?.officeName !== office.name) return `${office.name} (${open})`
  const did = givenBack.isPart ? m.handover_office_took_part() : m.handover_office_gave_back()
  return `${office.name} (${did}, ${open})`
}

function openText(office: HandoversReply['offices'][number]): string {
  if (office.isOpen) return m.handover_office_open()
  if (office.nextSwitchAt === null) return m.documents_not_known()
  return m.handover_office_opens({ when: momentText(office.nextSwitchAt) })
}

function PagePart({ sending, change, reply }: Part): ReactNode {
  return (
    <fieldset className="stack-tight">
      <legend className="field-label">{m.handover_page_one()}</legend>
      <p className="small muted">{m.handover_page_one_hint()}</p>
      {WORDS_OF['handover-page'].map((key) => (
        <TextArea
          key={key}
          name={key}
          label={wordLabel(key)}
          {...hintOf(reply.known[key])}
          rows={2}
          maxLength={2000}
          value={sending.words[key] ?? ''}
          onChange={(text) => change({ words: { ...sending.words, [key]: text } })}
        />
      ))}
    </fieldset>
  )
}

/** What the file already says stands under the field: it is printed without being written. */
function hintOf(known: string | undefined): { readonly hint?: string } {
  return known === undefined ? {} : { hint: m.handover_page_known({ text: known }) }
}

function PapersPart({ sending, change, reply }: Part): ReactNode {
  if (reply.documents.length === 0) return null
  return (
    <fieldset className="stack-tight">
      <legend className="field-label">{m.handover_documents()}</legend>
      {reply.documents.map((one) => (
        <Checkbox
          key={one.id}
          label={paperLabel(one, reply.isProtected)}
          checked={goesAlong(sending, reply, one)}
          onChange={(on) => change({ papers: { ...sending.papers, [one.id]: on } })}
        />
      ))}
    </fieldset>
  )
}
