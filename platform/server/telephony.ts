import type { TelephoneGateway } from '#platform/gateways/telephone.ts'

/** What of calls and messages somebody carries here. */
export type CarriedChannel = 'voice' | 'sms' | 'connect'

/** What rooms are told of who carries calls and messages. */
export type Telephony = Pick<TelephoneGateway, 'isSigned' | 'showsNotices'> & {
  /** Absent: all of it. */
  readonly carries?: readonly CarriedChannel[]
}

/** True where somebody carries this. */
export function isCarried(telephone: Telephony | undefined, channel: CarriedChannel): boolean {
  return telephone !== undefined && (telephone.carries?.includes(channel) ?? true)
}
