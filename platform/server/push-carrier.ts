import { GatewayError } from '#platform/gateways/mail.ts'
import { GONE_CODES, type PushGateway } from '#platform/gateways/push.ts'
import { instant, notAfter } from '#platform/kernel/time.ts'
import type { Clock } from './clock.ts'
import type { DeviceNotice } from './device-notice.ts'
import type { Carrier } from './outbox.ts'

/** Notices to devices as a carrier; `gone`: the push service says that the device is there no more. */
export function pushCarrier(
  push: PushGateway,
  clock: Clock,
  gone: (notice: DeviceNotice) => Promise<void>,
): Carrier {
  const carry = async (payload: string) => {
    const notice = JSON.parse(payload) as DeviceNotice
    const until = instant(notice.until)
    const now = clock.now()
    // The next step has come: whoever it calls gets a notice of their own.
    if (notAfter(until, now)) throw new GatewayError('push-late', false)
    try {
      await push.send(notice, now.until(until).total('seconds'))
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error
      if (GONE_CODES.includes(error.code)) await gone(notice)
      const isTooLate = notAfter(until, clock.now().add({ seconds: error.afterSeconds ?? 0 }))
      throw isTooLate ? new GatewayError(error.code, false) : error
    }
  }
  return { channels: ['device'], carry }
}
