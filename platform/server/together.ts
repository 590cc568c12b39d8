import { sql } from 'kysely'
import pg from 'pg'

/** A statement as it is sent: with a name it stays prepared on its connection. */
export type Statement = {
  readonly text: string
  readonly name: string | undefined
  readonly values: readonly unknown[]
}

const MARK = '/* later */'

/**
 * The end of a statement whose outcome nobody awaits: it leaves with the next statement of its transaction, before
 * it. What it meets (a constraint, a lock) is thrown there, at the latest by the commit.
 */
export const LATER = sql.raw(MARK)

/** Must this statement leave only with the next one? */
export function isLater(text: string): boolean {
  return text.endsWith(MARK)
}

type Line = pg.Connection & { readonly submittedNamedStatements: Record<string, string> }

/** One statement among others: `pg` reads its replies, these methods are how it is told of them. */
class Member extends pg.Query {
  declare readonly name: string | undefined
  declare readonly text: string
  declare readonly handleRowDescription: (message: unknown) => void
  declare readonly handleDataRow: (message: unknown) => void
  declare readonly handleCommandComplete: (message: unknown, line: Line) => void
  declare readonly handleError: (error: Error, line: Line) => void
  declare readonly handleReadyForQuery: (line: Line) => void
}

type Done = (error: Error | undefined, result?: pg.QueryResult) => void

/**
 * Several statements in one message to the database and one back. The database does them in order; after one that
 * fails it does none of the rest, so that a commit at the end stands for all.
 */
class Group implements pg.Submittable {
  readonly #members: readonly Member[]
  readonly #done: Done
  #at = 0

  constructor(statements: readonly Statement[], done: Done) {
    this.#done = done
    this.#members = statements.map(({ text, name, values }, index) => {
      const config = { text, values: [...values], queryMode: 'extended', ...(name && { name }) }
      const isLast = index === statements.length - 1
      return new Member(config, (error, result) => {
        if (error) done(error)
        else if (isLast) done(undefined, result)
      })
    })
  }

  // `pg` notes under this name and text what the database has just prepared.
  get name(): string | undefined {
    return this.#members[this.#at]?.name
  }

  get text(): string | undefined {
    return this.#members[this.#at]?.text
  }

  submit(connection: pg.Connection): void {
    const line: pg.Connection = Object.create(connection, { sync: { value: () => undefined } })
    connection.stream.cork()
    for (const member of this.#members) member.submit(line)
    connection.sync()
    connection.stream.uncork()
  }

  handleRowDescription(message: unknown): void {
    this.#members[this.#at]?.handleRowDescription(message)
  }

  handleDataRow(message: unknown): void {
    this.#members[this.#at]?.handleDataRow(message)
  }

  handleCommandComplete(message: unknown, line: Line): void {
    this.#members[this.#at]?.handleCommandComplete(message, line)
    this.#at += 1
  }

  handleError(error: Error, line: Line): void {
    // What comes after the fault was not prepared: it is sent whole the next time.
    for (const { name } of this.#members.slice(this.#at))
      if (name) delete line.submittedNamedStatements[name]
    this.#done(error)
  }

  handleReadyForQuery(line: Line): void {
    for (const member of this.#members) member.handleReadyForQuery(line)
  }
}

/** Sends statements of one transaction together; answers the result of the last, throws the first fault. */
export function sendTogether(
  client: pg.ClientBase,
  statements: readonly Statement[],
): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    const done: Done = (error, result) => {
      if (error) reject(error)
      else if (result) resolve(result)
    }
    client.query(new Group(statements, done))
  })
}
