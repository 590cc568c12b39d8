import type { ReactNode } from 'react'
import { Tooltip as AriaTooltip, Button, TooltipTrigger } from 'react-aria-components'

/** A short explanation on hover and focus. Never the only place where something is said. */
export function Tooltip({
  text,
  children,
}: {
  readonly text: string
  readonly children: ReactNode
}): ReactNode {
  return (
    <TooltipTrigger delay={300}>
      <Button className="tooltip-anchor">{children}</Button>
      <AriaTooltip className="tooltip" offset={6}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
