/** A line of an opened envelope: whom or what, what is to know of it, and the numbers to ring. */
export type WrittenLine = {
  readonly what: string
  readonly more: string
  readonly phones: readonly string[]
}

/** An envelope in words: the page that opens it without a server knows no texts of its own. */
export type Written = {
  readonly head: string
  readonly made: string
  readonly parts: readonly { readonly head: string; readonly lines: readonly WrittenLine[] }[]
  /** Headings of the blank sheets, each with its number. */
  readonly sheets: readonly string[]
}
