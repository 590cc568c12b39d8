import { type Configuration, patronsOf } from '#contexts/territory/configuration.ts'
import { answerAt } from '#contexts/territory/service.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import { gapsIn, type Span } from './model.ts'

/** The parts of a stretch in which an office answers for every municipality: nobody need be on call. */
export function officeHours(
  configuration: Configuration,
  from: Instant,
  until: Instant,
): readonly Span[] {
  const alike = Map.groupBy(configuration.municipalities, ({ calendar, office, code }) =>
    JSON.stringify([calendar, office, patronsOf(configuration, code)]),
  )
  let open: readonly Span[] = [{ startsAt: from, endsAt: until }]
  for (const [first] of alike.values()) {
    if (first) open = open.flatMap((span) => officeSpans(configuration, first.code, span))
  }
  return alike.size === 0 ? [] : open
}

function officeSpans(configuration: Configuration, code: string, span: Span): readonly Span[] {
  const closed: Span[] = []
  let at = span.startsAt
  while (!notAfter(span.endsAt, at)) {
    const { who, untilAt } = answerAt(configuration, code, at)
    const endsAt = untilAt === null || notAfter(span.endsAt, untilAt) ? span.endsAt : untilAt
    if (who.kind !== 'office') closed.push({ startsAt: at, endsAt })
    at = endsAt
  }
  return gapsIn(closed, span.startsAt, span.endsAt)
}
