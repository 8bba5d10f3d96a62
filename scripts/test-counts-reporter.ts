import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'

/** What one kind of tests came to; scripts/test.mjs adds them up. */
export interface TestCounts {
  passed: number
  failed: number
  skipped: { name: string; reason: string }[]
}

/** Vitest reporter that writes `TestCounts` as JSON to the file named in KEYDOCKET_TEST_COUNTS: its own JSON leaves out why a test was skipped. */
export default class TestCountsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts: TestCounts = { passed: 0, failed: errors.length, skipped: [] }
    for (const module of modules) {
      // A file that could not be loaded has no tests to fail.
      counts.failed += module.errors().length
      for (const test of module.children.allTests()) {
        const result = test.result()
        if (result.state === 'passed') counts.passed += 1
        else if (result.state === 'failed') counts.failed += 1
        else
          counts.skipped.push({
            name: `${module.relativeModuleId}: ${test.fullName}`,
            reason: ('note' in result && result.note) || 'no reason given'
          })
      }
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length
    }
    const file = process.env['KEYDOCKET_TEST_COUNTS']
    if (!file) return
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(counts))
  }
}
