import type { ReactNode } from 'react'
import { m, textOf } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { type Column, DataTable } from '#platform/web/ui/data-table.tsx'
import { Alert } from '#platform/web/ui/feedback.tsx'
import type { BestView, ProposalReply } from '../contract-proposal.ts'
import { SHARES, type Share } from '../model-proposal.ts'
import { levelName } from './words.ts'

type Names = ProposalReply['names']
type Given = BestView['turns'][number]
type Load = BestView['people'][number]

/** How many turns left empty are explained one by one. */
const EMPTY_SHOWN = 12

/** What is proposed: what stays uncovered and why, who gets how much, whose wishes are not kept, every turn. */
export function ProposalDetails(props: {
  readonly best: BestView
  readonly names: Names
}): ReactNode {
  const { best, names } = props
  if (best.turns.length + best.uncovered.length === 0) return null
  return (
    <>
      <Uncovered uncovered={best.uncovered} names={names} />
      <DataTable
        caption={m.oncall_proposal_people()}
        columns={[
          { id: 'person', head: m.oncall_person(), cell: (one) => names[one.staffId] ?? '' },
          ...SHARES.map(shareColumn),
        ]}
        rows={best.people}
        rowKey={(one) => one.staffId}
      />
      {best.unwished.length === 0 ? null : (
        <Alert tone="info" title={m.oncall_proposal_unwished()}>
          <ul>
            {best.unwished.map((one) => (
              <li key={`${one.staffId} ${one.startsAt}`}>
                {m.oncall_proposal_unwished_one({
                  name: names[one.staffId] ?? '',
                  from: momentText(one.startsAt),
                  to: momentText(one.endsAt),
                })}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <details>
        <summary>{m.oncall_proposal_all()}</summary>
        <DataTable
          caption={m.oncall_proposal_all()}
          hideCaption
          columns={turnColumns(names)}
          rows={best.turns}
          rowKey={(one) => `${one.startsAt} ${one.level}`}
        />
      </details>
    </>
  )
}

function shareColumn(share: Share): Column<Load> {
  return {
    id: share,
    head: textOf(`oncall_proposal_share_${share}`) ?? '',
    look: 'number',
    cell: ({ before, after }) =>
      m.oncall_proposal_share({ before: before[share], after: after[share] }),
  }
}

function turnColumns(names: Names): readonly Column<Given>[] {
  return [
    { id: 'from', head: m.oncall_from(), cell: (one) => momentText(one.startsAt) },
    { id: 'to', head: m.oncall_to(), cell: (one) => momentText(one.endsAt) },
    { id: 'person', head: m.oncall_person(), cell: (one) => names[one.staffId] ?? '' },
    { id: 'level', head: m.oncall_level(), cell: (one) => levelName(one.level) },
  ]
}

function Uncovered(props: {
  readonly uncovered: BestView['uncovered']
  readonly names: Names
}): ReactNode {
  const { uncovered, names } = props
  if (uncovered.length === 0)
    return <Alert tone="good" title={m.oncall_proposal_uncovered_none()} />
  return (
    <Alert tone="warning" title={m.oncall_proposal_uncovered()}>
      <ul>
        {uncovered.slice(0, EMPTY_SHOWN).map((one) => (
          <li key={`${one.startsAt} ${one.level}`}>
            {m.oncall_proposal_uncovered_one({
              from: momentText(one.startsAt),
              to: momentText(one.endsAt),
              level: one.level,
            })}
            <ul className="small">
              {one.reasons.map(({ why, people }) => (
                <li key={why}>
                  {textOf(`oncall_why_${why.replaceAll('-', '_')}`, {
                    names: people.map((id) => names[id] ?? '').join(', '),
                  })}
                </li>
              ))}
            </ul>
          </li>
        ))}
        {uncovered.length > EMPTY_SHOWN ? (
          <li>{m.oncall_proposal_uncovered_more({ count: uncovered.length - EMPTY_SHOWN })}</li>
        ) : null}
      </ul>
    </Alert>
  )
}
