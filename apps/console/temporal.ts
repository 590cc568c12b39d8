/** Browsers without Temporal load it before anything reads an instant: this module stands first in `main.tsx`. */
if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
