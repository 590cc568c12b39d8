/** What a benchmark prints: a figure beside its limit or peer, measured in the same run. */
export type Figure = {
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly limit: string
  readonly holds: boolean
}

/** Folders that a benchmark reads its instances from and writes its answers to. */
export type Folders = { readonly instances?: string | undefined; readonly out?: string | undefined }

/** One benchmark: runs for about so many seconds and answers its figures. */
export type Bench = (seconds: number, folders?: Folders) => Promise<readonly Figure[]>
