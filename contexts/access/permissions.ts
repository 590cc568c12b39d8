import type { Role } from '#platform/kernel/actor.ts'
import type { Action } from './actions.ts'

/**
 * What a row may ask beside the role: a closed vocabulary. All conditions of a row must hold.
 * The bar is not among them: it beats every row.
 */
export type Condition =
  /** The person is the owner of the file. */
  | 'owner'
  /** The file concerns the body that the grant is for. */
  | 'own-body'
  /** The file is not protected. */
  | 'not-protected'
  /** An emergency access to the file, with its reason, is open for this person. */
  | 'emergency-open'
  /** The file is not closed. */
  | 'not-closed'
  /** It is a matter of the role that the grant is for. */
  | 'own-role'

/** One thing that one role may do; what no row permits is denied. */
export type Permission = {
  readonly action: Action
  readonly role: Role
  readonly when: readonly Condition[]
}

const rows = (
  actions: readonly Action[],
  roles: readonly Role[],
  ...when: readonly Condition[]
): readonly Permission[] =>
  actions.flatMap((action) => roles.map((role) => ({ action, role, when })))

const FRONT: readonly Role[] = ['operator', 'social-worker', 'coordinator']
const FILE: readonly Action[] = ['intervention.read', 'intervention.read-words', 'report.read']
const CONTENT: readonly Action[] = [...FILE, 'contact.read']

