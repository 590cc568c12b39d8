import { GatewayError, type Mail, type MailGateway } from '#platform/gateways/mail.ts'
import type { Messenger } from '#platform/gateways/messenger.ts'
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

/** What a provider by our own contract carries. */
const CHANNELS = ['voice', 'sms', 'push', 'connect', 'hang-up']

/** A provider of calls and messages as a carrier, of all that nobody else carries. */
export function telephoneCarrier(
  telephone: TelephoneGateway,
  others: readonly string[] = [],
): Carrier {
  const carry = async (payload: string, key: string) => {
    const order = JSON.parse(payload) as TelephoneMessage | ConnectOrder | HangUp
    if (order.kind === 'hang-up') await telephone.hangUp(order.of)
    else if (order.kind === 'connect') await once(() => telephone.connect(order, key))
    else await telephone.send(order, key)
  }
  return { channels: CHANNELS.filter((one) => !others.includes(one)), carry }
}

/** A provider with a protocol of its own as a carrier. */
export function messengerCarrier(messenger: Messenger): Carrier {
  const carry = (payload: string, key: string) =>
    messenger.send(JSON.parse(payload) as TelephoneMessage, key)
  return { channels: [messenger.channel], carry, namer: messenger }
}

/** Who ends calls where they go by one provider and putting telephones in touch by another. */
export function hangUpCarrier(
  calls: Messenger,
  telephone: TelephoneGateway | undefined,
  namesOf: (key: string) => Promise<readonly string[]>,
): Carrier {
  const carry = async (payload: string) => {
    const { of, channel } = JSON.parse(payload) as HangUp
    if (channel === 'connect') return await telephone?.hangUp(of)
    await calls.hangUp?.(await namesOf(of))
  }
  return { channels: ['hang-up'], carry }
}

/** Whoever waits for this has gone another way by the time it would be tried again. */
async function once(act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    throw new GatewayError(error instanceof GatewayError ? error.code : 'failed', false)
  }
}
