import { type ReactNode, useId } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useNarrow } from '../narrow.ts'
import { names } from './class-names.ts'

/** One column: what it is called and what a row shows in it. The first is the row's name and stays in view. */
export interface Column<R> {
  readonly id: string
  readonly head: string
  readonly cell: (row: R) => ReactNode
  /** `number`: right-aligned, tabular figures. `action`: a button, whose own words say what it is. */
  readonly look?: 'text' | 'number' | 'code' | 'action'
}

export interface DataTableProps<R> {
  readonly caption: string
  readonly hideCaption?: boolean
  readonly columns: readonly Column<R>[]
  readonly rows: readonly R[]
  readonly rowKey: (row: R) => string
  readonly empty?: ReactNode
}

/** A table of rows; where the screen is narrow each row is a card with its labels, so that nothing is cut. */
export function DataTable<R>(props: DataTableProps<R>): ReactNode {
  const isNarrow = useNarrow()
  if (props.rows.length === 0 && props.empty !== undefined) return props.empty
  return isNarrow ? <Cards {...props} /> : <Grid {...props} />
}

/** Scrolls sideways inside itself, should it have to, with its first column frozen. */
function Grid<R>(props: DataTableProps<R>): ReactNode {
  const id = useId()
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

function Cards<R>({ caption, hideCaption, columns, rows, rowKey }: DataTableProps<R>): ReactNode {
  const id = useId()
  return (
    <section className="stack-tight" aria-labelledby={id}>
      <p id={id} className={hideCaption === true ? 'visually-hidden' : 'cards-caption'}>
        {caption}
      </p>
      <ul className="plain-list cards">
        {rows.map((row) => (
          <li key={rowKey(row)} className="card-row">
            <Card columns={columns} row={row} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Card<R>(props: { readonly columns: readonly Column<R>[]; readonly row: R }): ReactNode {
  const { columns, row } = props
  const [first, ...others] = columns
  const told = others.filter((column) => column.look !== 'action')
  const actions = others.filter((column) => column.look === 'action')
  return (
    <>
      <div className="card-name">
        <span className="visually-hidden">{first?.head}: </span>
        {first === undefined ? null : orUnknown(first.cell(row))}
      </div>
      <DefinitionList
        items={told.map((column) => ({ term: column.head, value: column.cell(row) }))}
      />
      {actions.map((column) => (
        <div key={column.id} className="line">
          {column.cell(row)}
        </div>
      ))}
    </>
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
  const content = column.look === 'action' ? shown : orUnknown(shown)
  const look = names(`cell-${column.look ?? 'text'}`)
  if (!first) return <td className={look}>{content}</td>
  return (
    <th scope="row" className={look}>
      {content}
    </th>
  )
}

function orUnknown(shown: ReactNode): ReactNode {
  return shown === undefined || shown === null || shown === '' ? <Unknown /> : shown
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
          <dd>{orUnknown(item.value)}</dd>
        </div>
      ))}
    </dl>
  )
}
