/** The same numbers between 0 and 1 in every run (a linear congruential sequence, Numerical Recipes' constants). */
export function sequence(): () => number {
  let state = 7
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
