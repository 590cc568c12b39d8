import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import type { ApiProblem } from '#platform/web/problem.ts'
import { Checkbox } from '#platform/web/ui/choices.tsx'
import { Alert, Badge } from '#platform/web/ui/feedback.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import type { KeptFields } from '#platform/web/use-kept-form.ts'
import { LINE_MOST, type OpenFile } from '../contract.ts'
import type { UnderWay } from './under-way.ts'

type Kept = KeptFields<UnderWay>

/**
 * First of all what stays with who leaves, with the ways to pass it: nothing moves by itself. `name`: somebody signs for them.
 */
export function OwnFiles(props: {
  readonly files: readonly OpenFile[]
  readonly form: Kept
  readonly name: string | undefined
  readonly canKeep: boolean
}): ReactNode {
  const { files, form, name, canKeep } = props
  if (files.length === 0)
    return <p>{name === undefined ? m.shifts_own_none() : m.shifts_own_none_of({ name })}</p>
  return (
    <Alert
      tone="warning"
      title={name === undefined ? m.shifts_own_title() : m.shifts_own_title_of({ name })}
    >
      <p>{textFor(name, canKeep)}</p>
      <ul className="plain-list stack-tight">
        {files.map((file) => (
          <li key={file.id}>
            <PageLink to={`/interventi/${file.id}`}>{file.number}</PageLink> {labelsOf(file)}
            {canKeep ? (
              <Checkbox
                label={
                  <>
                    {name === undefined ? m.shifts_kept() : m.shifts_kept_of({ name })}
                    <span className="visually-hidden"> ({file.number})</span>
                  </>
                }
                checked={form.value.stays[file.id] === true}
                onChange={(isKept) =>
                  form.change(({ stays }) => ({ stays: { ...stays, [file.id]: isKept } }))
                }
              />
            ) : null}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

function textFor(name: string | undefined, canKeep: boolean): string {
  if (name === undefined) return m.shifts_own_text()
  return canKeep ? m.shifts_own_text_for({ name }) : m.shifts_own_text_of({ name })
}

const labelsOf = (file: OpenFile): string => file.labels.join(' · ')

/** Every open file with a line; of one that this person may not read, that it exists. */
export function FilesToSign(props: {
  readonly files: readonly OpenFile[]
  readonly form: Kept
  readonly error: ApiProblem | null
}): ReactNode {
  const { files, form, error } = props
  return (
    <section aria-label={m.shifts_files()} className="stack-tight">
      <h3>{m.shifts_files()}</h3>
      {files.length === 0 ? <p className="muted">{m.shifts_files_none()}</p> : null}
      {files.length === 0 ? null : <p className="small muted">{m.shifts_line_hint()}</p>}
      <ul className="plain-list cards">
        {files.map((file, at) => (
          <li key={file.id} className="card-row">
            <p className="card-name">
              <PageLink to={`/interventi/${file.id}`}>{file.number}</PageLink>
              {file.class === null ? null : ` · ${file.class.name}`} ·{' '}
              {m.shifts_owner({ name: file.owner.name })}{' '}
              {file.isMasked ? <Badge tone="warning">{m.shifts_masked()}</Badge> : null}
            </p>
            {file.labels.length === 0 ? null : <p className="small">{labelsOf(file)}</p>}
            {file.isMasked ? null : (
              <TextField
                label={m.shifts_line()}
                about={file.number}
                maxLength={LINE_MOST}
                value={form.value.lines[file.id] ?? file.line}
                onChange={(line) =>
                  form.change(({ lines }) => ({ lines: { ...lines, [file.id]: line } }))
                }
                error={error?.fieldText(`lines.${at}.line`)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
