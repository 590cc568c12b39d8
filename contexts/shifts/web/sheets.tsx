import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import * as z from 'zod'
import { m } from '#platform/i18n/texts.ts'
import { ask } from '#platform/web/api.ts'
import { momentText } from '#platform/web/format.ts'
import { instantOf, localMoment } from '#platform/web/moments.ts'
import { useGo } from '#platform/web/navigation.tsx'
import { type ApiProblem, asProblem } from '#platform/web/problem.ts'
import { blocking, useRead } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { type Column, DataTable } from '#platform/web/ui/data-table.tsx'
import { ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { Form } from '#platform/web/ui/form.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { SheetsReply, type SheetView, TypedReply } from '../contract-envelope.ts'
import { SHEETS_KEY } from './use-envelope.ts'

/** Paper sheets: which were given out and typed, and the way to type one with the hour that stands on it. */
export function Sheets(): ReactNode {
  const read = useRead({ key: SHEETS_KEY, path: '/api/shift-notes/sheets', reply: SheetsReply })
  const refused = blocking(read)
  if (refused !== null)
    return <ProblemState problem={refused} onAgain={() => void read.refetch()} />
  if (read.data === undefined) return <Skeleton lines={4} />
  const { sheets, now } = read.data
  return (
    <section aria-label={m.shifts_sheets()} className="stack-tight">
      <h2>{m.shifts_sheets()}</h2>
      <p>{m.shifts_sheets_intro()}</p>
      <TypeSheet now={now} isGiven={sheets.length > 0} />
      <DataTable
        caption={m.shifts_sheets_given()}
        columns={COLUMNS}
        rows={sheets}
        rowKey={(sheet) => String(sheet.number)}
        empty={<p className="muted">{m.shifts_sheets_none()}</p>}
      />
    </section>
  )
}

const COLUMNS: readonly Column<SheetView>[] = [
  {
    id: 'number',
    head: m.shifts_sheet_number(),
    cell: ({ number }) => String(number),
    look: 'code',
  },
  { id: 'holder', head: m.shifts_sheet_holder(), cell: ({ holder }) => holder.name },
  { id: 'issued', head: m.shifts_sheet_issued(), cell: ({ issuedAt }) => momentText(issuedAt) },
  {
    id: 'typed',
    head: m.shifts_sheet_state(),
    cell: ({ typed }) =>
      typed === null
        ? m.shifts_sheet_blank()
        : m.shifts_sheet_typed({
            name: typed.by.name,
            moment: momentText(typed.at),
            received: momentText(typed.receivedAt),
          }),
  },
]

const keptDraft = z.object({ id: z.string() })

type Typed = { readonly number: number; readonly receivedAt: string }

function TypeSheet({
  now,
  isGiven,
}: {
  readonly now: string
  readonly isGiven: boolean
}): ReactNode {
  const go = useGo()
  const [number, setNumber] = useState('')
  const [when, setWhen] = useState(() => localMoment(now))
  const [isTried, setTried] = useState(false)
  const receivedAt = instantOf(when)
  const isNumber = /^\d{1,9}$/u.test(number.trim()) && Number(number) > 0
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const type = async (): Promise<void> => {
    setTried(true)
    if (!isNumber || receivedAt === undefined || isBusy) return
    setBusy(true)
    setProblem(null)
    try {
      go(await begin({ number: Number(number), receivedAt }))
    } catch (error) {
      setProblem(asProblem(error))
    } finally {
      setBusy(false)
      void client.invalidateQueries({ queryKey: SHEETS_KEY })
    }
  }
  if (!isGiven) return null
  return (
    <Form
      problem={problem}
      onSend={() => void type()}
      actions={
        <div className="line">
          <Button type="submit" acts busy={isBusy}>
            {m.shifts_sheet_type()}
          </Button>
        </div>
      }
    >
      <TextField
        label={m.shifts_sheet_which()}
        inputMode="numeric"
        value={number}
        onChange={setNumber}
        error={isTried && !isNumber ? m.shifts_sheet_no_number() : undefined}
      />
      <TextField
        label={m.shifts_sheet_hour()}
        hint={m.shifts_sheet_hour_hint()}
        type="datetime-local"
        value={when}
        onChange={setWhen}
        error={isTried && receivedAt === undefined ? m.shifts_sheet_no_hour() : undefined}
      />
    </Form>
  )
}

/**
 * The report begins as a draft with the hour of the sheet, and then the sheet counts as typed: one that lost its network in
 * between can be typed again. A refused sheet leaves no draft. Answers where the report goes on.
 */
async function begin({ number, receivedAt }: Typed): Promise<string> {
  const id = crypto.randomUUID()
  const path = `/api/drafts/${id}`
  await ask({
    ...{ method: 'PUT', path, reply: keptDraft, idempotencyKey: crypto.randomUUID() },
    body: {
      version: 0,
      startedAt: receivedAt,
      content: { happening: m.shifts_sheet_begins({ number }) },
    },
  })
  try {
    await ask({
      ...{ method: 'POST', path: `/api/shift-notes/sheets/${number}/typing`, reply: TypedReply },
      ...{ body: { receivedAt }, idempotencyKey: crypto.randomUUID() },
    })
  } catch (error) {
    const gone = { method: 'DELETE', path, reply: z.unknown() } as const
    await ask({ ...gone, idempotencyKey: crypto.randomUUID() }).catch(() => undefined)
    throw error
  }
  return `/sala/nuova?bozza=${id}`
}
