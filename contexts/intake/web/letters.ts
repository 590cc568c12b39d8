import type * as z from 'zod'
import { textOf } from '#platform/i18n/texts.ts'
import type { RegisterReply } from '../contract.ts'
import { keyPart } from '../key-part.ts'
import { changedFields, type Form, reportOf, saidFields } from './form.ts'

export type Taken = z.output<typeof RegisterReply>

export type SendOptions = {
  readonly emergencyNow?: boolean
  readonly isDropped?: boolean
  readonly channel?: 'portal'
}

/** What is on its way: the form as it stood, under a key of its own; a second letter is of the same draft. */
export type Letter = {
  readonly draftId: string
  readonly form: Form
  readonly options: SendOptions
  readonly body: Readonly<Record<string, unknown>>
  readonly key: string
}

/** The last letter that the server has answered, and the version of the report that it told. */
type Told = Pick<Letter, 'draftId' | 'form' | 'options'> & { readonly version: number }

/** The letters of one form: the one that has no answer yet, what was asked for since, what the server knows. */
export type Mailbox = {
  waiting: Letter | undefined
  wanted: SendOptions
  told: Told | undefined
}

/** What every letter of a form says alike. */
export type LetterFrame = {
  readonly draftId: string
  readonly territoryId: string | undefined
  readonly startedAt: string
}

/** A form that nobody has sent. */
export function emptyMailbox(): Mailbox {
  return { waiting: undefined, wanted: {}, told: undefined }
}

/** The class that was chosen with its reason, unless the server was told it already. */
export function decisionOf(form: Form, told: Told | undefined): object {
  const { classKey, classReason, offered } = form
  if (classKey === null) return {}
  const before = told?.form
  // Said once: the room may have weighed it meanwhile.
  const isTold =
    before?.classKey === classKey &&
    before.classReason === classReason &&
    before.offered === offered
  if (isTold) return {}
  return {
    decision: {
      classKey,
      ...(classReason.trim() === '' ? {} : { reason: classReason }),
      ...(offered.length === 0 ? {} : { offeredInstead: offered.map(offerText).join(', ') }),
    },
  }
}

/** On every page, so that only these words come along with it. */
const offerText = (offer: Form['offered'][number]): string =>
  textOf(`intake_offer_${keyPart(offer)}`) ?? offer

/** The next letter: all that was said, or after another letter what has changed since, emptied fields too. */
function letterOf(box: Mailbox, frame: LetterFrame, form: Form): Letter {
  const { draftId, territoryId, startedAt } = frame
  const told = box.told?.draftId === draftId ? box.told : undefined
  const report = reportOf(form)
  const { emergencyNow = false, ...options } = box.wanted
  const isEmergency = emergencyNow && told?.options.emergencyNow !== true
  const body = {
    ...(territoryId === undefined ? {} : { territoryId }),
    ...{ draftId, startedAt },
    ...(told === undefined ? {} : { seen: told.version }),
    content: told === undefined ? saidFields(report) : changedFields(reportOf(told.form), report),
    emergencyCalls: form.calls,
    ...decisionOf(form, told),
    ...(isEmergency ? { emergencyNow } : {}),
    ...options,
  }
  return { draftId, form, options: box.wanted, body, key: crypto.randomUUID() }
}

/** A press of a key: a sending of its own, or while a letter is on its way what the next letter takes along. */
export function want(box: Mailbox, options: SendOptions, isUnderWay: boolean): void {
  if (!isUnderWay) box.wanted = options
  else if (Object.keys(options).length > 0) box.wanted = { ...box.wanted, ...options }
}

/**
 * Sends what is written until the server has all of it. A letter without an answer stays and goes again under its
 * own key; one that is refused is given up, unless something else was asked for meanwhile. Throws what refused it.
 */
export async function deliver(
  box: Mailbox,
  frame: LetterFrame,
  latest: () => Form,
  way: {
    readonly post: (letter: Letter) => Promise<Taken>
    readonly mayPass: (error: unknown) => boolean
    /** Called before a letter leaves and when its answer is there: the page may be closed in between. */
    readonly keep: () => void
  },
): Promise<Taken> {
  let isClassKept = false
  for (;;) {
    const letter = box.waiting ?? letterOf(box, frame, latest())
    box.waiting = letter
    way.keep()
    try {
      const taken = await way.post(letter)
      const { draftId, form, options } = letter
      box.told = { draftId, form, options, version: taken.version }
      box.waiting = undefined
      way.keep()
      isClassKept ||= taken.isClassKept
      if (latest() === form && box.wanted === options) return { ...taken, isClassKept }
    } catch (error) {
      if (way.mayPass(error)) throw error
      box.waiting = undefined
      way.keep()
      if (box.wanted === letter.options) throw error
    }
  }
}
