import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { type ApiProblem, asProblem } from '#platform/web/problem.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Alert, Skeleton } from '#platform/web/ui/feedback.tsx'
import { Form } from '#platform/web/ui/form.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { Sheets } from './sheets.tsx'
import { type EnvelopeHere, useEnvelope } from './use-envelope.ts'

/** Fewest letters of the word: whoever takes the disk away may try as often as they like. */
const WORD_LEAST = 10

/** `/turno/busta`: prepares the emergency envelope of this desk, and types paper sheets afterwards. */
export function Screen(): ReactNode {
  const envelope = useEnvelope()
  return (
    <div className="stack">
      <h1>{m.shifts_envelope()}</h1>
      <p>
        {m.shifts_envelope_intro()} <PageLink to="/turno">{m.shifts_envelope_back()}</PageLink>
      </p>
      <Here envelope={envelope} />
      <Sheets />
    </div>
  )
}

function Here({ envelope }: { readonly envelope: EnvelopeHere }): ReactNode {
  const { standing, kept } = envelope
  const [isAnew, setAnew] = useState(false)
  if (standing === 'unknown') return <Skeleton lines={3} />
  if (standing === 'unable')
    return (
      <Alert tone="warning" title={m.shifts_envelope_unable()}>
        <p>{m.shifts_envelope_unable_todo()}</p>
      </Alert>
    )
  if (kept === undefined || isAnew)
    return <Prepare envelope={envelope} done={() => setAnew(false)} />
  return (
    <Alert
      tone="good"
      title={m.shifts_envelope_kept({ moment: kept.made })}
      actions={
        <>
          <a href="/busta" target="_blank" rel="noreferrer">
            {m.shifts_envelope_try()}
          </a>
          <Button onPress={() => setAnew(true)}>{m.shifts_envelope_other_word()}</Button>
        </>
      }
    >
      <p>{m.shifts_envelope_kept_text()}</p>
    </Alert>
  )
}

function Prepare(props: { readonly envelope: EnvelopeHere; readonly done: () => void }): ReactNode {
  const [word, setWord] = useState('')
  const [again, setAgain] = useState('')
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const isShort = word.length < WORD_LEAST
  const differs = word !== again
  const prepare = async () => {
    setTried(true)
    if (isShort || differs || isBusy) return
    setBusy(true)
    setProblem(null)
    try {
      await props.envelope.prepare(word)
      toast(m.shifts_envelope_done())
      props.done()
    } catch (error) {
      setProblem(asProblem(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section aria-label={m.shifts_envelope_prepare()} className="stack-tight">
      <h2>{m.shifts_envelope_prepare()}</h2>
      <p>{m.shifts_envelope_holds()}</p>
      <Form
        problem={problem}
        onSend={() => void prepare()}
        actions={
          <Button type="submit" kind="primary" acts busy={isBusy}>
            {m.shifts_envelope_prepare()}
          </Button>
        }
      >
        <TextField
          label={m.shifts_envelope_word()}
          hint={m.shifts_envelope_word_hint({ least: WORD_LEAST })}
          type="password"
          autoComplete="new-password"
          value={word}
          onChange={setWord}
          error={isTried && isShort ? m.shifts_envelope_short({ least: WORD_LEAST }) : undefined}
        />
        <TextField
          label={m.shifts_envelope_again()}
          type="password"
          autoComplete="new-password"
          value={again}
          onChange={setAgain}
          error={isTried && differs ? m.shifts_envelope_differs() : undefined}
        />
      </Form>
    </section>
  )
}
