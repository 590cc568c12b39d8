/** A mail as the product writes it: plain text, no personal data in the subject. */
export type Mail = {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** The port for outgoing mail. `key` is the same at every attempt, so that a peer can drop a repeat. */
export type MailGateway = {
  readonly send: (mail: Mail, key: string) => Promise<void>
}

/** A provider said no, or did not answer. */
export class GatewayError extends Error {
  readonly retryable: boolean
  readonly code: string
  /** Seconds that the provider asks us to wait at least before the next try. */
  readonly afterSeconds: number | undefined
  constructor(code: string, retryable: boolean, afterSeconds?: number) {
    super(code)
    this.name = 'GatewayError'
    this.code = code
    this.retryable = retryable
    this.afterSeconds = afterSeconds
  }
}
