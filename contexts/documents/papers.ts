import { createHash } from 'node:crypto'
import type { FileStore } from '#platform/gateways/files.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { SubjectPort } from '#platform/server/subject.ts'
import type { Vault } from '#platform/server/vault.ts'
import type { DocumentFactsPort } from './facts.ts'
import type { Typesetter } from './typesetter.ts'

/** What this room needs from outside: composition gives it. */
export type DocumentNeeds = {
  readonly typesetter: Typesetter
  readonly files: FileStore
  readonly subjectOf: SubjectPort
  readonly factsOf: DocumentFactsPort
}

const PURPOSE = 'documents.file'

/** The hash of a PDF as it was issued. */
export function sha256Of(pdf: Uint8Array): Buffer {
  return createHash('sha256').update(pdf).digest()
}

/** Seals a PDF for its territory. */
export function sealPdf(vault: Vault, territory: TerritoryId, pdf: Uint8Array): Buffer {
  return vault.seal(territory, PURPOSE, Buffer.from(pdf).toString('base64'))
}

/** The PDF again, exactly as it was issued; throws when it is another. */
export function openPdf(
  vault: Vault,
  territory: TerritoryId,
  sealed: Uint8Array,
  sha256: Uint8Array,
): Buffer {
  const pdf = Buffer.from(vault.open(territory, PURPOSE, sealed), 'base64')
  if (!sha256Of(pdf).equals(sha256)) throw new Error('a document differs from its register')
  return pdf
}
