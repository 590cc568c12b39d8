import { namesOf } from '#contexts/access/public.ts'
import type { BoardRow } from '#contexts/interventions/contract.ts'
import { listedOf, openRowsOf, wordsReadableOf } from '#contexts/interventions/public.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import { type PersonActor, type Role, rolesIn } from '#platform/kernel/actor.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import type { ChangeView, NotesReply, NotesView, OpenFile, StandingReply } from './contract.ts'
import { type DueSoon, dueSoon } from './due-soon.ts'
import { willOwe } from './files-left.ts'
import { type Change, confirm, confirmerOf, isLate, isSoon, mayKeep } from './model.ts'
import { leftUndecided, type SignedWords } from './model-words.ts'
import { type Offered, offeredTo, ownChange } from './offering.ts'
import { notesPolicy } from './policy.ts'
import { MOST_OWED, notesIn, remarkOf, type StoredNotes, territoryOf, wordsOf } from './store.ts'

/** How many consegne the page shows beside those that are open. */
const SHOWN = 6

/** For which roles this person signs and confirms here. */
const signsFor =
  (tx: Tx, actor: PersonActor) =>
  (role: Role): boolean =>
    notesPolicy.allow(actor, 'shift.sign', { territory_id: territoryOf(tx), role }).allowed

type Names = ReadonlyMap<StaffId, string>

/** The page of the consegne for this person. */
export async function notesPage(tx: Tx, actor: PersonActor, now: Instant): Promise<NotesReply> {
  const territoryId = territoryOf(tx)
  const roles = rolesIn(actor, territoryId)
  const maySign = signsFor(tx, actor)
  const rows = await openRowsOf(tx, actor, territoryId)
  const due = await dueSoon(tx, territoryId, now)
  const notes = await shownNotes(tx)
  const words = new Map(notes.map((one) => [one.id, wordsOf(tx, one)]))
  const told = [...words.values()].flatMap((one) => one?.files.map((file) => file.id) ?? [])
  const ids = [...rows.map((row) => row.id), ...due.map((one) => one.id), ...told]
  const readable = await wordsReadableOf(tx, actor, ids)
  const listed = await listedOf(tx, actor, told)
  const { changes, next } = await offeredTo(tx, actor, now)
  const names = await namesOf(tx, peopleOf([...notes, ...changes]))
  const { shiftNotes } = await readConfiguration(tx, territoryId)
  const lines = carriedLines(notes, words)
  const files = rows.map((row) => fileView(row, readable, lines))
  const labels = new Map(files.map((file) => [file.id, file.labels]))
  return {
    now: now.toString(),
    canSign: roles.some(maySign),
    changes: changes.map((one) => ({
      ...changeView(one, names),
      canKeep: mayKeep(one, actor.staffId, roles.includes('coordinator')),
    })),
    next: next === undefined ? null : nextView(next),
    files,
    left: leftIn(notes, words, files, now),
    due: due.filter((one) => readable.has(one.id)).map(dueView),
    things: shiftNotes.inventory.map(({ key, label }) => ({ key, label })),
    notes: notes.map((one) =>
      notesView(tx, one, words.get(one.id), {
        actor,
        now,
        maySign,
        readable,
        listed,
        labels,
        names,
      }),
    ),
  }
}

/** What somebody owes first, and the newest of the others. */
async function shownNotes(tx: Tx): Promise<readonly StoredNotes[]> {
  const territoryId = territoryOf(tx)
  const open = await notesIn(tx, territoryId, { open: true, most: MOST_OWED })
  const newest = await notesIn(tx, territoryId, { open: false, most: SHOWN })
  return [...open, ...newest.filter((one) => one.state === 'confirmed')]
}

function peopleOf(
  all: readonly (Pick<Change, 'outgoingId' | 'incomingId'> & Partial<StoredNotes>)[],
): StaffId[] {
  const ids = all.flatMap((one) => [
    one.outgoingId,
    one.incomingId,
    one.signedBy ?? null,
    one.confirmedBy ?? null,
  ])
  return [...new Set(ids.filter((id) => id !== null))]
}

/** By the newest change of each who left: what they had then and have still, but what they said that they go on with. */
function leftIn(
  notes: readonly StoredNotes[],
  words: ReadonlyMap<string, SignedWords | undefined>,
  files: readonly OpenFile[],
  now: Instant,
): NotesReply['left'] {
  const gone = notes.filter((one) => one.outgoingId !== null && notAfter(one.at, now))
  const newest = new Map(
    gone
      .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
      .map((one) => [one.outgoingId, one]),
  )
  return [...newest.values()].flatMap((one) => {
    const owned = files.filter((file) => file.owner.id === one.outgoingId)
    const ids = owned.map((file) => file.id)
    const left = new Set(leftUndecided(words.get(one.id) ?? { files: [] }, ids))
    return owned
      .filter((file) => left.has(file.id))
      .map(({ id, number, owner }) => ({ id, number, owner, at: one.at.toString() }))
  })
}

