import { parentPort, workerData } from 'node:worker_threads'
import { systemClock } from '#platform/server/clock.ts'
import { askingOf, bestView, SearchOrder, situationOf } from './proposal-order.ts'
import { searchProposal } from './proposal-search.ts'

// Runs in a thread of its own: the search computes for up to a minute, in which the server goes on answering.

const order = SearchOrder.parse(workerData)
const asking = askingOf(order.asking)
const limits = { seconds: order.seconds, clock: systemClock().machine }
for await (const best of searchProposal(asking, situationOf(order, asking), limits))
  parentPort?.postMessage({ best: bestView(best) })
parentPort?.postMessage({ isDone: true })
