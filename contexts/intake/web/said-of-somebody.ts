import { type Form, reportOf, saidFields } from './form.ts'

/** What every call has, also one that is no report: who calls, from where, and how the talk went. */
const OF_THE_CALL: ReadonlySet<string> = new Set([
  'freeToSpeak',
  'phone',
  'callBack',
  'callBackNote',
  'municipality',
  'category',
  'reporterBody',
  'reporterUnit',
  'reporterName',
  'reporterRole',
  'claimedReporter',
  'requestKind',
  'language',
  'interpreter',
  'said',
])

/** True when the form says something of somebody in need, or where: a call that is no report would hardly have it. */
export function saysOfSomebody(form: Form): boolean {
  return Object.keys(saidFields(reportOf(form))).some((field) => !OF_THE_CALL.has(field))
}

/** True when the form says of nobody and names nobody to call back: a dropped call of which nothing is known. */
export function isUnknownCall(form: Form): boolean {
  const { phoneText, claimedReporter, reporterUnit, callBackNote } = form
  const reached = [phoneText, claimedReporter ?? '', reporterUnit, callBackNote]
  return !saysOfSomebody(form) && reached.every((one) => one.trim() === '')
}
