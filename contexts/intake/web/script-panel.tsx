import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { serverNowMs } from '#platform/web/clock.ts'
import { timeText } from '#platform/web/format.ts'
import type { ReportContent } from '../model.ts'
import { isSaid, type ScriptLine, scriptFor } from '../model-script.ts'
import { wordOf } from '../words.ts'

/** The words to say, each a box with the hour at which it was said. They follow chips and answers. */
export function ScriptPanel(props: {
  readonly report: ReportContent
  readonly onSaid: (said: Readonly<Record<string, string>>) => void
}): ReactNode {
  const { report, onSaid } = props
  const tick = (line: ScriptLine, on: boolean): void => {
    const { [line]: _, ...others } = report.said
    const at = Temporal.Instant.fromEpochMilliseconds(Math.floor(serverNowMs())).toString()
    onSaid(on ? { ...others, [line]: at } : others)
  }
  const lines = scriptFor(report)
  const open = lines.filter((line) => !isSaid(line, report))
  return (
    <section className="intake-script" aria-label={m.intake_script_title()}>
      <ol className="plain-list">
        {lines.map((line) => (
          <li
            key={line}
            className={line === open[0] ? 'intake-line intake-line-now' : 'intake-line'}
          >
            <label>
              <input
                type="checkbox"
                tabIndex={-1}
                checked={isSaid(line, report)}
                onChange={(event) => tick(line, event.target.checked)}
              />
              <span>{wordOf('script', line)}</span>
              {report.said[line] === undefined ? null : (
                <span className="mono small muted">{timeText(report.said[line])}</span>
              )}
            </label>
          </li>
        ))}
      </ol>
    </section>
  )
}
