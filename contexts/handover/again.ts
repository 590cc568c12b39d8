import type { Words } from '#contexts/documents/model.ts'
import { type Competence, officeOf } from '#contexts/territory/competence.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import type { Handover, HandoverState } from './model.ts'
import { AnswerWords, openWords, Recipient } from './sealing.ts'
import { handoversOf, territoryOf } from './store.ts'

/** What came back, whole or in part: another office has still to be found for it. */
const CAME_BACK: readonly HandoverState[] = ['returned', 'partial']

/** The last handover of a file, where it came back: from whom, why, and what was written on its page one. */
export type GivenBack = {
  readonly officeName: string
  readonly isPart: boolean
  /** Who said so, for their service. */
  readonly name: string
  readonly reason: string
  readonly words: Words
}

/** What has just come back of these handovers, newest first; null where nothing has. */
export function givenBackOf(tx: Tx, [newest]: readonly Handover[]): GivenBack | null {
  if (newest === undefined || !CAME_BACK.includes(newest.state)) return null
  const territory = territoryOf(tx)
  const answer = openWords(tx, AnswerWords, territory, newest.sealedAnswer)
  const recipient = openWords(tx, Recipient, territory, newest.sealedRecipient)
  return {
    officeName: newest.officeName ?? '',
    isPart: newest.state === 'partial',
    name: answer?.name ?? '',
    reason: answer?.reason ?? '',
    words: recipient?.words ?? {},
  }
}

/** The same for one file, for who opens it: from whom and why. */
export async function givenBack(
  tx: Tx,
  id: InterventionId,
): Promise<Omit<GivenBack, 'words'> | null> {
  const found = givenBackOf(tx, await handoversOf(tx, id))
  if (found === null) return null
  const { words: _, ...told } = found
  return told
}

/**
 * The office that is proposed: the competent one; where it gave the file back, that of the place of finding, the one
 * that stands in for it, or the only other there is. Null: somebody has to choose.
 */
export function proposedOffice(
  configuration: Configuration,
  { officeKey, meanwhile }: Pick<Competence, 'officeKey' | 'meanwhile'>,
  all: readonly Pick<Handover, 'officeKey' | 'state'>[],
): string | null {
  const gaveBack = all.filter((one) => CAME_BACK.includes(one.state)).map((one) => one.officeKey)
  if (gaveBack.length === 0) return officeKey
  const services = configuration.offices.filter((one) => one.kind === 'social-service')
  const others = services.filter((one) => !gaveBack.includes(one.key)).map((one) => one.key)
  const standIns = gaveBack.map((key) => officeOf(configuration, key)?.standIn ?? null)
  const fitting = [officeKey, meanwhile, ...standIns].find(
    (key) => key !== null && others.includes(key),
  )
  return fitting ?? (others.length === 1 ? (others[0] ?? null) : null)
}
