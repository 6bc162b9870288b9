import { defineConfig } from 'vitest/config'

/** The `source` condition first: tests run from TypeScript, with no build present. */
const conditions = ['source', 'node', 'module', 'import', 'default']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/real/**', 'node_modules/**'],
    testTimeout: 30_000,
    allowOnly: false,
    passWithNoTests: false,
  },
})
