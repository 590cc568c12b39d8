import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Mail, MailGateway } from './mail.ts'

/** A mail that has arrived in a demo mailbox. */
export type Delivered = Mail & { readonly key: string }

/** Mailboxes in a file, for the demo: what the product sends can be read on `/dev/telefoni`. */
export function fileMailbox(path: string): MailGateway & { delivered: () => readonly Delivered[] } {
  const delivered = (): readonly Delivered[] => {
    if (!existsSync(path)) return []
    const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
    return lines.map((line) => JSON.parse(line) as Delivered)
  }
  return {
    delivered,
    async send(mail, key) {
      if (delivered().some((one) => one.key === key)) return
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      appendFileSync(path, `${JSON.stringify({ ...mail, key })}\n`, { mode: 0o600 })
    },
  }
}
