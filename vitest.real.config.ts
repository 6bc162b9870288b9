import { defineConfig } from 'vitest/config'
import base from './vitest.config.ts'

/** Tests against real servers and reference libraries; test/real/run.sh installs what they need. */
export default defineConfig({
  ...base,
  test: {
    include: ['test/real/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    allowOnly: false,
    passWithNoTests: false,
  },
})
