import { pino } from 'pino'
import { smppMessenger } from '#platform/gateways/smpp.ts'
import { smppOptions } from '#platform/gateways/smpp-url.ts'
import { messengerCarrier } from '#platform/server/carriers.ts'
import { sendWaiting } from '#platform/server/outbox.ts'
import { movableClock } from './clock.ts'
import { testTools } from './tools.ts'

// A server that takes one message in hand and is killed while the message centre has not answered.

export type ToSender = { readonly url: string; readonly database: string; readonly at: string }

process.on('disconnect', () => process.exit(0))
process.on('message', ({ url, database, at }: ToSender) => {
  const options = smppOptions(url)
  if (!options) throw new Error('no address')
  const messenger = smppMessenger(options)
  messenger.start?.(async () => undefined)
  const { db, vault } = testTools(database)
  const moved = movableClock(Temporal.Instant.from(at))
  const clock = { ...moved, machine: moved.now }
  const log = pino({ level: 'silent' })
  void sendWaiting(db, vault, messengerCarrier(messenger), clock, log)
})
