/** One message of an event stream, or a sign of life (a comment). */
export type SseItem =
  | {
      readonly kind: 'message'
      readonly event: string
      readonly data: string
      readonly id: string | undefined
    }
  | { readonly kind: 'beat'; readonly text: string }

/** Reads an event stream piece by piece: lines may be cut anywhere between two pieces. */
export function createSseParser(): (piece: string) => readonly SseItem[] {
  let rest = ''
  let event = ''
  let data: string[] = []
  let id: string | undefined
  const endOfMessage = (): readonly SseItem[] => {
    const item: SseItem = { kind: 'message', event: event || 'message', data: data.join('\n'), id }
    const whole = data.length > 0
    event = ''
    data = []
    return whole ? [item] : []
  }
  const readLine = (line: string): readonly SseItem[] => {
    if (line === '') return endOfMessage()
    if (line.startsWith(':')) return [{ kind: 'beat', text: line.slice(1).trim() }]
    const colon = line.indexOf(':')
    const field = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') event = value
    if (field === 'data') data.push(value)
    if (field === 'id') id = value
    return []
  }
  return (piece) => {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    return lines.flatMap(readLine)
  }
}
