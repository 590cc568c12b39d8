import { type ComponentType, createElement, lazy, type ReactNode, Suspense } from 'react'
import type { SettingsPiece } from './slots.ts'
import { useSlots } from './slots-context.ts'
import { Skeleton } from './ui/feedback.tsx'

const pieces = new Map<string, ComponentType<SettingsPiece>>()

/** What rooms above offer beside a section of the settings; their code is asked for when it is first shown. */
export function SettingsPieces(props: SettingsPiece & { readonly section: string }): ReactNode {
  const { section, ...piece } = props
  return useSlots()
    .of('settings-piece')
    .filter((slot) => slot.section === section)
    .map((slot) => {
      const known = pieces.get(slot.id)
      const Piece = known ?? lazy(async () => ({ default: (await slot.load()).Piece }))
      if (known === undefined) pieces.set(slot.id, Piece)
      return (
        <Suspense key={slot.id} fallback={<Skeleton lines={4} />}>
          {createElement(Piece, piece)}
        </Suspense>
      )
    })
}
