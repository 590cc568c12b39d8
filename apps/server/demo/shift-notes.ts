import { NotesReply } from '#contexts/shifts/contract.ts'
import { type Instant, plusMinutes } from '#platform/kernel/time.ts'
import type { Scene } from './stage.ts'
import type { DemoDesk } from './story.ts'

/** How long ago one was signed that was read, and one that waits to be. */
const BEFORE_MINUTES = 10 * 60
const WAITING_MINUTES = 20
const READ_MINUTES = 12

/** What who leaves says of the first files, in order. */
const LINES = [
  'Richiamata la struttura: risponde entro sera.',
  'In attesa del medico, poi si chiude.',
  'Il servizio è avvisato: aspettiamo la conferma.',
]

/** The consegne of the last change of a desk, confirmed or waiting for it. */
export function scenesOfShifts(desk: DemoDesk | undefined, end: Instant): readonly Scene[] {
  if (desk === undefined) return []
  const { leaves, comes } = desk
  const name = 'consegne'
  let id = ''
  const sign: Scene = {
    at: plusMinutes(end, desk.isRead ? -BEFORE_MINUTES : -WAITING_MINUTES),
    name,
    by: leaves,
    async play({ ask }) {
      const view = NotesReply.parse(await ask(name, leaves, 'GET', '/api/shift-notes'))
      const change = view.changes[0]
      if (change === undefined) return
      const reply = await ask(name, leaves, 'POST', '/api/shift-notes', {
        role: change.role,
        at: change.at,
        lines: view.files
          .filter((file) => !file.isMasked)
          .map((file, n) => ({ id: file.id, line: LINES[n] ?? '', isKept: false })),
        things: view.things.map(({ key }) => ({ key, state: 'here', note: '' })),
        words: 'Notte tranquilla dopo le due.',
      })
      id = String(reply['id'])
    },
  }
  if (!desk.isRead) return [sign]
  const read: Scene = {
    at: plusMinutes(sign.at, READ_MINUTES),
    name,
    by: comes,
    async play({ ask }) {
      const url = `/api/shift-notes/${id}/confirmation`
      if (id !== '') await ask(name, comes, 'POST', url, { remark: null })
    },
  }
  return [sign, read]
}
