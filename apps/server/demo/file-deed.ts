import type * as z from 'zod'
import type { ReadBackBody } from '#contexts/intake/contract-read-back.ts'
import type { AssessmentBody, ObservationBody } from '#contexts/interventions/contract-work.ts'
import type { KnownBody } from '#contexts/people/contract.ts'

type Known = z.input<typeof KnownBody>

/** What somebody writes in a file: what is not said is not known. */
export type FileDeed =
  | ({ readonly does: 'person'; readonly name?: string; readonly health?: string } & Partial<
      Omit<Known, 'words'>
    >)
  | ({ readonly does: 'assess' } & Omit<z.input<typeof AssessmentBody>, 'version'>)
  | ({ readonly does: 'observe' } & z.input<typeof ObservationBody>)
  | {
      readonly does: 'task'
      readonly what: string
      readonly who: string
      readonly inMinutes: number
    }
  | ({ readonly does: 'tell'; readonly officer: string } & Partial<z.input<typeof ReadBackBody>>)
