import { GatewayError, type Mail, type MailGateway } from '#platform/gateways/mail.ts'
import type {
  ConnectOrder,
  TelephoneGateway,
  TelephoneMessage,
} from '#platform/gateways/telephone.ts'
import type { Carrier, HangUp } from './outbox.ts'

/** Mail as a carrier. */
export function mailCarrier(mail: MailGateway): Carrier {
  const carry = (payload: string, key: string) => mail.send(JSON.parse(payload) as Mail, key)
  return { channels: ['mail'], carry }
}

/** A provider of calls and messages as a carrier. */
export function telephoneCarrier(telephone: TelephoneGateway): Carrier {
  const carry = async (payload: string, key: string) => {
    const order = JSON.parse(payload) as TelephoneMessage | ConnectOrder | HangUp
    if (order.kind === 'hang-up') await telephone.hangUp(order.of)
    else if (order.kind === 'connect') await once(() => telephone.connect(order, key))
    else await telephone.send(order, key)
  }
  return { channels: ['voice', 'sms', 'push', 'connect', 'hang-up'], carry }
}

/** Whoever waits for this has gone another way by the time it would be tried again. */
async function once(act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    throw new GatewayError(error instanceof GatewayError ? error.code : 'failed', false)
  }
}
