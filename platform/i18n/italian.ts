/** `a Luca Bianchi`, `ad Anna Verdini`: the *d* stands before the same vowel, as Italian writes it today. */
export function toWhom(name: string): string {
  return /^[aàá]/iu.test(name) ? `ad ${name}` : `a ${name}`
}
