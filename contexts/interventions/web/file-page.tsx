import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { PageLink, useGo } from '#platform/web/navigation.tsx'
import { useSession } from '#platform/web/session.ts'
import { useTabTitle } from '#platform/web/tab-title.ts'
import { Alert, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { FilePanel, Gone } from './file-panel.tsx'
import { useLeftText } from './left-files.ts'
import { useFile } from './use-board.ts'

/** One file on its own page: the same panel as on the board, then what other rooms know of it. */
export function FilePage(props: { readonly id: string; readonly children?: ReactNode }): ReactNode {
  const { id } = props
  const go = useGo()
  const file = useFile(id)
  const home = useSession().data?.home ?? '/sala'
  useTabTitle(m.interventions_file_title())
  const left = useLeftText(id)
  // Handed on, or given to others meanwhile: what was read of it does not stay on the screen.
  if (file.data !== undefined && (isLost(file.error) || (file.data.row.isMasked && left)))
    return <Gone left={left} {...backTo(home)} onBack={() => go(home)} />
  return (
    <div className="page-file">
      <h1 className="visually-hidden">{m.interventions_file_title()}</h1>
      {file.data === undefined ? (
        <Waiting home={home} problem={file.error} again={() => void file.refetch()} />
      ) : (
        <FilePanel row={file.data.row} classes={file.data.classes} reads onBack={() => go(home)} />
      )}
      {file.data === undefined || file.data.row.isMasked ? null : props.children}
    </div>
  )
}

function backTo(home: string): { readonly back?: string } {
  return home === '/sala' ? {} : { back: m.interventions_back_home() }
}

function isLost(problem: ReturnType<typeof useFile>['error']): boolean {
  return problem?.status === 403 || problem?.status === 404
}

/** An address without a file: none has it, or who looks may not see it. Which of the two is not said. */
function None({ home }: { readonly home: string }): ReactNode {
  return (
    <Alert
      tone="warning"
      urgent
      title={m.interventions_none_here()}
      actions={<PageLink to={home}>{m.web_error_back()}</PageLink>}
    >
      <p>{m.interventions_none_here_text()}</p>
    </Alert>
  )
}

function Waiting(props: {
  readonly home: string
  readonly problem: ReturnType<typeof useFile>['error']
  readonly again: () => void
}): ReactNode {
  const { problem } = props
  if (problem?.status === 404 || problem?.code === 'bad-input') return <None home={props.home} />
  if (problem) return <ProblemState problem={problem} onAgain={props.again} />
  return <Skeleton lines={8} />
}
