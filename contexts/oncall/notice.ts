/** What a device is told: words for whoever holds it, without a name, a place or a need, and where a press leads. */
export type DeviceWords = {
  readonly title: string
  readonly text: string
  /** A path of this installation. */
  readonly link: string
  /** A newer notice with the same tag takes the place of the one on the screen. */
  readonly tag: string
  /** The receipt that the device sends once the notice is on it. */
  readonly arrived: string
  /** The receipt that it sends once somebody pressed the notice and the page is shown; null: nobody asks. */
  readonly shown: string | null
}

/** The payload of a notice, as the script of the device reads it. */
export function noticeOf(words: DeviceWords): string {
  return JSON.stringify(words)
}
