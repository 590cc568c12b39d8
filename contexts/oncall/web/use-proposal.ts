import { useState } from 'react'
import { useRead } from '#platform/web/queries.ts'
import { ProposalReply } from '../contract-proposal.ts'

export const PROPOSAL_KEY = ['oncall', 'proposal']
const SEARCHING_MS = 1000
const WAITING_MS = 30_000

/** The rota that waits for a decision: read every second while it is searched. */
export function useProposal() {
  const [isSearching, setSearching] = useState(false)
  const read = useRead({
    key: PROPOSAL_KEY,
    path: '/api/rota/proposal',
    reply: ProposalReply,
    every: isSearching ? SEARCHING_MS : WAITING_MS,
  })
  const searches = read.data?.proposal?.state === 'running'
  if (searches !== isSearching) setSearching(searches)
  return read
}
