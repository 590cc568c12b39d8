import { defineConfig } from 'vitest/config'

const never = ['**/node_modules/**', '**/dist/**', '.data/**', 'platform/i18n/generated/**']

/**
 * The rings of the tests, one project each. `npm test` runs them in order (scripts/test.mjs);
 * one file alone: `npx vitest run --project store contexts/intake/store.db.test.ts`.
 */
export default defineConfig({
  test: {
    retry: 0,
    projects: [
      {
        test: {
          name: 'model',
          include: ['{platform,contexts,apps,data,scripts,db}/**/*.test.{ts,tsx}'],
          exclude: [...never, '**/*.db.test.ts'],
          pool: 'threads',
          maxWorkers: 2,
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'store',
          include: ['**/*.db.test.ts'],
          exclude: never,
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 20_000,
          hookTimeout: 60_000,
          globalSetup: ['scripts/test-cluster.mjs'],
        },
      },
      {
        test: {
          name: 'behaviour',
          include: ['e2e/behaviour/*.behaviour.ts'],
          exclude: never,
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          globalSetup: ['scripts/test-cluster.mjs'],
        },
      },
      {
        test: {
          name: 'journey',
          include: ['e2e/**/*.journey.ts'],
          exclude: never,
          pool: 'forks',
          maxWorkers: 2,
          // Patience is for a busy machine: what is waited for comes long before, or never.
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup: ['scripts/test-cluster.mjs'],
        },
      },
      {
        test: {
          name: 'start',
          include: ['scripts/**/*.start.ts'],
          exclude: never,
          pool: 'forks',
          maxWorkers: 1,
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'long',
          include: ['**/*.long.ts'],
          exclude: never,
          pool: 'forks',
          maxWorkers: 1,
          fileParallelism: false,
          testTimeout: 1_800_000,
          hookTimeout: 600_000,
          globalSetup: ['scripts/test-cluster.mjs'],
        },
      },
    ],
  },
})
