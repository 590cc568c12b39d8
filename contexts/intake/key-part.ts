/** Codes and fact names as they stand in text keys: `minorAlone` and `minor-alone` become `minor_alone`. */
export function keyPart(code: string): string {
  return code.replaceAll('-', '_').replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`)
}
