import { m } from '#platform/i18n/texts.ts'
import type { SlotEntry } from '#platform/web/slots.ts'
import { ReportColumn } from './report-column.tsx'
import { MAY_WRITE, ROOM } from './who.ts'

export { CallAtHand } from './call-at-hand.tsx'
export { OwnReports, Responders } from './own-reports.tsx'

/** What this room offers to the console. */
export const slots: readonly SlotEntry[] = [
  {
    slot: 'route',
    id: 'intake.call',
    path: '/sala/nuova',
    title: m.intake_title(),
    load: () => import('./intake-screen.tsx'),
    nav: { label: m.intake_title(), order: 11, icon: 'add', keys: 'I' },
    roles: MAY_WRITE,
  },
  {
    slot: 'route',
    id: 'intake.drafts',
    path: '/sala/bozze',
    title: m.intake_drafts_title(),
    load: () => import('./drafts-screen.tsx'),
    nav: { label: m.intake_drafts_title(), order: 12, icon: 'note', keys: 'G B' },
    roles: MAY_WRITE,
  },
  {
    slot: 'route',
    id: 'intake.contacts',
    path: '/sala/contatti',
    title: m.intake_contacts_title(),
    load: () => import('./contacts-screen.tsx'),
    nav: { label: m.intake_contacts_title(), order: 13, icon: 'phone', keys: 'G N' },
    roles: [...ROOM, 'psychologist'],
  },
  {
    slot: 'route',
    id: 'intake.own-reports',
    path: '/segnalazioni',
    title: m.intake_own_title(),
    load: () => import('./own-reports-screen.tsx'),
    nav: { label: m.intake_own_title(), order: 10, icon: 'list', keys: 'G L' },
    roles: ['accredited-reporter'],
  },
  {
    slot: 'route',
    id: 'intake.report',
    path: '/segnalazioni/$id',
    title: m.intake_report_title(),
    load: () => import('./report-screen.tsx'),
  },
  {
    slot: 'case-tab',
    id: 'intake.read-back',
    label: m.intake_back_tab(),
    order: 90,
    load: () => import('./read-back-tab.tsx'),
  },
  {
    slot: 'next-step',
    id: 'intake.call-back',
    key: 'call-back',
    order: 20,
    load: () => import('./lost-call-step.tsx'),
  },
  {
    slot: 'next-step',
    id: 'intake.call-withheld',
    key: 'call-withheld',
    order: 21,
    load: async () => ({ Step: (await import('./lost-call-step.tsx')).WithheldStep }),
  },
  {
    slot: 'board-column',
    id: 'intake.report',
    place: 'focus',
    order: 50,
    Column: ReportColumn,
  },
]
