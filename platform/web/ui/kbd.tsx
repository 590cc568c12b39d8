import { Fragment, type ReactNode } from 'react'
import { ownKeysOf, useOwnKeys } from '../keyboard/own-keys.ts'

/** The keys of a command, as on the keyboard: `G` then `S`, `Ctrl+K`. */
export function Kbd({ keys }: { readonly keys: string }): ReactNode {
  const shown = ownKeysOf(useOwnKeys(), keys)
  return (
    <span className="keys">
      {shown.split(' ').map((stroke, index) => (
        <Fragment key={index}>
          {index === 0 ? null : ' '}
          <kbd>{stroke}</kbd>
        </Fragment>
      ))}
    </span>
  )
}
