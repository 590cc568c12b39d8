import { generateSecret, generateURI, verify } from 'otplib'
import type { Instant } from '#platform/kernel/time.ts'

/** One step (30 s) early or late is accepted: telephones and servers differ. */
const TOLERANCE_SECONDS = 30

/** A new secret for an authenticator, in base 32. */
export function newTotpSecret(): string {
  return generateSecret()
}

/** The address that an authenticator reads from the square code. */
export function totpUri(secret: string, email: string): string {
  return generateURI({ issuer: 'Approdo', label: email, secret })
}

/**
 * The time step of a right code, undefined for a wrong one. Whoever accepts it must keep the step, so that
 * no code serves twice (`claimStep`).
 */
export async function stepOfCode(
  secret: string,
  code: string,
  machine: Instant,
): Promise<number | undefined> {
  const token = code.replace(/\s/gu, '')
  if (!/^\d{6}$/u.test(token)) return undefined
  const epoch = Math.floor(machine.epochMilliseconds / 1000)
  const result = await verify({ secret, token, epoch, epochTolerance: TOLERANCE_SECONDS })
  return result.valid && 'timeStep' in result ? result.timeStep : undefined
}
