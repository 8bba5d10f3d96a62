import { defineConfig } from '@playwright/test'
import type { HostOption } from './fixtures.ts'

/** `npm run pictures`: makes the pictures of docs/ from the running application. Not part of the tests. */
export default defineConfig<object, HostOption>({
  testDir: 'pictures',
  testMatch: '*.pictures.ts',
  outputDir: '../test-results/pictures',
  workers: 1,
  timeout: 240_000,
  reporter: [['list']],
  use: { hostKind: 'chromium-host', actionTimeout: 10_000 }
})
