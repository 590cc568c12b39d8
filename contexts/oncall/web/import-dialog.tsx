import { type ReactNode, useId, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { useWrite } from '#platform/web/queries.ts'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { Alert } from '#platform/web/ui/feedback.tsx'
import { TextArea } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { ImportReply, MOST_LETTERS } from '../contract-import.ts'
import { wordOf } from './staff-words.ts'
import { ROTA_READINGS } from './use-rota.ts'
import { Warnings } from './warnings.tsx'
import { roleName } from './words.ts'

/** How many lines of each kind are shown one by one. */
const SHOWN = 10

/** The text of a file; undefined for what is none, such as a workbook: bytes that no letters are made of. */
async function linesIn(file: File): Promise<string | undefined> {
  const bytes = await file.arrayBuffer()
  if (new Uint8Array(bytes).includes(0)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // What a spreadsheet on an older machine writes.
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The lines of a spreadsheet: looked at, then put in the draft. Another word typed is looked at anew. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [text, setText] = useState('')
  const [looked, setLooked] = useState<ImportReply>()
  const fileId = useId()
  const [isWrong, setWrong] = useState(false)
  const write = (next: string): void => {
    setText(next)
    setLooked(undefined)
  }
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    const lines = await linesIn(file)
    setWrong(lines === undefined)
    if (lines !== undefined) write(lines)
  }
  const [reason, setReason] = useState('')
  const isGood = looked !== undefined && looked.faults.length === 0 && looked.turns.length > 0
  const send = useWrite({
    method: 'POST',
    path: '/api/rota/import',
    body: (take: boolean) => ({ text, take, reason: reason.trim() === '' ? null : reason }),
    reply: ImportReply,
    refresh: ROTA_READINGS,
    done: (reply) => {
      if (!reply.taken) return setLooked(reply)
      toast(m.oncall_import_taken({ count: reply.turns.length }))
      onClose()
    },
  })
  return (
    <FormDialog
      title={m.oncall_import()}
      verb={isGood ? m.oncall_import_take() : m.oncall_import_look()}
      busy={send.isPending}
      problem={send.error}
      onSend={() => send.mutate(isGood)}
      onClose={onClose}
    >
      <p>{m.oncall_import_text()}</p>
      <p className="small mono">{m.oncall_import_example()}</p>
      <div className="field">
        <label htmlFor={fileId}>{m.oncall_import_file()}</label>
        <input
          id={fileId}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          onChange={(event) => void take(event.target.files?.[0])}
        />
        {isWrong ? <p className="field-error">{m.oncall_import_file_wrong()}</p> : null}
      </div>
      <TextArea
        label={m.oncall_import_rows()}
        need="required"
        rows={8}
        mono
        maxLength={MOST_LETTERS}
        value={text}
        onChange={write}
      />
      {looked === undefined ? null : <Looked looked={looked} />}
      {looked === undefined ? null : (
        <Warnings
          warnings={looked.broken}
          problem={send.error}
          reason={reason}
          onReason={setReason}
        />
      )}
    </FormDialog>
  )
}

function Looked({ looked: { turns, faults } }: { readonly looked: ImportReply }): ReactNode {
  return (
    <>
      {faults.length === 0 ? null : (
        <Alert tone="danger" title={m.oncall_import_faults({ count: faults.length })}>
          <ul>
            {faults.slice(0, SHOWN).map(({ line, fault }) => (
              <li key={line}>
                {m.oncall_import_fault({ line, fault: wordOf('import_fault', fault) })}
              </li>
            ))}
            {faults.length > SHOWN ? (
              <li>{m.oncall_draft_more({ count: faults.length - SHOWN })}</li>
            ) : null}
          </ul>
        </Alert>
      )}
      <p>{m.oncall_import_good({ count: turns.length })}</p>
      <ul>
        {turns.slice(0, SHOWN).map((turn) => (
          <li key={turn.line}>
            {m.oncall_draft_turn({
              role: roleName(turn.role),
              level: turn.level,
              name: turn.name,
              from: momentText(turn.startsAt),
              to: momentText(turn.endsAt),
            })}
          </li>
        ))}
        {turns.length > SHOWN ? (
          <li>{m.oncall_draft_more({ count: turns.length - SHOWN })}</li>
        ) : null}
      </ul>
    </>
  )
}
