/** The three sounds of a desk: A nobody answers something grave, B something waits for you, C the link is lost. */
export type SoundName = 'A' | 'B' | 'C'

/** One note: hertz, seconds from the beginning, seconds long. */
export type Note = readonly [hertz: number, from: number, long: number]

/** Made of notes, so that no file is loaded: two tones and again, one soft tone, three that fall. */
export const NOTES: Readonly<Record<SoundName, readonly Note[]>> = {
  A: [
    [880, 0, 0.22],
    [660, 0.26, 0.22],
    [880, 0.52, 0.22],
    [660, 0.78, 0.3],
  ],
  B: [[523, 0, 0.35]],
  C: [
    [440, 0, 0.25],
    [349, 0.3, 0.25],
    [262, 0.6, 0.5],
  ],
}

/** How loud each sound is beside the desk's own volume. */
const LOUDNESS: Readonly<Record<SoundName, number>> = { A: 1, B: 0.35, C: 0.7 }

let context: AudioContext | undefined

/** Lets this page sound: only a press of a key or button may call it, browsers refuse anything else. */
export async function letSound(): Promise<void> {
  context ??= new AudioContext()
  await context.resume()
}

/** Plays a sound at a volume from 0 to 1; does nothing where the page may not sound yet. */
export function playSound(name: SoundName, volume: number): void {
  if (context?.state !== 'running') return
  const start = context.currentTime + 0.02
  for (const [hertz, from, long] of NOTES[name]) {
    const tone = context.createOscillator()
    const gain = context.createGain()
    tone.frequency.value = hertz
    // Begins and ends softly: a cut tone clicks.
    gain.gain.setValueAtTime(0, start + from)
    gain.gain.linearRampToValueAtTime(volume * LOUDNESS[name], start + from + 0.02)
    gain.gain.linearRampToValueAtTime(0, start + from + long)
    tone.connect(gain).connect(context.destination)
    tone.start(start + from)
    tone.stop(start + from + long)
  }
}
