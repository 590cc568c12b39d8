/** A municipality of the national list. The Belfiore code is the key; the ISTAT code holds for a time. */
export type ListedMunicipality = {
  readonly code: string
  readonly istat: string
  readonly istatFrom: string
  readonly istatTo: string | null
  readonly name: string
  readonly province: string
  readonly region: string
}

const HEADER = 'belfiore,istat,istat_from,istat_to,name,province,region'

/** Reads data/municipalities/municipalities.csv. Throws RangeError naming the line that is not of its form. */
export function readMunicipalities(csv: string): readonly ListedMunicipality[] {
  const [header, ...lines] = csv.trim().split('\n')
  if (header !== HEADER) throw new RangeError('line 1: not the header of the municipality list')
  return lines.map((line, at) => {
    const [code = '', istat = '', istatFrom = '', istatTo = '', name, province, region] =
      line.split(',')
    if (!name || !province || !region) throw new RangeError(`line ${at + 2}: seven columns needed`)
    return { code, istat, istatFrom, istatTo: istatTo || null, name, province, region }
  })
}

/** Names by Belfiore code, as the validation of a territory file wants them. */
export function namesByCode(list: readonly ListedMunicipality[]): ReadonlyMap<string, string> {
  return new Map(list.map((one) => [one.code, one.name]))
}
