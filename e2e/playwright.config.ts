import { defineConfig } from '@playwright/test'
import type { HostOption } from './fixtures.ts'

export default defineConfig<object, HostOption>({
  testDir: 'specs',
  outputDir: '../test-results/end-to-end',
  // Each test runs a whole application of its own; two of them at once only make both slow.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  // The picture of a failure is the fixture's: Playwright's own is taken of a page whose main is gone, which costs each end its timeout of 5 s.
  use: { trace: 'off', screenshot: 'off', actionTimeout: 10_000 },
  // One suite, every host there is. Without Electron's runtime its project lists the same specs as skipped, each with the reason.
  projects: [
    { name: 'chromium-host', use: { hostKind: 'chromium-host' } },
    { name: 'electron', use: { hostKind: 'electron' } }
  ]
})
