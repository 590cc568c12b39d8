// Who may import whom: docs/architecture.md, as rules a machine checks.

/** Floors of the house, from the ground up: a room calls only rooms on lower floors. */
const FLOORS = [
  ['territory', 'access'],
  ['oncall', 'people', 'directory', 'triage'],
  ['paging', 'documents', 'switchboard'],
  ['places', 'dispatch', 'handover', 'supplies'],
  ['interventions'],
  ['intake', 'shifts'],
  ['insight'],
]

/** Tests, and what a room lends to the tests of others. */
const TESTS = '\\.(test|start|long|journey)\\.tsx?$|^(contexts/[^/]+|apps/server)/testing/'
/** The server files of a room; `public.ts` is their only door. */
const SERVER_FILES = '([a-z-]*(store|routes|jobs)[a-z-]*|policy)\\.ts$'
const BEHIND_THE_DOOR = `${SERVER_FILES}|(pages|web)/`

const floorRules = FLOORS.flatMap((rooms, floor) =>
  rooms.map((room) => {
    const lower = FLOORS.slice(0, floor).flat()
    return {
      name: `floor-of-${room}`,
      severity: 'error',
      comment: `${room} may call itself and the floors below: ${lower.join(', ') || 'none'}.`,
      from: { path: `^contexts/${room}/`, pathNot: TESTS },
      to: { path: '^contexts/', pathNot: `^contexts/(${[room, ...lower].join('|')})/` },
    }
  }),
)

module.exports = {
  forbidden: [
    ...floorRules,
    {
      name: 'room-without-floor',
      severity: 'error',
      comment: 'A new room needs a floor in this file, and a line in docs/adr/0007.',
      from: {},
      to: { path: '^contexts/', pathNot: `^contexts/(${FLOORS.flat().join('|')})/` },
    },
    {
      name: 'only-by-the-door',
      severity: 'error',
      comment:
        "Another room's store, routes, jobs, policy, pages and screens are behind its public.ts.",
      from: { path: '^contexts/([^/]+)/', pathNot: TESTS },
      to: { path: `^contexts/(?!$1/)[^/]+/(${BEHIND_THE_DOOR})` },
    },
    {
      name: 'apps-by-the-door',
      severity: 'error',
      comment: 'Composition takes from a room what its public.ts and web/public.ts offer.',
      from: { path: '^apps/', pathNot: TESTS },
      to: {
        path: `^contexts/[^/]+/(${BEHIND_THE_DOOR})`,
        pathNot: '^contexts/[^/]+/web/public\\.tsx?$',
      },
    },
    {
      name: 'platform-knows-no-room',
      severity: 'error',
      from: { path: '^platform/', pathNot: TESTS },
      to: { path: '^(contexts|apps)/' },
    },
    {
      name: 'nobody-imports-apps',
      severity: 'error',
      from: { path: '^(contexts|platform)/', pathNot: TESTS },
      to: { path: '^apps/' },
    },
    {
      name: 'kernel-is-alone',
      severity: 'error',
      from: { path: '^platform/kernel/', pathNot: TESTS },
      to: { pathNot: '^platform/kernel/' },
    },
    {
      name: 'models-are-pure',
      severity: 'error',
      comment:
        'A model and a contract run in the browser too: nothing they reach does I/O or draws.',
      from: { path: '^contexts/[^/]+/(model|contract)[a-z-]*\\.ts$' },
      to: {
        path: `^platform/(server|web|gateways|testing|i18n)/|^contexts/[^/]+/(${BEHIND_THE_DOOR}|public\\.ts$)|^apps/`,
        reachable: true,
      },
    },
    {
      name: 'models-use-no-node',
      severity: 'error',
      from: {
        path: '^(contexts/[^/]+/(model|contract)[a-z-]*\\.ts$|platform/kernel/)',
        pathNot: TESTS,
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'screens-reach-no-server',
      severity: 'error',
      from: {
        path: '^(contexts/[^/]+/web/|platform/web/|apps/(console|field|public)/)',
        pathNot: `${TESTS}|vite\\.config\\.ts$`,
      },
      to: {
        path: `^platform/(server|gateways|testing)/|^contexts/[^/]+/(${SERVER_FILES}|public\\.ts$|(pages|testing)/)|^apps/server/|^db/`,
        reachable: true,
      },
    },
    {
      name: 'server-draws-nothing',
      severity: 'error',
      from: { path: '^(platform/(server|gateways)/|apps/server/)', pathNot: TESTS },
      to: { path: '^platform/web/|^contexts/[^/]+/web/|^apps/console/' },
    },
    {
      name: 'gateways-through-ports',
      severity: 'error',
      comment: 'Rooms know the type of a gateway; apps/server plugs the real one or the fake.',
      from: { path: '^contexts/', pathNot: TESTS },
      to: { path: '^platform/gateways/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'testing-only-in-tests',
      severity: 'error',
      from: { path: '^(platform/(?!testing/)|contexts/|apps/)', pathNot: TESTS },
      to: { path: '^(platform/testing|contexts/[^/]+/testing|apps/server/testing|e2e|bench)/' },
    },
    {
      name: 'scripts-stand-alone',
      severity: 'error',
      comment: 'What runs before the installation has no dependencies.',
      from: {
        path: '^scripts/((start|install|machine|alone|texts|web|postgres|test-cluster|with-runtime)\\.mjs|postgres/)',
      },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg'] },
    },
    {
      name: 'product-without-dev-dependencies',
      severity: 'error',
      from: {
        path: '^(platform/(?!testing/)|contexts/|apps/)',
        pathNot: `${TESTS}|vite\\.config\\.ts$`,
      },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
      },
    },
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphan',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: `${TESTS}|\\.d\\.ts$|\\.config\\.ts$|/envelope/worker\\.ts$|^scripts/|^db/types\\.ts$`,
      },
      to: {},
    },
    { name: 'not-resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(platform/i18n/generated|apps/[^/]+/dist)' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
}
