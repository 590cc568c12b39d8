import { type Form, isWritten } from './form.ts'
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

const WRITING: Keeping = { kind: 'writing' }

/** From its first key a form has something to save, also before its first save is due. */
export function keepingShown(keeping: Keeping, form: Form): Keeping {
  return keeping.kind === 'nothing' && isWritten(form) ? WRITING : keeping
}
