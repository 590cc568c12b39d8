import { type ComponentType, createElement, lazy, type ReactNode, Suspense } from 'react'
import { Skeleton } from './ui/feedback.tsx'

/** A piece of a room about one file. */
export type CasePiece = ComponentType<{ readonly caseId: string; readonly stepKey?: string }>

const pieces = new Map<string, CasePiece>()

/** The piece of that name, whose code is asked for when it is first shown. */
function pieceOf(name: string, load: () => Promise<CasePiece>): CasePiece {
  const known = pieces.get(name)
  if (known !== undefined) return known
  const piece: CasePiece = lazy(async () => ({ default: await load() }))
  pieces.set(name, piece)
  return piece
}

/** Shows a room's piece about one file; `name` is the slot and its id. */
export function ShownPiece(props: {
  readonly name: string
  readonly load: () => Promise<CasePiece>
  readonly caseId: string
  readonly lines: number
  /** Of a step, which one: a piece that serves several stays on the page, with what is open in it, when one follows another. */
  readonly stepKey?: string
  /** The tab of which it is the content, for who is told where a colleague writes. */
  readonly part?: string
}): ReactNode {
  return (
    <div className="case-piece" data-part={props.part}>
      <Suspense fallback={<Skeleton lines={props.lines} />}>
        {createElement(pieceOf(props.name, props.load), {
          caseId: props.caseId,
          ...(props.stepKey === undefined ? {} : { stepKey: props.stepKey }),
        })}
      </Suspense>
    </div>
  )
}
