import { type ReactNode, useMemo, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useRead } from '#platform/web/queries.ts'
import { useSession } from '#platform/web/session.ts'
import type { ScreenProps } from '#platform/web/slots.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { DraftsReply } from '../contract.ts'
import { IntakeCall } from './intake-call.tsx'
import { useLocalDraft } from './local-drafts.ts'
import { newCall, takenUp, useDraftStore } from './use-intake.ts'
import './intake.scss'

const MAY_TAKE = ['operator', 'social-worker', 'coordinator', 'crew']

/** `/sala/nuova`: a new call; with `?bozza=` a draft taken up again. */
export function Screen({ search }: ScreenProps): ReactNode {
  const session = useSession()
  const [chosen, setChosen] = useState<string>()
  if (session.error) return <ProblemState problem={session.error} />
  if (session.data === undefined) return <Skeleton lines={10} />
  const { roles, desk, territories } = session.data
  if (!roles.some((role) => MAY_TAKE.includes(role))) {
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
  const draftId = search['bozza']
  return draftId === undefined ? (
    <NewCall territoryId={territoryId} />
  ) : (
    <TakenUp key={draftId} draftId={draftId} territoryId={territoryId} />
  )
}

function NewCall({ territoryId }: { readonly territoryId: string }): ReactNode {
  const store = useDraftStore()
  const begin = useMemo(() => newCall(), [])
  return <IntakeCall begin={begin} territoryId={territoryId} store={store} />
}

/** The newer of what the server and this machine hold of a draft. */
function TakenUp(props: { readonly draftId: string; readonly territoryId: string }): ReactNode {
  const { draftId, territoryId } = props
  const store = useDraftStore()
  const kept = useRead({ key: ['intake', 'drafts'], path: '/api/drafts', reply: DraftsReply })
  const here = useLocalDraft(store, draftId)
  const there = kept.data?.drafts.find((draft) => draft.id === draftId)
  const begin = useMemo(() => {
    if (here === 'opening' || (kept.data === undefined && !kept.error)) return undefined
    if (here === undefined) return there && takenUp(there)
    const version = there?.version ?? 0
    const isNewer = there === undefined || here.at > there.savedAt
    return isNewer ? { ...here.begin, version } : takenUp(there)
  }, [here, there, kept.data, kept.error])
  if (begin === undefined) {
    if (here === 'opening' || kept.isPending) return <Skeleton lines={10} />
    if (kept.error) return <ProblemState problem={kept.error} onAgain={() => void kept.refetch()} />
    return (
      <EmptyState title={m.intake_draft_gone()}>
        <p>{m.intake_draft_gone_text()}</p>
      </EmptyState>
    )
  }
  return <StableCall begin={begin} territoryId={there?.territoryId ?? territoryId} store={store} />
}

/** Begins once: later readings of the same draft do not take the words from under the hands. */
function StableCall(props: Parameters<typeof IntakeCall>[0]): ReactNode {
  const [begin] = useState(props.begin)
  return <IntakeCall {...props} begin={begin} />
}
