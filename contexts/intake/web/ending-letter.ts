import type { CallEnding, Offer } from '../model-contact.ts'

/** What goes with an ending beside its kind. */
export type Ending = {
  readonly kind: CallEnding
  readonly offers?: readonly Offer[]
  readonly question?: string
  readonly given?: string
}

/** An ending on its way, as it was pressed, under a key of its own. */
export type EndingLetter = {
  readonly ending: Ending
  readonly body: unknown
  readonly key: string
}

/** The ending of one call that has no answer yet: it may have been logged, or not. */
export type EndingBox = { held: EndingLetter | undefined }

/** How an ending reaches the server, and how it is taken back. */
export type EndingWay = {
  /** Saves what is written, then says what is to be logged. */
  readonly write: (ending: Ending) => Promise<unknown>
  /** Logs it and answers the id of the contact. */
  readonly post: (letter: EndingLetter) => Promise<string>
  readonly withdraw: (contactId: string) => Promise<void>
  readonly mayPass: (error: unknown) => boolean
}

function isSame(one: Ending, other: Ending): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/**
 * Ends a call once, and answers the contact's id. A press without an answer goes again as it was, under its key;
 * when another ending was chosen since, the first is taken back once it is known to have been logged.
 */
export async function endOnce(box: EndingBox, ending: Ending, way: EndingWay): Promise<string> {
  for (;;) {
    // While the first press has no answer its draft may be set aside already: nothing is saved under it.
    const letter = box.held ?? {
      ending,
      body: await way.write(ending),
      key: crypto.randomUUID(),
    }
    box.held = letter
    let contactId: string
    try {
      contactId = await way.post(letter)
    } catch (error) {
      if (!way.mayPass(error)) box.held = undefined
      throw error
    }
    if (isSame(letter.ending, ending)) {
      box.held = undefined
      return contactId
    }
    await way.withdraw(contactId)
    box.held = undefined
  }
}
