import { type Logger, pino } from 'pino'

/**
 * Structured logs for machines: ids, codes and durations only. Nothing that a person typed or is called is
 * ever passed to it; the list below is a second net, not the rule.
 */
export function openLog(level: string): Logger {
  return pino({
    level,
    base: { service: 'approdo' },
    redact: {
      paths: ['*.password', '*.token', '*.cookie', '*.email', '*.phone', '*.body'],
      censor: '[tolto]',
    },
  })
}
