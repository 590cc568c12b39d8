import type { Answer, Night, Who } from './night.ts'

/** The mailboxes of a story that are nobody's of the staff. */
export const FACILITY_MAILBOX = 'casa@esempio.example'
export const OFFICE_MAILBOX = 'sociale.jesi@pec.example.org'

/** Whom a facility of a story admits. */
export const EVERYBODY = {
  ...{ women: true, men: true, minorsWithParent: true, minorsAlone: true },
  ...{ pets: true, intoxicated: true, stepFree: true, care: true },
}

/** A facility with so many beds in one shared room, and a limit of the territory to the stay; answers its id. */
export async function aFacility(
  story: Night,
  beds = 1,
  stayLimit: string | null = null,
): Promise<string> {
  await story.does('chief', 'POST', '/api/facilities', {
    ...{ name: 'Casa Inventata', kind: 'emergency-home', municipality: 'E388' },
    ...{ admission: EVERYBODY, address: 'Via delle Prove 7', phone: '+39 06 5550 4101' },
    ...{ stayLimit, email: FACILITY_MAILBOX, rooms: [{ name: 'Camerata', beds, shared: true }] },
  })
  const [row] = await story.house.books.ask<{ id: string }>('select id from places.facility')
  return row?.id ?? ''
}

/** What somebody of a facility says on the telephone. */
export const EDUCATOR = { name: 'Lidia Fantini', role: 'educatrice di turno' }

/** Looks for a place for one woman in the file of the story, and rings this facility, which says yes. */
export async function holdsPlace(story: Night, who: Who, facilityId: string): Promise<void> {
  await story.does(who, 'PUT', 'places/need', { people: [{ sex: 'female', age: 34 }] })
  await story.does(who, 'POST', 'places/calls', { facilityId, result: 'yes', ...EDUCATOR })
}

/** The same, refused: answers the code. */
export async function cannotHold(story: Night, who: Who, facilityId: string): Promise<string> {
  await story.does(who, 'PUT', 'places/need', { people: [{ sex: 'male', age: 50 }] })
  return await story.isRefused(who, 'places/calls', { facilityId, result: 'yes', ...EDUCATOR })
}

/** The newest placement of a file: its state and id. */
export async function placeOf(story: Night, file = story.file()) {
  const [row] = await story.house.books.ask<{ id: string; state: string }>(
    'select id, state from places.placement where intervention_id = $1 order by id desc limit 1',
    [file],
  )
  return row ?? { id: '', state: 'no place' }
}

/** A command about the newest placement of the file. */
export async function onPlace(
  story: Night,
  who: Who,
  verb: string,
  body: object = {},
): Promise<Answer> {
  const { id } = await placeOf(story)
  return await story.does(who, 'POST', `placements/${id}/${verb}`, body)
}

/** Sends the file of the story to the office of Jesi. */
export async function handsOver(story: Night, who: Who): Promise<void> {
  await story.does(who, 'POST', 'handovers', {
    to: { officeKey: 'jesi' },
    words: { whereNow: 'Accolta per stanotte' },
  })
}

/** The newest handover of the file: its state and id. */
export async function handoverOf(story: Night) {
  const [row] = await story.house.books.ask<{ id: string; state: string }>(
    'select id, state from handover.handover where intervention_id = $1 order by id desc limit 1',
    [story.file()],
  )
  return row ?? { id: '', state: 'no handover' }
}

/** The office answers by the link in its letter. */
export async function officeSays(story: Night, kind: string, reason = ''): Promise<void> {
  const who = { name: 'Laura Innocenzi', role: 'assistente sociale' }
  const to = 'Rina Prova'
  await story.byLink(OFFICE_MAILBOX, 'p', { kind, reason, to, ...who })
}

/** The grants of a person in the territory end. */
export async function leaves(story: Night, who: Who): Promise<void> {
  const { staffId } = story.people[who]
  const grants = await story.house.books.ask<{ id: string }>(
    'select id from access.role_grant where staff_id = $1 and ended_at is null',
    [staffId],
  )
  for (const { id } of grants) await story.does('admin', 'DELETE', `/api/grants/${id}`)
}
