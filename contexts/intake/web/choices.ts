import { REPORTER_CATEGORIES, type ReporterCategory } from '#contexts/territory/access-policy.ts'
import type { RequestKind } from '#contexts/territory/situation.ts'
import type { Option } from '#platform/web/ui/select.tsx'
import {
  ALREADY_CALLED,
  type AlreadyCalled,
  CALL_BACKS,
  type CallBack,
  INVOLVED,
  type Involved,
  PROTECTIONS,
  type Protection,
} from '../model.ts'
import { wordOf } from '../words.ts'
import type { QuickOption } from './quick.tsx'

function keyed<V extends string>(
  kind: string,
  values: readonly V[],
  keys: string,
): readonly QuickOption<V>[] {
  return values.map((value, index) => ({
    value,
    label: wordOf(kind, value),
    key: keys.charAt(index),
  }))
}

/** Those who call most, each with a digit; the others are in the list on the right. */
export const USUAL_CATEGORIES: readonly ReporterCategory[] = [
  'person-in-need',
  'citizen',
  'police',
  'municipal-police',
  'emergency-services',
  'hospital',
  'social-service',
  'school',
  'third-sector',
]

/** Who calls, as keys. */
export function categoryKeys(): readonly QuickOption<ReporterCategory>[] {
  return keyed('category', USUAL_CATEGORIES, '123456789')
}

/** Who calls, all kinds. */
export function categoryOptions(): readonly Option<ReporterCategory>[] {
  return REPORTER_CATEGORIES.map((value) => ({ value, label: wordOf('category', value) }))
}

/** Who is in danger, as keys. */
export function involvedKeys(): readonly QuickOption<Involved>[] {
  return keyed('involved', INVOLVED, '1234567890')
}

/** What a citizen asks for. Advice to a body has its own end of the call. */
const ASKED: readonly RequestKind[] = [
  'person-in-need',
  'information',
  'rent-help',
  'home-care',
  'other',
]

/** What is asked for, as keys. */
export function requestKeys(): readonly QuickOption<RequestKind>[] {
  return keyed('request', ASKED, '12345')
}

/** Whether the number may be rung, as keys. */
export function callBackKeys(): readonly QuickOption<CallBack>[] {
  return keyed('call_back', CALL_BACKS, '123')
}

/** What must not happen, as keys. */
export function protectionKeys(): readonly QuickOption<Protection>[] {
  return keyed('protection', PROTECTIONS, '12345')
}

/** Who is there already, as keys. */
export function calledKeys(): readonly QuickOption<AlreadyCalled>[] {
  return keyed('called', ALREADY_CALLED, '123')
}

/** *Rete presente?* as keys: S, N, X; in the words of every other question. */
export function networkKeys(): readonly QuickOption<'yes' | 'no' | 'unknown'>[] {
  return keyed('answer', ['yes', 'no', 'unknown'] as const, 'snx')
}

/** Sì or no. */
export function yesNoKeys(): readonly QuickOption<'yes' | 'no'>[] {
  return keyed('answer', ['yes', 'no'] as const, 'sn')
}

const LANGUAGES = new Intl.DisplayNames(['it'], { type: 'language' })

/** The languages of the territory, by name. */
export function languageOptions(codes: readonly string[]): readonly Option[] {
  return codes.map((value) => ({ value, label: LANGUAGES.of(value) ?? value }))
}
