import type { FastifyInstance } from 'fastify'

type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean }
/** As much of a JSON schema as a test needs to write a body that has the right shape. */
export type Schema = {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
}
type Described = {
  readonly tags?: readonly string[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: {
    readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>
  }
}
type Document = { readonly paths?: Record<string, Record<string, Described>> }

/** One operation of the OpenAPI document. */
export type Operation = {
  /** Whose it is. */
  readonly room: string
  readonly method: string
  /** With its parameters in braces. */
  readonly path: string
  /** Names of the query's parameters. */
  readonly query: readonly string[]
  /** The shape of its body; undefined when it takes none. */
  readonly body: Schema | undefined
}

/** Every operation that the product publishes. */
export function operationsOf(app: FastifyInstance): readonly Operation[] {
  const { paths } = app.swagger() as Document
  return Object.entries(paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      room: described.tags?.[0] ?? '',
      method: method.toUpperCase(),
      path,
      query: (described.parameters ?? [])
        .filter((one) => one.in === 'query')
        .map((one) => one.name),
      body: described.requestBody?.content?.['application/json']?.schema,
    })),
  )
}

/** The addresses of an operation: each of these ids in each place of the path. */
export function addressesOf(operation: Operation, ids: readonly string[]): readonly string[] {
  if (!operation.path.includes('{')) return [operation.path]
  return ids.map((id) => operation.path.replaceAll(/\{[^}]+\}/gu, id))
}
