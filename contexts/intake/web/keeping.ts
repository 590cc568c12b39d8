import { isWritten } from './form.ts'
import type { Beginning } from './local-drafts.ts'

/** How what is being written stands: on the server, only on this machine, or nowhere yet. */
export type Keeping =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'writing' }
  | { readonly kind: 'kept'; readonly at: string }
  | { readonly kind: 'only-here' }

/** How a form stands when it opens: an empty one has nothing to save, a draft taken up is where it was found. */
export function keepingAtFirst(begin: Beginning): Keeping {
  if (!isWritten(begin.form)) return { kind: 'nothing' }
  if (begin.savedAt !== undefined) return { kind: 'kept', at: begin.savedAt }
  return begin.unsent === true ? { kind: 'writing' } : { kind: 'only-here' }
}
