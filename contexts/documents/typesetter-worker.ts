import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import * as z from 'zod'
import { latinOnly, namedIn, withoutNamed } from './printable.ts'

// Runs in a thread of its own: a document takes some 15 ms of computing, in which the server goes on answering.

const Job = z.object({
  id: z.int(),
  template: z.string().regex(/^[a-z-]+$/u),
  data: z.string(),
  standard: z.enum(['a-2a', 'ua-1']),
})

type Compiler = {
  pdf: (
    what: { mainFilePath: string; inputs: Record<string, string> },
    options: { pdfStandard: string },
  ) => Uint8Array
}
type Module = {
  NodeCompiler: {
    create: (options: { workspace: string; fontArgs: { fontPaths: string[] }[] }) => Compiler
  }
}

const require = createRequire(import.meta.url)
const templates = fileURLToPath(new URL('./templates', import.meta.url))
const fonts = join(dirname(require.resolve('@expo-google-fonts/titillium-web/package.json')))
const { compiler } = z.object({ compiler: z.string() }).parse(workerData)
const { NodeCompiler }: Module = require(compiler)
const typst = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontPaths: [fonts] }] })

type Order = z.infer<typeof Job>

function made({ template, standard }: Order, data: unknown): Uint8Array {
  return typst.pdf(
    { mainFilePath: join(templates, `${template}.typ`), inputs: { data: JSON.stringify(data) } },
    { pdfStandard: standard },
  )
}

/**
 * The document with whatever was written. What no font covers is printed as a visible sign, and the foot of the page
 * says so: a kept PDF (PDF/A) may hold no character without its shape, and nobody's name may stop a paper.
 */
function printed(job: Order): Uint8Array {
  const data: unknown = JSON.parse(job.data)
  try {
    return made(job, data)
  } catch (error) {
    const lost = namedIn(String(error))
    try {
      return made(job, saying(withoutNamed(data, lost)))
    } catch {
      return made(job, saying(latinOnly(data)))
    }
  }
}

function saying(data: unknown): unknown {
  return typeof data === 'object' ? { ...data, hasStandIns: true } : data
}

parentPort?.on('message', (message: unknown) => {
  const job = Job.parse(message)
  try {
    parentPort?.postMessage({ id: job.id, pdf: printed(job) })
  } catch (error) {
    // What the compiler says of a document may quote it: only the kind of fault leaves the thread.
    const fault = error instanceof Error ? error.name : 'fault'
    parentPort?.postMessage({ id: job.id, fault })
  }
})
