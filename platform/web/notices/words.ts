/** What the server tells a device, as it is shown. */
export interface Notice {
  readonly title: string
  readonly text: string
  /** A path of this installation. */
  readonly link: string
  readonly tag: string
  readonly arrived: string
  readonly shown: string | undefined
}

/** The text of this name; undefined where there is none. */
export function textAt(told: unknown, name: string): string | undefined {
  if (typeof told !== 'object' || told === null) return undefined
  const value: unknown = Reflect.get(told, name)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Only a path of our own: nothing that was sent leads elsewhere. */
const OWN_PATH = /^\/(?![/\\])/u

/** The notice in a payload; undefined for anything else. */
export function noticeIn(payload: string | undefined): Notice | undefined {
  const told = readJson(payload)
  const title = textAt(told, 'title')
  const text = textAt(told, 'text')
  const link = textAt(told, 'link')
  const tag = textAt(told, 'tag')
  const arrived = textAt(told, 'arrived')
  if (!title || !text || !link || !tag || !arrived || !OWN_PATH.test(link)) return undefined
  return { title, text, link, tag, arrived, shown: textAt(told, 'shown') }
}

function readJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return undefined
  }
}
