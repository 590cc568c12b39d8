import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { RefusalError } from '#platform/server/errors.ts'
import type { Template } from './model.ts'

/** A PDF standard: kept documents are `a-2a`; `ua-1` is the accessibility check of the same input. */
export type PdfStandard = 'a-2a' | 'ua-1'

/** What makes a PDF of a template and its data. */
export type Typesetter = {
  readonly isAvailable: boolean
  /**
   * Prints whatever was written: what no font covers as a visible sign, with a line that says so. Throws a refusal
   * `documents-unavailable` where no compiler runs on this machine, `documents-fault` where it makes none of this.
   */
  readonly typeset: (
    template: Template,
    data: unknown,
    standard?: PdfStandard,
  ) => Promise<Uint8Array>
}

type Reply = { readonly id: number; readonly pdf?: Uint8Array; readonly fault?: string }
type Waiting = {
  readonly resolve: (pdf: Uint8Array) => void
  readonly reject: (error: Error) => void
}

/** The compiler as a native package: there is one for each C library of Linux on x64, none elsewhere. */
const PACKAGES = [
  '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu',
  '@myriaddreamin/typst-ts-node-compiler-linux-x64-musl',
] as const

/** The package that is installed here, undefined on a platform without one. */
export function compilerPackage(packages: readonly string[] = PACKAGES): string | undefined {
  const { resolve } = createRequire(import.meta.url)
  return packages.find((name) => {
    try {
      resolve(name)
      return true
    } catch {
      return false
    }
  })
}

/** The typesetter of this machine: Typst in a worker, started by the first document. `packages`: the compilers it may use. */
export function openTypesetter(packages: readonly string[] = PACKAGES): Typesetter {
  const name = compilerPackage(packages)
  if (name === undefined) {
    return {
      isAvailable: false,
      typeset: () => Promise.reject(new RefusalError('documents-unavailable')),
    }
  }
  let desk: Desk | undefined
  return {
    isAvailable: true,
    async typeset(template, data, standard = 'a-2a') {
      if (desk === undefined || desk.isGone()) desk = openDesk(name)
      return await desk.ask({ template, data: JSON.stringify(data), standard })
    },
  }
}

type Desk = {
  readonly isGone: () => boolean
  readonly ask: (job: object) => Promise<Uint8Array>
}

/** A paper that cannot be made is said in words: the work that it belongs to goes on without it. */
function faulty(fault: string): RefusalError {
  return new RefusalError('documents-fault', { fault })
}

function openDesk(compiler: string): Desk {
  const worker = new Worker(new URL('./typesetter-worker.ts', import.meta.url), {
    workerData: { compiler },
  })
  // A server that stops does not wait for a compiler that has nothing to do.
  worker.unref()
  const waiting = new Map<number, Waiting>()
  let last = 0
  let gone = false
  worker.on('message', ({ id, pdf, fault }: Reply) => {
    const one = waiting.get(id)
    waiting.delete(id)
    if (pdf) one?.resolve(pdf)
    else one?.reject(faulty(fault ?? 'no reply'))
    if (waiting.size === 0) worker.unref()
  })
  const lose = () => {
    gone = true
    for (const one of waiting.values()) one.reject(faulty('the worker stopped'))
    waiting.clear()
  }
  worker.on('error', lose)
  worker.on('exit', lose)
  return {
    isGone: () => gone,
    ask: (job) =>
      new Promise((resolve, reject) => {
        last += 1
        waiting.set(last, { resolve, reject })
        worker.ref()
        worker.postMessage({ id: last, ...job })
      }),
  }
}
