import { Fragment, type ReactNode } from 'react'

/** The keys of a command, as on the keyboard: `G` then `S`, `Ctrl+K`. */
export function Kbd({ keys }: { readonly keys: string }): ReactNode {
  return (
    <span className="keys">
      {keys.split(' ').map((stroke, index) => (
        <Fragment key={index}>
          {index === 0 ? null : ' '}
          <kbd>{stroke}</kbd>
        </Fragment>
      ))}
    </span>
  )
}
