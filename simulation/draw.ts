import type { Random } from '#platform/kernel/ids.ts'

/** Chance that can be repeated: the same seed draws the same. Nothing here asks the machine for anything. */
export type Draw = {
  /** From 0 to 1, 1 not included. */
  readonly unit: () => number
  /** A whole number, both ends included. */
  readonly whole: (from: number, to: number) => number
  readonly chance: (probability: number) => boolean
  readonly one: <T>(list: readonly T[]) => T
  /** One of the keys, as often as its weight says. */
  readonly weighted: <K extends string>(weights: Readonly<Partial<Record<K, number>>>) => K
  /** How many come in a time in which `mean` are expected (Poisson, by Knuth). */
  readonly count: (mean: number) => number
  /** Log-normal: half of them below `median`; `spread` is the sigma of the logarithm. */
  readonly around: (median: number, spread: number) => number
  /** A draw of its own: what others draw does not move it. */
  readonly apart: (name: string) => Draw
  readonly bytes: Random
}

const TO_UNIT = 2 ** 32

/** FNV-1a of a text, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** Opens the draw of a seed (mulberry32: 32 bits of state, even enough for who is late). */
export function drawOf(seed: string): Draw {
  let state = hashOf(seed)
  const word = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const unit = () => word() / TO_UNIT
  const whole = (from: number, to: number) => from + Math.floor(unit() * (to - from + 1))
  return {
    unit,
    whole,
    chance: (probability) => unit() < probability,
    one(list) {
      const drawn = list[whole(0, list.length - 1)]
      if (drawn === undefined) throw new Error('nothing to draw from')
      return drawn
    },
    weighted: (weights) => weightedBy(weights, unit()),
    count(mean) {
      const limit = Math.exp(-mean)
      let product = unit()
      let drawn = 0
      for (; product > limit; drawn += 1) product *= unit()
      return drawn
    },
    around(median, spread) {
      const normal = Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit())
      return median * Math.exp(spread * normal)
    },
    apart: (name) => drawOf(`${seed}/${name}`),
    bytes: (size) => Uint8Array.from({ length: size }, () => word() & 255),
  }
}

function weightedBy<K extends string>(
  weights: Readonly<Partial<Record<K, number>>>,
  unit: number,
): K {
  const keys = Object.keys(weights) as K[]
  const total = keys.reduce((sum, key) => sum + (weights[key] ?? 0), 0)
  let rest = unit * total
  for (const key of keys) {
    rest -= weights[key] ?? 0
    if (rest < 0) return key
  }
  const last = keys.at(-1)
  if (last === undefined) throw new Error('nothing to draw from')
  return last
}
