import { type ReactNode, useEffect, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { leaveDeskNow } from '#platform/web/shell/account-menu.tsx'
import { InterruptionCard } from '#platform/web/ui/dialog.tsx'
import { Icon } from '#platform/web/ui/icon.tsx'
import { askBeforeLeaving, setUnsent } from '#platform/web/unsent.ts'
import { draftAddress } from './draft-address.ts'
import { type Outgoing, useOutgoing } from './outgoing.ts'
import { useDraftStore } from './use-draft-store.ts'

const DRAFTS = '/sala/bozze'

/** On every page: sends what was promised to leave by itself, and says so until it has left. */
export function OutgoingStrip(): ReactNode {
  const store = useDraftStore()
  const { waiting, refused, isLooked } = useOutgoing(store)
  const [isAsking, setAsking] = useState(false)
  useEffect(() => askBeforeLeaving(() => setAsking(true)), [])
  useEffect(() => {
    if (isLooked) setUnsent(waiting.length)
    return () => setUnsent(0)
  }, [isLooked, waiting.length])
  const shown = waiting.filter((one) => !one.isOpenHere)
  return (
    <>
      {refused.length === 0 ? null : (
        <Strip ids={refused}>
          <strong>{m.intake_outgoing_refused({ count: refused.length })}</strong>{' '}
          {m.intake_outgoing_refused_text()}
        </Strip>
      )}
      {shown.length === 0 ? null : (
        <Strip ids={shown.map((one) => one.draftId)}>
          <strong>{m.intake_outgoing({ count: shown.length })}</strong> {promiseText(shown)}
        </Strip>
      )}
      {isAsking ? (
        <InterruptionCard
          title={m.intake_outgoing({ count: waiting.length })}
          consequence={m.intake_outgoing_leaving()}
          verb={m.intake_outgoing_leave()}
          onConfirm={leaveDeskNow}
          onBack={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}

function promiseText(shown: readonly Outgoing[]): string {
  return shown.some((one) => one.isEmergency)
    ? m.intake_outgoing_emergency()
    : m.intake_outgoing_text()
}

/** The way to the one draft that it is about, or to all of them. */
function Strip(props: {
  readonly ids: readonly string[]
  readonly children: ReactNode
}): ReactNode {
  const [only, ...more] = props.ids
  return (
    <div className="alarm-strip" role="alert">
      <Icon name="warning" />
      <span>
        {props.children}{' '}
        <PageLink to={only === undefined || more.length > 0 ? DRAFTS : draftAddress(only)}>
          {more.length > 0 ? m.intake_drafts_title() : m.intake_outgoing_open()}
        </PageLink>
      </span>
    </div>
  )
}
