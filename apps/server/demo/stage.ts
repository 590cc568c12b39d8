import type { Instant } from '#platform/kernel/time.ts'
import type { Step } from './story.ts'

/** What a command answers. */
export type Body = Readonly<Record<string, unknown>>

/** What a report became: known once it was taken. */
export type Taken = { interventionId: string; reportId: string; contactId: string }

/** Nothing taken yet. */
export function newTaken(): Taken {
  return { interventionId: '', reportId: '', contactId: '' }
}

/** The running server with its people: where scenes are played. */
export type Stage = {
  /** Sends a command as a person; throws with the story's name, status and code when it is refused. */
  readonly ask: (
    name: string,
    by: string,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    url: string,
    body?: object,
  ) => Promise<Body>
  readonly deed: (name: string, step: Step, taken: Taken) => Promise<void>
  readonly newId: () => string
}

/** One command of the night, at its instant. */
export type Scene = {
  readonly at: Instant
  readonly name: string
  readonly by: string
  readonly play: (stage: Stage) => Promise<void>
}
