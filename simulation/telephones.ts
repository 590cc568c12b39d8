import { GatewayError, type Mail, type MailGateway } from '#platform/gateways/mail.ts'
import {
  isSignatureOf,
  reportText,
  signText,
  type TelephoneGateway,
  type TelephoneReport,
} from '#platform/gateways/telephone.ts'
import type { Instant } from '#platform/kernel/time.ts'

/** One thing that a provider says of a call, so many seconds after it rang. */
export type Saying = {
  readonly after: number
  readonly event: TelephoneReport['event']
  readonly digit?: string
}

/**
 * How a telephone behaves when it rings: nobody takes it; it is taken after some minutes and 1 is pressed, so many
 * times; nothing is ever heard of it; the provider takes no call at all; or whatever the provider says, in any order,
 * maybe after it took the call and its reply was lost.
 */
export type Behaviour =
  | 'silent'
  | 'unheard'
  | 'broken'
  | { readonly pressesAfter: number; readonly times?: number }
  | { readonly says: readonly Saying[]; readonly isReplyLost?: boolean }

/** One thing that a provider will say, at its instant. */
type Report = { readonly at: Instant; readonly to: string; readonly report: Unsigned }
type Unsigned = Pick<TelephoneReport, 'key' | 'event' | 'digit'>

/** A call or a message as it reached a telephone. */
export type Rung = {
  readonly at: Instant
  readonly to: string
  readonly kind: 'voice' | 'sms' | 'push'
  readonly key: string
}

/** Who lives with these telephones and mailboxes, where they do more than a story tells them to. */
export type Listener = {
  /** How the telephone behaves that rings now. */
  readonly rings: (call: Rung) => Behaviour
  readonly reads: (mail: Mail) => void
  /** Throws where the provider takes no letter now. */
  readonly carriesMail: () => void
}

/** The telephones and mailboxes of a story, in the process of the test and on its clock. */
export type Telephones = {
  readonly gateway: TelephoneGateway
  readonly mail: MailGateway
  readonly behave: (phone: string, behaviour: Behaviour) => void
  /** Calls that rang, oldest first. */
  readonly rung: readonly Rung[]
  /** What providers were asked to say to whoever is on the line. */
  readonly told: { readonly to: string; readonly say: string }[]
  readonly mails: readonly Mail[]
  readonly nextReportAt: () => Instant | undefined
  /** What providers say up to now, each taken once, signed. */
  readonly takeReports: () => readonly { readonly to: string; readonly body: object }[]
}

const SECRET = 'segreto-di-prova'
const RING_SECONDS = 45

/** Opens telephones that are all silent, but as `listener` says. */
export function openTelephones(now: () => Instant, listener?: Listener): Telephones {
  const behaviours = new Map<string, Behaviour>()
  const rung: Rung[] = []
  const mails: Mail[] = []
  const seen = new Set<string>()
  let waiting: Report[] = []
  const ring = (call: Rung) => {
    if (seen.has(call.key)) return
    const behaviour = listener?.rings(call) ?? behaviours.get(call.to) ?? 'silent'
    if (behaviour === 'broken') throw new GatewayError('unreachable', true)
    seen.add(call.key)
    rung.push(call)
    waiting.push(...reportsOf(behaviour, call))
    if (typeof behaviour === 'object' && 'says' in behaviour && behaviour.isReplyLost === true)
      throw new GatewayError('unreachable', true)
  }
  return {
    gateway: {
      async send({ kind, to }, key) {
        if (kind === 'voice' || listener) ring({ at: now(), to, kind, key })
      },
      connect: async () => undefined,
      // A key that is pressed in the same minute crosses it: the hardest case stays in the story.
      async hangUp(key) {
        seen.add(key)
        waiting = waiting.filter(({ report }) => report.key !== key || report.event !== 'no-answer')
      },
      showsNotices: true,
      isSigned: (report, signature) => isSignatureOf(SECRET, reportText(report), signature),
    },
    mail: {
      async send(mail) {
        listener?.carriesMail()
        mails.push(mail)
        listener?.reads(mail)
      },
    },
    behave: (phone, behaviour) => void behaviours.set(phone, behaviour),
    rung,
    told: [],
    mails,
    nextReportAt: () => waiting.map((one) => one.at).toSorted(Temporal.Instant.compare)[0],
    takeReports() {
      const due = waiting.filter((one) => Temporal.Instant.compare(one.at, now()) <= 0)
      waiting = waiting.filter((one) => !due.includes(one))
      return due.map(({ to, report }) => ({ to, body: signed(report) }))
    },
  }
}

function reportsOf(behaviour: Exclude<Behaviour, 'broken'>, { at, to, key }: Rung): Report[] {
  return sayingsOf(behaviour).map(({ after, event, digit = '' }) => ({
    at: at.add({ seconds: Math.round(after) }),
    to,
    report: { key, event, digit },
  }))
}

function sayingsOf(behaviour: Exclude<Behaviour, 'broken'>): readonly Saying[] {
  if (behaviour === 'silent') return [{ after: RING_SECONDS, event: 'no-answer' }]
  if (behaviour === 'unheard') return []
  if ('says' in behaviour) return behaviour.says
  const pressed = { after: behaviour.pressesAfter * 60, event: 'pressed', digit: '1' } as const
  return Array.from({ length: behaviour.times ?? 1 }, () => pressed)
}

/** Reports are judged by the machine's clock, whatever hour the story tells. */
function signed(report: Unsigned): object {
  const whole = { ...report, at: Temporal.Now.instant().toString() }
  return { ...whole, signature: signText(SECRET, reportText(whole)) }
}
