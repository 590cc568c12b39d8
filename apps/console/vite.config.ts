import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { textsByUse } from './texts-by-use.ts'

const here = import.meta.dirname
const repository = resolve(here, '../..')
const i18n = resolve(repository, 'platform/i18n')

/** The page of the emergency envelope has its own few scripts: it is kept by browsers for when the server is away. */
const NOT_ENVELOPE = /^(?!.*\/shifts\/web\/envelope\/)/
/** Scripts that are asked for by name: by a browser without a page, or by a page of the server. */
const NAMED: readonly string[] = ['notices', 'envelope', 'envelope-worker']
const LIBRARIES = /\/(?:node_modules|console\/temporal\.ts$|styles\/console\.scss$)/u

/**
 * The console's build. `vite build` makes apps/console/dist; `--mode stories` makes the page of
 * components instead, which is for looking at and never shipped.
 */
export default defineConfig(({ mode }) => {
  const stories = mode === 'stories'
  const input: Record<string, string> = stories
    ? { stories: resolve(here, 'stories.html') }
    : {
        console: resolve(here, 'index.html'),
        pages: resolve(repository, 'platform/web/styles/server-pages.scss'),
        notices: resolve(repository, 'platform/web/notices/worker.ts'),
        envelope: resolve(repository, 'contexts/shifts/web/envelope/page.ts'),
        'envelope-worker': resolve(repository, 'contexts/shifts/web/envelope/worker.ts'),
      }
  return {
    root: here,
    plugins: [react(), textsByUse(i18n)],
    server: { fs: { allow: [repository] } },
    // bootstrap-italia is written for an older Sass; what it does is pinned with its version.
    css: { preprocessorOptions: { scss: { quietDeps: true, silenceDeprecations: ['import'] } } },
    worker: { format: 'es' as const },
    build: {
      outDir: stories ? resolve(repository, 'node_modules/.cache/approdo-stories') : 'dist',
      emptyOutDir: true,
      assetsDir: 'assets',
      // Nothing inlined as data: the content security policy allows fonts from 'self' only.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      target: 'es2023',
      rolldownOptions: {
        input,
        output: {
          // The first screen in two pieces, not in eighty. What must run before the rest stands in the one that
          // runs first.
          codeSplitting: {
            groups: [
              { name: 'libraries', tags: ['$initial'], test: LIBRARIES, priority: 1 },
              { name: 'first', tags: ['$initial'], test: NOT_ENVELOPE, minShareCount: 2 },
            ],
          },
          // Browsers look for a new script of this kind under the name by which they took the first one.
          entryFileNames: ({ name }: { name: string }) =>
            NAMED.includes(name) ? 'assets/[name].js' : 'assets/[name]-[hash].js',
          // Server-rendered pages link their sheet by name, so this one name is stable.
          assetFileNames: (asset: { names: string[] }) =>
            asset.names.includes('pages.css')
              ? 'assets/pages.css'
              : 'assets/[name]-[hash][extname]',
        },
      },
    },
  }
})
