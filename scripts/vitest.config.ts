import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'scripts/**/*.test.ts', 'e2e/hosts/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    globalSetup: 'scripts/before-unit-tests.ts',
    // Every core: the default leaves one idle, which is half of a machine with two.
    maxWorkers: availableParallelism(),
    testTimeout: 180_000,
    hookTimeout: 180_000
  }
})
