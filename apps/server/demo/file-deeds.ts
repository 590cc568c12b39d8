import { plusMinutes } from '#platform/kernel/time.ts'
import type { FileDeed } from './file-deed.ts'
import type { Stage, Taken } from './stage.ts'

const DOES: readonly string[] = ['person', 'assess', 'observe', 'task', 'tell']

/** True for a deed of the work on a file. */
export function isFileDeed<D extends { readonly does: string }>(
  deed: D,
): deed is Extract<D, FileDeed> {
  return DOES.includes(deed.does)
}

/** Who plays, whom the night knows by mailbox, and the hour of the deed. */
type At = {
  readonly name: string
  readonly by: string
  readonly staffOf: (mailbox: string) => string
  readonly now: () => Temporal.Instant
}

/** Plays a deed of the work on a file, as a person. */
export async function playFile(
  stage: Stage,
  at: At,
  deed: FileDeed,
  { interventionId }: Taken,
): Promise<void> {
  const [verb, body] = commandOf(at, deed)
  const url = `/api/interventions/${interventionId}/${verb}`
  // What is told is read from the file first, as on the screen.
  const read = deed.does === 'tell' ? await stage.ask(at.name, at.by, 'GET', url) : undefined
  const seen = read === undefined ? {} : { seen: read['facts'] }
  await stage.ask(at.name, at.by, 'POST', url, { ...body, ...seen })
}

function commandOf(at: At, deed: FileDeed): readonly [string, object] {
  const said = wordsIn(deed)
  switch (deed.does) {
    case 'person': {
      const { name = '', health = '' } = deed
      const known = Object.entries(said).filter(([key]) => key !== 'name' && key !== 'health')
      const words = { name, health, note: '' }
      return ['people', { ...UNKNOWN, ...Object.fromEntries(known), words }]
    }
    case 'assess':
      return ['assessments', { version: 0, ...said }]
    case 'observe':
      return ['observations', said]
    case 'task': {
      const dueAt = plusMinutes(at.now(), deed.inMinutes).toString()
      return ['tasks', { what: deed.what, staffId: at.staffOf(deed.who), dueAt }]
    }
    case 'tell':
      return ['read-back', { ...TOLD, ...said }]
  }
}

/** What of a step is said to the server: not who does what and when. */
function wordsIn(deed: FileDeed): Readonly<Record<string, unknown>> {
  const ours = ['does', 'after', 'by']
  return Object.fromEntries(Object.entries(deed).filter(([key]) => !ours.includes(key)))
}

const UNKNOWN = {
  part: 'helped',
  tie: 'self',
  sex: 'unknown',
  age: null,
  ageFrom: 'said',
  isMinor: false,
  document: 'unknown',
  language: null,
  needs: [],
}

const TOLD = {
  kind: 'service',
  comes: 'nobody',
  minutes: null,
  meetingPoint: '',
  stays: 'nobody',
  escorts: 'not-needed',
  acts: [],
  informs: 'not-due',
  mail: false,
  release: false,
}
