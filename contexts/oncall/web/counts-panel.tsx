import { type ReactNode, useState } from 'react'
import { m, textOf } from '#platform/i18n/texts.ts'
import { ask } from '#platform/web/api.ts'
import { momentText } from '#platform/web/format.ts'
import { type ApiProblem, asProblem } from '#platform/web/problem.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { ProblemState } from '#platform/web/ui/feedback.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { CountsReply } from '../contract-counts.ts'
import { MonthReply } from '../contract-month.ts'
import { csvOf } from '../model-counts.ts'
import { exceptionsIn, rulesText } from './exceptions.tsx'
import { saveText } from './save-text.ts'
import { wordOf } from './staff-words.ts'
import { roleName } from './words.ts'

const NUMBERS = ['turns', 'hours', 'nights', 'festive', 'calls', 'answered', 'minutes'] as const
const HEADS = ['name', 'role', ...NUMBERS] as const

/** The published turns of a month as a file that a spreadsheet opens. */
export function Counts({ month }: { readonly month: string }): ReactNode {
  const [chosen, setChosen] = useState(month)
  const [problem, setProblem] = useState<ApiProblem>()
  const query = { month: chosen }
  const trying = async (download: () => Promise<void>): Promise<void> => {
    try {
      await download()
      setProblem(undefined)
    } catch (error) {
      setProblem(asProblem(error))
    }
  }
  const counts = async (): Promise<void> => {
    const path = '/api/rota/counts'
    const reply = await ask({ method: 'GET', path, query, reply: CountsReply })
    saveText(`conteggi-${reply.month}.csv`, tableOf(reply))
  }
  const exceptions = async (): Promise<void> => {
    const path = '/api/rota/month'
    const reply = await ask({ method: 'GET', path, query, reply: MonthReply })
    saveText(`eccezioni-${reply.month}.csv`, exceptionsTable(reply))
  }
  return (
    <section aria-label={m.oncall_counts()} className="stack-tight">
      <h3>{m.oncall_counts()}</h3>
      <p>{m.oncall_counts_text()}</p>
      <TextField
        label={m.oncall_counts_month()}
        type="month"
        value={chosen}
        onChange={setChosen}
        error={problem?.fieldText('month')}
      />
      {problem === undefined || problem.isAboutFields ? null : <ProblemState problem={problem} />}
      <div className="line">
        <Button onPress={() => void trying(counts)}>{m.oncall_counts_download()}</Button>
        <Button onPress={() => void trying(exceptions)}>{m.oncall_exceptions_download()}</Button>
      </div>
    </section>
  )
}

function tableOf({ counts }: CountsReply): string {
  return csvOf([
    HEADS.map((head) => textOf(`oncall_counts_head_${head}`) ?? ''),
    ...counts.map((one) => [one.name, roleName(one.role), ...NUMBERS.map((name) => one[name])]),
  ])
}

const EXCEPTION_HEADS = ['name', 'role', 'from', 'to', 'rules', 'reason', 'by', 'at', 'standing']

function exceptionsTable({ turns }: MonthReply): string {
  return csvOf([
    EXCEPTION_HEADS.map((head) => textOf(`oncall_exceptions_head_${head}`) ?? ''),
    ...exceptionsIn(turns).flatMap(({ name, role, startsAt, endsAt, setAside, standing }) =>
      setAside === null
        ? []
        : [
            [
              ...[name, roleName(role), momentText(startsAt), momentText(endsAt)],
              ...[rulesText(setAside), setAside.reason, setAside.by ?? ''],
              ...[
                setAside.at === null ? '' : momentText(setAside.at),
                wordOf('standing', standing),
              ],
            ],
          ],
    ),
  ])
}
