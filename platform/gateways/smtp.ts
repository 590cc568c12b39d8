import { createTransport } from 'nodemailer'
import { GatewayError, type Mail, type MailGateway } from './mail.ts'

/**
 * A server that takes the line and then says nothing holds up every other letter, and beyond the lease of the outbox a
 * second sender writes the same one again: each silence ends before, in milliseconds.
 */
const SILENCES = {
  dnsTimeout: 4000,
  connectionTimeout: 4000,
  greetingTimeout: 4000,
  socketTimeout: 6000,
}

/**
 * Mail by SMTP. The outbox id becomes the Message-ID, so that a peer which saw a repeat can drop it.
 * A 4xx answer or a broken line is tried again; a 5xx is final.
 */
export function smtpGateway(url: string, from: string): MailGateway {
  const transport = createTransport({ url, ...SILENCES }, { from })
  return {
    async send(mail: Mail, key: string) {
      try {
        await transport.sendMail({
          to: mail.to,
          subject: mail.subject,
          text: mail.text,
          messageId: `<${key}@approdo>`,
          disableFileAccess: true,
          disableUrlAccess: true,
        })
      } catch (error) {
        const status = responseCode(error)
        throw new GatewayError(status === 0 ? 'unreachable' : `smtp-${status}`, status < 500)
      }
    },
  }
}

function responseCode(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('responseCode' in error)) return 0
  return typeof error.responseCode === 'number' ? error.responseCode : 0
}
