import { GatewayError, type Mail, type MailGateway } from '#platform/gateways/mail.ts'
import {
  isSignatureOf,
  reportText,
  signText,
  type TelephoneGateway,
  type TelephoneReport,
} from '#platform/gateways/telephone.ts'
import type { Instant } from '#platform/kernel/time.ts'

/**
 * How a telephone behaves when it rings: nobody takes it; it is taken after some minutes and 1 is pressed, so many
 * times; nothing is ever heard of it; the provider takes no call at all.
 */
export type Behaviour =
  | 'silent'
  | 'unheard'
  | 'broken'
  | { readonly pressesAfter: number; readonly times?: number }

/** One thing that a provider will say, at its instant. */
type Report = { readonly at: Instant; readonly to: string; readonly report: Unsigned }
type Unsigned = Pick<TelephoneReport, 'key' | 'event' | 'digit'>

/** The telephones and mailboxes of a story, in the process of the test and on its clock. */
export type Telephones = {
  readonly gateway: TelephoneGateway
  readonly mail: MailGateway
  readonly behave: (phone: string, behaviour: Behaviour) => void
  /** Calls that rang, oldest first. */
  readonly rung: readonly { readonly at: Instant; readonly to: string }[]
  /** What providers were asked to say to whoever is on the line. */
  readonly told: { readonly to: string; readonly say: string }[]
  readonly mails: readonly Mail[]
  readonly nextReportAt: () => Instant | undefined
  /** What providers say up to now, each taken once, signed. */
  readonly takeReports: () => readonly { readonly to: string; readonly body: object }[]
}

const SECRET = 'segreto-di-prova'
const RING_SECONDS = 45

/** Opens telephones that are all silent. */
export function openTelephones(now: () => Instant): Telephones {
  const behaviours = new Map<string, Behaviour>()
  const rung: { at: Instant; to: string }[] = []
  const mails: Mail[] = []
  const seen = new Set<string>()
  let waiting: Report[] = []
  const ring = (to: string, key: string) => {
    const behaviour = behaviours.get(to) ?? 'silent'
    if (behaviour === 'broken') throw new GatewayError('unreachable', true)
    if (seen.has(key)) return
    seen.add(key)
    rung.push({ at: now(), to })
    waiting.push(...reportsOf(behaviour, now(), to, key))
  }
  return {
    gateway: {
      async send({ kind, to }, key) {
        if (kind === 'voice') ring(to, key)
      },
      // A key that is pressed in the same minute crosses it: the hardest case stays in the story.
      async hangUp(key) {
        seen.add(key)
        waiting = waiting.filter(({ report }) => report.key !== key || report.event !== 'no-answer')
      },
      isSigned: (report, signature) => isSignatureOf(SECRET, reportText(report), signature),
    },
    mail: { send: async (mail) => void mails.push(mail) },
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

function reportsOf(behaviour: Behaviour, now: Instant, to: string, key: string): readonly Report[] {
  if (behaviour === 'silent')
    return [
      {
        at: now.add({ seconds: RING_SECONDS }),
        to,
        report: { key, event: 'no-answer', digit: '' },
      },
    ]
  if (typeof behaviour === 'string') return []
  const at = now.add({ minutes: behaviour.pressesAfter })
  const pressed = { at, to, report: { key, event: 'pressed', digit: '1' } } as const
  return Array.from({ length: behaviour.times ?? 1 }, () => pressed)
}

/** Reports are judged by the machine's clock, whatever hour the story tells. */
function signed(report: Unsigned): object {
  const whole = { ...report, at: Temporal.Now.instant().toString() }
  return { ...whole, signature: signText(SECRET, reportText(whole)) }
}
