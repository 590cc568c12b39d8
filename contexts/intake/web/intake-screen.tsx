import { type ComponentType, type ReactNode, useCallback, useMemo, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { PageLink, useReplace } from '#platform/web/navigation.tsx'
import { useSession } from '#platform/web/session.ts'
import type { ScreenProps } from '#platform/web/slots.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import type { DraftView } from '../contract.ts'
import { draftAddress } from './draft-address.ts'
import { DraftOffer, LastWordsLost } from './draft-notes.tsx'
import { useKeptHint, useOpenElsewhere } from './draft-windows.ts'
import { draftsAtHand } from './drafts-at-hand.ts'
import { isWritten } from './form.ts'
import { IntakeCall } from './intake-call.tsx'
import { areWordsLost, lastStroke } from './last-words.ts'
import { type LocalDraft, useLiveLocalDrafts, useLocalDraft } from './local-drafts.ts'
import { type Resumed, resume } from './resume.ts'
import { useDraftStore } from './use-draft-store.ts'
import { useDrafts } from './use-drafts.ts'
import { type IntakeFrame, newCall } from './use-intake.ts'
import { WrittenReport } from './written-report.tsx'
import './intake.scss'

const MAY_TAKE = ['operator', 'social-worker', 'coordinator', 'crew']
/** Who writes a report without a caller on the line. */
const MAY_WRITE = ['accredited-reporter']

/** `/sala/nuova`: a new call; with `?bozza=` a draft taken up again. */
export function Screen({ search }: ScreenProps): ReactNode {
  const session = useSession()
  const [chosen, setChosen] = useState<string>()
  // Who sits here stays known while the network is away.
  if (session.data === undefined) {
    return session.error ? (
      <ProblemState problem={session.error} onAgain={() => void session.refetch()} />
    ) : (
      <Skeleton lines={10} />
    )
  }
  const { roles, desk, territories } = session.data
  const isTaking = roles.some((role) => MAY_TAKE.includes(role))
  if (!isTaking && !roles.some((role) => MAY_WRITE.includes(role))) {
    return (
      <EmptyState title={m.intake_no_right()}>
        <p>{m.intake_no_right_text()}</p>
      </EmptyState>
    )
  }
  const territoryId =
    desk?.id ?? chosen ?? (territories.length === 1 ? territories[0]?.id : undefined)
  if (territoryId === undefined) {
    return (
      <EmptyState
        title={m.intake_which_territory()}
        actions={territories.map((one) => (
          <Button key={one.id} onPress={() => setChosen(one.id)}>
            {one.name}
          </Button>
        ))}
      />
    )
  }
  const Form = isTaking ? IntakeCall : WrittenReport
  return <Calls asked={search['bozza']} territoryId={territoryId} Form={Form} />
}

type Turn = {
  /** Changes with each call: another form. */
  readonly count: number
  readonly asked: string | undefined
  /** The draft that the form began with; undefined: a new call. */
  readonly from: string | undefined
  /** The draft that the form writes now: the address follows it. */
  readonly writes: string | undefined
}

/** One form for one call. The address names the draft as soon as there is one, so that a reload goes on in it. */
function Calls(props: {
  readonly asked: string | undefined
  readonly territoryId: string
  readonly Form: ComponentType<IntakeFrame>
}): ReactNode {
  const { asked, territoryId, Form } = props
  const replace = useReplace()
  const store = useDraftStore()
  const [turn, setTurn] = useState<Turn>({ count: 0, asked, from: asked, writes: asked })
  if (turn.asked !== asked) setTurn(nextTurn(turn, asked))
  const onDraft = useCallback(
    (id: string) => {
      setTurn((before) => ({ ...before, writes: id }))
      replace(draftAddress(id))
    },
    [replace],
  )
  // From its first key a form is kept: it is shown when there is where to keep it.
  if (store === undefined) return <Skeleton lines={10} />
  const frame = { territoryId, store, onDraft, Form }
  return turn.from === undefined ? (
    <NewCall key={turn.count} {...frame} />
  ) : (
    <TakenUp key={turn.count} draftId={turn.from} {...frame} />
  )
}

function nextTurn(turn: Turn, asked: string | undefined): Turn {
  if (asked !== undefined && asked === turn.writes) return { ...turn, asked }
  return { count: turn.count + 1, asked, from: asked, writes: asked }
}

type Frame = Omit<IntakeFrame, 'begin' | 'parting'> & {
  readonly territoryId: string
  readonly Form: ComponentType<IntakeFrame>
}

function NewCall({ Form, ...frame }: Frame): ReactNode {
  const begin = useMemo(() => newCall(), [])
  const [isBegun, setBegun] = useState(false)
  const { onDraft } = frame
  const begun = useCallback(
    (id: string) => {
      setBegun(true)
      onDraft?.(id)
    },
    [onDraft],
  )
  return (
    <>
      {isBegun ? null : <Offer {...frame} onNew={() => setBegun(true)} />}
      <Form {...frame} begin={begin} onDraft={begun} />
    </>
  )
}

/** One's own unsent drafts of this desk that no other window writes: the newest is offered. */
function Offer(props: Omit<Frame, 'Form'> & { readonly onNew: () => void }): ReactNode {
  const kept = useDrafts()
  const { drafts: here = [] } = useLiveLocalDrafts(props.store, kept.now)
  const { refetch } = kept
  useKeptHint(useCallback(() => void refetch(), [refetch]))
  const drafts = draftsAtHand(kept.lines, here, kept.now !== undefined)
    .filter((draft) => draft.territoryId === props.territoryId && isWritten(draft.form))
    .toSorted((a, b) => Temporal.Instant.compare(b.savedAt, a.savedAt))
  const elsewhere = useOpenElsewhere(drafts.map((draft) => draft.id))
  const [newest, ...more] = drafts.filter((draft) => !elsewhere.has(draft.id))
  if (newest === undefined) return null
  return <DraftOffer draft={newest} more={more.length} onNew={props.onNew} />
}

/** What the server and this machine hold of a draft; when its last words were lost, that is said above it. */
function TakenUp(props: Frame & { readonly draftId: string }): ReactNode {
  const { draftId, Form, ...frame } = props
  const kept = useDrafts()
  const here = useLocalDraft(frame.store, draftId)
  const [newId] = useState(() => crypto.randomUUID())
  const [pressed] = useState(() => lastStroke(draftId))
  const [isRead, setRead] = useState(false)
  // Begins once: later readings of the same draft do not take the words from under the hands.
  const [begun, setBegun] = useState<Begun & { readonly territoryId: string }>()
  if (begun !== undefined) {
    const { areLost, ...begin } = begun
    return (
      <>
        {areLost && !isRead ? <LastWordsLost onRead={() => setRead(true)} /> : null}
        <Form {...frame} {...begin} />
      </>
    )
  }
  // What was read before this form opened may be older than what another window has kept since.
  if (here === 'opening' || !kept.isFetchedAfterMount) return <Skeleton lines={10} />
  const there = kept.data?.drafts.find((draft) => draft.id === draftId)
  const found = beginFrom(here, there ?? (kept.error ? 'unread' : undefined), newId, pressed)
  if (found !== undefined) {
    setBegun({ ...found, territoryId: there?.territoryId ?? frame.territoryId })
    return <Skeleton lines={10} />
  }
  return <Gone kept={kept} />
}

type Begun = Resumed & { readonly areLost: boolean }

/** Where the form begins. Words that nobody ever kept were not sent and not wiped: then it begins empty. */
function beginFrom(
  here: LocalDraft | undefined,
  there: DraftView | undefined | 'unread',
  newId: string,
  pressed: number | undefined,
): Begun | undefined {
  const areLost = areWordsLost(pressed, here?.stroke)
  const resumed = resume(here, there, newId)
  if (resumed !== undefined) return { ...resumed, areLost }
  return areLost ? { begin: newCall(), parting: undefined, areLost } : undefined
}

function Gone({ kept }: { readonly kept: ReturnType<typeof useDrafts> }): ReactNode {
  if (kept.error) return <ProblemState problem={kept.error} onAgain={() => void kept.refetch()} />
  return (
    <EmptyState
      title={m.intake_draft_gone()}
      actions={<PageLink to="/sala/nuova">{m.intake_offer_new()}</PageLink>}
    >
      <p>{m.intake_draft_gone_text()}</p>
    </EmptyState>
  )
}