/** The newest line of each file that somebody signed. */
function carriedLines(
  notes: readonly StoredNotes[],
  words: ReadonlyMap<string, SignedWords | undefined>,
): ReadonlyMap<string, string> {
  const oldestFirst = notes.toSorted(
    (a, b) => (a.signedAt?.epochMilliseconds ?? 0) - (b.signedAt?.epochMilliseconds ?? 0),
  )
  const lines = oldestFirst.flatMap((one) =>
    (words.get(one.id)?.files ?? []).flatMap(({ id, line }) =>
      line === null ? [] : [[id, line] as const],
    ),
  )
  return new Map(lines)
}

function fileView(
  row: BoardRow,
  readable: ReadonlySet<string>,
  lines: ReadonlyMap<string, string>,
): OpenFile {
  const mayRead = readable.has(row.id) && !row.isMasked
  const { placeLabel, peopleLabel, needLabel } = row
  return {
    id: row.id,
    number: row.number,
    class: row.class,
    owner: row.owner,
    labels: [placeLabel, peopleLabel, needLabel].flatMap((label) => label ?? []),
    isProtected: row.isProtected,
    isMasked: !mayRead,
    line: mayRead ? (lines.get(row.id) ?? '') : '',
    canHandOn: row.can.handOn,
  }
}

const personIn = (names: Names, id: StaffId | null) =>
  id === null ? null : { id, name: names.get(id) ?? '' }

function changeView(
  change: Change & { readonly state?: string },
  names: Names,
): Omit<ChangeView, 'canKeep'> {
  return {
    role: change.role,
    at: change.at.toString(),
    outgoing: personIn(names, change.outgoingId),
    incoming: personIn(names, change.incomingId),
    isOwed: change.state === 'owed',
  }
}

const nextView = ({ change, from }: NonNullable<Offered['next']>): NotesReply['next'] => ({
  role: change.role,
  at: change.at.toString(),
  from: from.toString(),
})

const dueView = ({ id, number, what, at }: DueSoon) => ({ id, number, what, at: at.toString() })

type Reader = {
  readonly actor: PersonActor
  readonly now: Instant
  readonly maySign: (role: Role) => boolean
  readonly readable: ReadonlySet<string>
  /** Files that this person's lists show. */
  readonly listed: ReadonlySet<string>
  readonly labels: ReadonlyMap<string, readonly string[]>
  readonly names: Names
}

function notesView(
  tx: Tx,
  notes: StoredNotes,
  words: SignedWords | undefined,
  reader: Reader,
): NotesView {
  const { names, actor, now, maySign } = reader
  const signer = personIn(names, notes.signedBy)
  const confirmer = personIn(names, notes.confirmedBy)
  return {
    id: notes.id,
    role: notes.role,
    at: notes.at.toString(),
    state: notes.state === 'replaced' ? 'owed' : notes.state,
    outgoing: personIn(names, notes.outgoingId),
    incoming: personIn(names, notes.incomingId),
    signed: signer && notes.signedAt && { by: signer, at: notes.signedAt.toString() },
    confirmed: confirmer &&
      notes.confirmedAt && {
        by: confirmer,
        at: notes.confirmedAt.toString(),
        remark: remarkOf(tx, notes),
      },
    lateAt: notes.lateAt.toString(),
    isLate: isLate(notes, now),
    canConfirm: maySign(notes.role) && confirm(notes, actor.staffId).accepted,
    words: words === undefined ? null : seenWords(words, reader),
  }
}

/** What is said of a file is shown to who may read its words now, whoever could when it was signed. */
function seenWords(words: SignedWords, { readable, listed, labels }: Reader): NotesView['words'] {
  const shown = words.files.filter((file) => listed.has(file.id))
  return {
    ...words,
    hidden: words.files.length - shown.length,
    files: shown.map((file) => ({
      ...file,
      isMasked: !readable.has(file.id),
      line: readable.has(file.id) ? file.line : null,
      labels: readable.has(file.id) ? [...(labels.get(file.id) ?? [])] : [],
    })),
    due: words.due.filter((one) => readable.has(one.id)),
  }
}

/** What the board says of the consegne: who owes what, and one's own turn that ends. */
export async function standingOf(tx: Tx, actor: PersonActor, now: Instant): Promise<StandingReply> {
  const open = await notesIn(tx, territoryOf(tx), { open: true, most: MOST_OWED })
  const names = await namesOf(tx, peopleOf(open))
  const own = await ownChange(tx, actor, now)
  return {
    owed: open.map((one) => ({
      id: one.id,
      role: one.role,
      at: one.at.toString(),
      owes: one.state === 'owed' ? 'words' : 'confirmation',
      by: personIn(names, one.state === 'owed' ? one.outgoingId : confirmerOf(one)),
      lateAt: one.lateAt.toString(),
      isLate: isLate(one, now),
    })),
    ending:
      own !== undefined && isSoon(own, now) && (await willOwe(tx, own))
        ? { role: own.role, at: own.at.toString() }
        : null,
  }
}
