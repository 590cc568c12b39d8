/** Texts by their key. */
type Texts = Readonly<Record<string, unknown>>

/** How the texts of a table are asked by a key known at run time. */
export type ByKey = {
  readonly textOf: (key: string, inputs?: Readonly<Record<string, unknown>>) => string | undefined
  readonly hasText: (key: string) => boolean
}

/** `textOf` and `hasText` over these texts. */
export function byKey(texts: Texts): ByKey {
  return {
    textOf(key, inputs = {}) {
      const text = Object.hasOwn(texts, key) ? texts[key] : undefined
      return typeof text === 'function' ? String(text(inputs)) : undefined
    },
    hasText: (key) => Object.hasOwn(texts, key),
  }
}
