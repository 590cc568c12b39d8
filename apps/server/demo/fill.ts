import type { Parts } from '../compose.ts'
import type { DemoSecrets } from './people.ts'

/** Plays the night behind through the real commands on a clock that ends now. */
export async function fillNight(_parts: Parts, _secrets: DemoSecrets): Promise<void> {}
