import type { ReactNode } from 'react'
import { FilePage } from '#contexts/interventions/web/public.ts'
import type { ScreenProps } from '#platform/web/slots.ts'
import { slots } from './slots.ts'

const FILE = 'interventions.focus'
const others = slots
  .of('board-column')
  .filter((column) => column.place === 'focus' && column.id !== FILE)

/** One file on its own page: its panel, then what the other rooms show of it beside the board. */
export function Screen({ params }: ScreenProps): ReactNode {
  const id = params['id'] ?? ''
  return (
    <FilePage id={id}>
      {others.map(({ id: column, Column }) => (
        <Column key={column} focusedId={id} />
      ))}
    </FilePage>
  )
}
