import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Form } from '#platform/web/ui/form.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextArea } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { IssuedReply } from '../contract.ts'
import { ISSUED_BY_HAND, WORDS_OF, type Word, type Words } from '../model.ts'
import { titleOf, wordLabel } from '../words.ts'

type Kind = (typeof ISSUED_BY_HAND)[number]

/** Issues a document: the file gives the facts, a person adds what no room knows. */
export function IssueForm(props: {
  readonly caseId: string
  /** What was written for a paper before: it is printed without being written again. */
  readonly known: Words
}): ReactNode {
  const { caseId, known } = props
  const [kind, setKind] = useState<Kind | ''>('')
  const [words, setWords] = useState<Words>({})
  const issue = useWrite<{ kind: Kind; words: Words }, typeof IssuedReply>({
    method: 'POST',
    path: `/api/interventions/${caseId}/documents`,
    body: (input) => input,
    reply: IssuedReply,
    refresh: [['documents', caseId]],
    done: ({ number }, sent) => {
      toast(m.documents_issue_done({ number }))
      // Chosen or written while the paper was being made is the next one: it stays.
      setKind((now) => (now === sent.kind ? '' : now))
      setWords((now) => notSent(now, sent.words))
    },
  })
  const send = (): void => {
    if (kind !== '') issue.mutate({ kind, words: saidOf(words, kind) })
  }
  return (
    <section aria-label={m.documents_issue()} className="stack-tight">
      <h3>{m.documents_issue()}</h3>
      <Form
        problem={issue.error}
        onSend={send}
        actions={
          <div className="line">
            <Button type="submit" acts busy={issue.isPending}>
              {m.documents_issue_save()}
            </Button>
          </div>
        }
      >
        <Select
          label={m.documents_issue_kind()}
          hint={m.documents_issue_hint()}
          need="required"
          placeholder={m.documents_issue_choose()}
          value={kind}
          options={ISSUED_BY_HAND.map((one) => ({ value: one, label: titleOf(one) }))}
          onChange={setKind}
        />
        {kind === '' ? null : (
          <WordFields words={words} known={known} keys={WORDS_OF[kind]} onChange={setWords} />
        )}
      </Form>
    </section>
  )
}

/** What is still to be said of words, of which some are in the paper that was made. */
function notSent(words: Words, sent: Words): Words {
  const said: Readonly<Record<string, string | undefined>> = sent
  return Object.fromEntries(
    Object.entries(words).filter(([key, text]) => text.trim() !== (said[key] ?? '')),
  )
}

/** The words of a kind that somebody wrote: an empty field is not sent. */
function saidOf(words: Words, kind: Kind): Words {
  return Object.fromEntries(
    WORDS_OF[kind].flatMap((key) => {
      const text = words[key]?.trim() ?? ''
      return text === '' ? [] : [[key, text]]
    }),
  )
}

/** One field for each word that a document asks of its issuer. */
function WordFields(props: {
  readonly words: Words
  readonly known: Words
  readonly keys: readonly Word[]
  readonly onChange: (words: Words) => void
}): ReactNode {
  const { words, known, keys, onChange } = props
  return keys.map((key) => (
    <TextArea
      key={key}
      label={wordLabel(key)}
      {...hintOf(known[key])}
      rows={2}
      maxLength={2000}
      value={words[key] ?? ''}
      onChange={(text) => onChange({ ...words, [key]: text })}
    />
  ))
}

function hintOf(text: string | undefined): { readonly hint?: string } {
  return text === undefined ? {} : { hint: m.documents_word_known({ text }) }
}
