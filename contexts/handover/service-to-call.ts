import type { Configuration } from '#contexts/territory/configuration.ts'

/** Whom an office rings about what was passed to it: the service that answers at every hour. */
export type ServiceToCall = { readonly name: string; readonly phone: string }

/** The service of a territory, by name and number. */
export function serviceToCall({ name, service }: Configuration): ServiceToCall {
  return { name, phone: service.answers.phone }
}
