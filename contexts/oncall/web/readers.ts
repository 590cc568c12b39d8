/** Roles that read the rota. */
export const READS_ROTA: readonly string[] = [
  'operator',
  'social-worker',
  'coordinator',
  'crew',
  'psychologist',
]
