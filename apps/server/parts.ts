import type { Logger } from 'pino'
import type { MailGateway } from '#platform/gateways/mail.ts'
import type { Messenger } from '#platform/gateways/messenger.ts'
import type { PushGateway } from '#platform/gateways/push.ts'
import type { SignOfLife } from '#platform/gateways/sign-of-life.ts'
import type { TelephoneGateway } from '#platform/gateways/telephone.ts'
import type { Random } from '#platform/kernel/ids.ts'
import type { Clock } from '#platform/server/clock.ts'
import type { Page } from '#platform/server/page.ts'
import type { Vault } from '#platform/server/vault.ts'

/** What a server is made from: everything that touches the outside is given. */
export type Parts = {
  readonly databaseUrl: string
  readonly poolSize: number
  readonly clock: Clock
  readonly random: Random
  readonly vault: Vault
  /** Undefined where no mail can leave: messages wait. */
  readonly mail: MailGateway | undefined
  /** Without it whoever is on call is called by hand. */
  readonly telephone?: TelephoneGateway | undefined
  /** Providers with a protocol of their own: what they carry, nobody else does. */
  readonly messengers?: readonly Messenger[]
  /** Without it no notice leaves to a device. */
  readonly push?: PushGateway | undefined
  /** Without it no monitor outside hears that the service goes on. */
  readonly signOfLife?: SignOfLife | undefined
  readonly log: Logger
  readonly version: string
  readonly publicOrigin: string | undefined
  /** Addresses of the proxies in front. */
  readonly trustedProxies?: string | undefined
  /** Scheme and host under which people reach the server, for links in messages. */
  readonly address: () => string
  /** Where issued documents are kept, encrypted; without it, in a folder of the database's name that lasts as long as the machine's. */
  readonly filesFolder?: string
  /** Pages that only some installations have: `/dev` in demo mode. */
  readonly extraPages: readonly Page[]
}