/** The permission sets: the roles of the service as data. */
export const PERMISSIONS: readonly Permission[] = [
  // Whoever answers takes the report, triages it and hands danger on; nobody waits for a right in a night.
  ...rows(
    ['report.register', 'draft.own', 'contact.log', 'triage.evaluate', 'triage.decide'],
    FRONT,
  ),
  ...rows(
    ['emergency.hand-on', 'verification.record', 'intervention.answer', 'intervention.note'],
    FRONT,
  ),
  // A crew meets people on the street: it reports what it finds, and calls 112 and 118.
  ...rows(['report.register', 'draft.own', 'contact.log', 'emergency.hand-on'], ['crew']),
  ...rows(['triage.evaluate'], ['crew']),
  // What a crew reports it owns until somebody answers, so it may say how grave it is.
  ...rows(['triage.decide'], ['crew'], 'owner'),
  // An accredited reporter writes; the room judges, answers and owns.
  ...rows(['report.register', 'draft.own'], ['accredited-reporter']),
  // Of what one reported oneself: number, hour, state and who answers, never the file.
  ...rows(['report.follow'], ['accredited-reporter', 'crew']),
  ...rows(
    ['report.edit'],
    ['operator', 'social-worker', 'psychologist'],
    'not-protected',
    'not-closed',
  ),
  ...rows(['report.edit'], ['operator', 'social-worker', 'psychologist'], 'owner', 'not-closed'),
  ...rows(['report.edit'], ['coordinator'], 'not-closed'),
  // Only a qualified social worker confirms that a need is not pertinent.
  ...rows(['triage.confirm-not-pertinent'], ['social-worker']),

  // Content: a protected file is for its owner, the coordinator, and a reasoned emergency access.
  ...rows(CONTENT, ['operator', 'social-worker', 'psychologist'], 'not-protected'),
  ...rows(CONTENT, ['operator', 'social-worker', 'psychologist'], 'owner'),
  ...rows(CONTENT, ['operator', 'social-worker', 'psychologist'], 'emergency-open'),
  ...rows(CONTENT, ['coordinator']),
  ...rows(FILE, ['crew'], 'owner'),
  ...rows(FILE, ['facility', 'competent-service'], 'own-body', 'not-protected'),
  ...rows(['report.read'], ['accredited-reporter'], 'own-body', 'not-protected'),
  // The lead municipality supervises without the protected files, and without the words of those it opens.
  ...rows(['intervention.read'], ['lead-municipality'], 'not-protected'),

  // Lists show that a file exists; its room shows of a protected one only that, unless `intervention.read` holds.
  ...rows(['intervention.list', 'board.read', 'live.follow'], [...FRONT, 'psychologist']),
  ...rows(
    ['intervention.list', 'board.read', 'live.follow'],
    ['lead-municipality'],
    'not-protected',
  ),
  // A crew has no board: of the files it sees the list of its own, which it may answer for and write on.
  ...rows(['outing.list'], ['crew']),
  ...rows(['intervention.list', 'live.follow'], ['crew'], 'owner'),
  ...rows(['intervention.answer', 'intervention.note'], ['crew'], 'owner'),
  ...rows(['intervention.list'], ['facility', 'competent-service'], 'own-body', 'not-protected'),
  ...rows(['wall.read'], [...FRONT, 'psychologist', 'crew', 'lead-municipality']),

  // A psychologist who owns a file is never left with a step that nobody can take: they answer, pass it on, call 112.
  ...rows(['triage.evaluate'], ['psychologist']),
  ...rows(['intervention.answer', 'intervention.note'], ['psychologist'], 'owner'),
  ...rows(['triage.decide', 'emergency.hand-on'], ['psychologist'], 'owner'),

  // Who is on call is known to all who work; the coordinator makes the rota; whoever takes calls also makes them.
  ...rows(['rota.read', 'rota.swap', 'page.answer'], [...FRONT, 'crew', 'psychologist']),
  ...rows(['rota.edit', 'rota.staff'], ['coordinator']),
  ...rows(['page.read', 'page.work'], FRONT),
  // Who takes over a shift reads what the one before left; who works one hands it on and confirms it. Who works in the street,
  // or is only called, those of their own role. Who has the page at all; `shift.read` says which consegne stand on it.
  ...rows(['shift.list'], [...FRONT, 'crew', 'psychologist']),
  ...rows(['shift.read'], [...FRONT, 'psychologist']),
  ...rows(['shift.read'], ['crew'], 'own-role'),
  ...rows(['shift.sign'], FRONT),
  ...rows(['shift.sign'], ['crew', 'psychologist'], 'own-role'),
  // Whoever works a file may call by the number of the service; whose number, the action that shows it says.
  ...rows(['call.connect'], [...FRONT, 'crew', 'psychologist']),
  // Who makes the rota and who writes the plans may see whom a call would reach: names, never a number.
  ...rows(['page.rehearse'], ['coordinator', 'administrator']),

  // Places: whoever may read a file may look for a place; of a protected one its owner and the coordinator.
  ...rows(['place.read'], ['operator', 'social-worker', 'psychologist'], 'not-protected'),
  ...rows(['place.read'], ['operator', 'social-worker', 'psychologist'], 'owner'),
  ...rows(['place.read'], ['operator', 'social-worker', 'psychologist'], 'emergency-open'),
  ...rows(['place.work'], ['operator', 'social-worker'], 'not-protected'),
  ...rows(['place.work'], ['operator', 'social-worker'], 'owner'),
  ...rows(['place.read', 'place.work'], ['coordinator']),
  ...rows(['place.read', 'place.work'], ['crew'], 'owner'),
  // Where a secret facility is, is told to the social worker who owns the file and to the coordinator.
  ...rows(['place.disclose'], ['social-worker'], 'owner'),
  ...rows(['place.disclose', 'facility.manage'], ['coordinator']),
  // Who ratifies here is the territory's choice; of a protected file the lead body is never told.
  ...rows(['place.ratify'], ['coordinator']),
  ...rows(['place.ratify'], ['lead-municipality'], 'not-protected'),
  ...rows(['facility.list'], FRONT),
  ...rows(['facility.own'], ['facility'], 'own-body'),

  // Who works a file writes its people, what was seen and said, its tasks, what was told to who reported.
  ...rows(['file.write'], ['operator', 'social-worker', 'psychologist'], 'not-protected'),
  ...rows(['file.write'], ['operator', 'social-worker', 'psychologist', 'crew'], 'owner'),
  ...rows(['file.write'], ['coordinator']),
  // A first assessment is signed by a profession, never by a role of the organisation.
  ...rows(['assessment.sign'], ['social-worker', 'psychologist'], 'not-protected', 'not-closed'),
  ...rows(['assessment.sign'], ['social-worker', 'psychologist'], 'owner', 'not-closed'),

  ...rows(['disclosure.request'], ['operator', 'social-worker'], 'not-protected'),
  ...rows(['disclosure.request'], ['operator', 'social-worker'], 'owner'),
  ...rows(['disclosure.request'], ['coordinator']),
  // Papers leave with what a file holds: whoever may say it may issue and send it.
  ...rows(['document.issue'], ['operator', 'social-worker'], 'not-protected'),
  ...rows(['document.issue'], ['operator', 'social-worker'], 'owner'),
  ...rows(['document.issue'], ['coordinator']),
  ...rows(['handover.send'], ['operator', 'social-worker'], 'not-protected', 'not-closed'),
  ...rows(['handover.send'], ['operator', 'social-worker'], 'owner', 'not-closed'),
  ...rows(['handover.send'], ['coordinator'], 'not-closed'),
  ...rows(['handover.list'], ['operator', 'social-worker', 'lead-municipality'], 'not-protected'),
  ...rows(['handover.list'], ['operator', 'social-worker'], 'owner'),
  ...rows(['handover.list'], ['coordinator']),
  // Who has a list at all; `handover.list` says which rows.
  ...rows(['handover.outbox'], [...FRONT, 'lead-municipality', 'competent-service']),
  // A service sees what was handed over to its own body.
  ...rows(
    ['handover.list', 'handover.receive'],
    ['competent-service'],
    'own-body',
    'not-protected',
  ),
  // After every step of the chase nobody answered: only the coordinator may say so (I4).
  ...rows(['handover.settle'], ['coordinator'], 'not-closed'),
  ...rows(
    ['intervention.hand-on'],
    ['operator', 'social-worker', 'psychologist', 'crew'],
    'owner',
    'not-closed',
  ),
  ...rows(['intervention.hand-on'], ['coordinator'], 'not-closed'),
  ...rows(['intervention.close'], ['social-worker'], 'owner', 'not-closed'),
  ...rows(['intervention.close'], ['coordinator'], 'not-closed'),

  ...rows(
    ['territory.read'],
    [...FRONT, 'crew', 'mediator', 'psychologist', 'facility', 'accredited-reporter'],
  ),
  ...rows(
    ['territory.read'],
    ['competent-service', 'lead-municipality', 'auditor', 'administrator'],
  ),
  ...rows(['territory.configure', 'staff.manage', 'grant.manage'], ['administrator']),
  ...rows(
    ['staff.read'],
    [...FRONT, 'crew', 'psychologist', 'lead-municipality', 'auditor', 'administrator'],
  ),
  // The log says who read and did what: for the auditor and the coordinator, never for the administrator.
  ...rows(['log.read'], ['auditor', 'coordinator']),
]

const byAction = Map.groupBy(PERMISSIONS, (row) => row.action)

/** The rows that could permit an action. */
export function permissionsFor(action: Action): readonly Permission[] {
  return byAction.get(action) ?? []
}
