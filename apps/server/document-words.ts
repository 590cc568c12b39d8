/** What was said, with commas between; null where nothing was. */
export function joined(parts: readonly string[]): string | null {
  const said = parts.filter((part) => part !== '')
  return said.length === 0 ? null : said.join(', ')
}
