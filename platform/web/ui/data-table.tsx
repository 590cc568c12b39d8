import { type ReactNode, useId } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { names } from './class-names.ts'

/** One column: what it is called and what a row shows in it. The first is the row's name and stays in view. */
export interface Column<R> {
  readonly id: string
  readonly head: string
  readonly cell: (row: R) => ReactNode
  /** `number`: right-aligned, tabular figures. */
  readonly look?: 'text' | 'number' | 'code'
}

/** A table of rows. Scrolls sideways inside itself with its first column frozen. */
export function DataTable<R>(props: {
  readonly caption: string
  readonly hideCaption?: boolean
  readonly columns: readonly Column<R>[]
  readonly rows: readonly R[]
  readonly rowKey: (row: R) => string
  readonly empty?: ReactNode
}): ReactNode {
  const id = useId()
  if (props.rows.length === 0 && props.empty !== undefined) return props.empty
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
    <section className="table-frame" aria-labelledby={id} tabIndex={0}>
      <table className="table">
        <caption id={id} className={props.hideCaption === true ? 'visually-hidden' : undefined}>
          {props.caption}
        </caption>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th key={column.id} scope="col" className={names(`cell-${column.look ?? 'text'}`)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={props.rowKey(row)}>
              {props.columns.map((column, index) => (
                <Cell key={column.id} column={column} row={row} first={index === 0} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell<R>({
  column,
  row,
  first,
}: {
  readonly column: Column<R>
  readonly row: R
  readonly first: boolean
}): ReactNode {
  const shown = column.cell(row)
  const content = shown === undefined || shown === null || shown === '' ? <Unknown /> : shown
  const look = names(`cell-${column.look ?? 'text'}`)
  if (!first) return <td className={look}>{content}</td>
  return (
    <th scope="row" className={look}>
      {content}
    </th>
  )
}

/** What is not known is said, never left blank. */
export function Unknown(): ReactNode {
  return <span className="muted">{m.web_not_known()}</span>
}

/** Names and their values, one under the other: an identity, a summary. */
export function DefinitionList({
  items,
}: {
  readonly items: readonly { readonly term: string; readonly value: ReactNode }[]
}): ReactNode {
  return (
    <dl className="facts">
      {items.map((item) => (
        <div key={item.term} className="fact">
          <dt>{item.term}</dt>
          <dd>
            {item.value === undefined || item.value === null || item.value === '' ? (
              <Unknown />
            ) : (
              item.value
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
