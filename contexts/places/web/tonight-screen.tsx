import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText, timeText } from '#platform/web/format.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { blocking, useRead, useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Call } from '#platform/web/ui/call.tsx'
import { type Column, DataTable } from '#platform/web/ui/data-table.tsx'
import { Badge, EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { Done, type FacilityView } from '../contract.ts'
import { TonightView } from '../contract-facility.ts'
import { isStale } from '../model-search.ts'
import { FacilityEditor } from './facility-editor.tsx'
import { TONIGHT_KEY } from './readings.ts'
import { totalsOf, totalText } from './totals.ts'
import { freeText, wordOf } from './words.ts'
import './places.scss'

const HALF_MINUTE = 30_000

/** Posti stanotte: what is free now, by kind of place, and how long ago anybody said so. */
export function Screen(): ReactNode {
  const list = useRead({
    key: TONIGHT_KEY,
    path: '/api/facilities',
    reply: TonightView,
    every: HALF_MINUTE,
  })
  const [edited, setEdited] = useState<string | undefined>(undefined)
  const problem = blocking(list)
  if (problem) return <ProblemState problem={problem} onAgain={() => void list.refetch()} />
  if (list.data === undefined) return <Skeleton lines={8} />
  const view = list.data
  return (
    <div className="stack">
      <h1>{m.places_tonight_title()}</h1>
      <p>{m.places_tonight_intro()}</p>
      <ul className="plain-list line">
        {totalsOf(view.facilities).map((total) => (
          <li key={total.kind} className="places-card">
            <strong>{wordOf('kind', total.kind)}</strong>
            <br />
            {totalText(total)}
          </li>
        ))}
      </ul>
      <EndingStays stays={view.stays} />
      {view.can.manage ? (
        <div className="line">
          <Button icon="add" kind="primary" onPress={() => setEdited('new')}>
            {m.places_facility_add()}
          </Button>
        </div>
      ) : null}
      <DataTable
        caption={m.places_facilities()}
        columns={columnsOf(view, setEdited)}
        rows={view.facilities}
        rowKey={(one) => one.id}
        empty={<EmptyState title={m.places_no_facility()} />}
      />
      {edited === undefined ? null : (
        <FacilityEditor
          key={edited}
          id={edited === 'new' ? null : edited}
          view={view}
          onClose={() => setEdited(undefined)}
        />
      )}
    </div>
  )
}

/** Stays that end, also of files that are closed: somebody has to see to what comes after. */
function EndingStays({ stays }: { readonly stays: TonightView['stays'] }): ReactNode {
  if (stays.length === 0) return null
  return (
    <DataTable
      caption={m.places_stays_title()}
      columns={STAY_COLUMNS}
      rows={stays}
      rowKey={(one) => one.id}
      empty={null}
    />
  )
}

const STAY_COLUMNS: readonly Column<TonightView['stays'][number]>[] = [
  {
    id: 'file',
    head: m.places_ratify_file(),
    look: 'code',
    cell: (one) => <PageLink to={`/interventi/${one.interventionId}`}>{one.number}</PageLink>,
  },
  { id: 'facility', head: m.places_facility(), cell: (one) => one.facility },
  {
    id: 'until',
    head: m.places_until(),
    cell: (one) => (
      <>
        {momentText(one.stayUntil)}{' '}
        {one.isOverrun ? <Badge tone="danger">{m.places_overrun()}</Badge> : null}
      </>
    ),
  },
  {
    id: 'who',
    head: m.places_stays_follows(),
    cell: (one) => one.followedBy ?? m.places_stays_ours(),
  },
]

function columnsOf(view: TonightView, edit: (id: string) => void): readonly Column<FacilityView>[] {
  const municipality = (code: string | null) =>
    view.municipalities.find((one) => one.code === code)?.name ?? ''
  const columns: Column<FacilityView>[] = [
    { id: 'name', head: m.places_facility(), cell: (one) => <Name facility={one} /> },
    { id: 'kind', head: m.places_kind(), cell: (one) => wordOf('kind', one.kind) },
    { id: 'free', head: m.places_free_head(), cell: freeText },
    {
      id: 'declared',
      head: m.places_declared_head(),
      cell: (one) => <Declared facility={one} now={view.now} />,
    },
    {
      id: 'where',
      head: m.places_where(),
      cell: (one) => (one.isSecret ? m.places_secret() : municipality(one.municipality)),
    },
    { id: 'phone', head: m.places_phone(), cell: (one) => <Phone facility={one} /> },
  ]
  if (!view.can.manage) return columns
  return [
    ...columns,
    {
      id: 'edit',
      head: m.places_change(),
      look: 'action',
      cell: (one) => (
        <Button label={`${m.places_change()} ${one.label}`} onPress={() => edit(one.id)}>
          {m.places_change()}
        </Button>
      ),
    },
  ]
}

function Name({ facility }: { readonly facility: FacilityView }): ReactNode {
  return (
    <>
      {facility.label} {facility.isActive ? null : <Badge>{m.places_inactive()}</Badge>}{' '}
      {facility.hasAgreement ? null : <Badge tone="warning">{m.places_no_agreement()}</Badge>}
    </>
  )
}

function Phone({ facility }: { readonly facility: FacilityView }): ReactNode {
  const phone = facility.contact?.phone ?? ''
  if (phone === '') return facility.isSecret ? m.places_from_the_file() : ''
  const whom = { kind: 'facility', facilityId: facility.id, part: 'desk' } as const
  return <Call phone={phone} name="" whom={whom} />
}

function Declared(props: { readonly facility: FacilityView; readonly now: string }): ReactNode {
  const { facility, now } = props
  const declare = useWrite<undefined, typeof Done>({
    method: 'POST',
    path: `/api/facilities/${facility.id}/availability`,
    body: () => ({}),
    reply: Done,
    refresh: [TONIGHT_KEY],
    done: () => toast(m.places_declared_toast()),
  })
  if (facility.capacity === 'by-phone') return m.places_to_phone()
  const at = facility.declaredAt === null ? null : Temporal.Instant.from(facility.declaredAt)
  const old = isStale(at, Temporal.Instant.from(now))
  return (
    <span className="line">
      {facility.declaredAt === null || old ? (
        <Badge tone="warning">{m.places_to_call()}</Badge>
      ) : (
        m.places_declared({ time: timeText(facility.declaredAt) })
      )}
      <Button
        kind="quiet"
        acts
        busy={declare.isPending}
        label={`${m.places_declare()} ${facility.label}`}
        onPress={() => declare.mutate(undefined)}
      >
        {m.places_declare()}
      </Button>
      {declare.error ? <ProblemState problem={declare.error} /> : null}
    </span>
  )
}
