import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { globalOptions } from '../src/main/cli/command-line.ts'
import { commands } from '../src/main/cli/commands.ts'
import { exitCodeMeanings } from '../src/main/cli/exit-codes.ts'
import { missingFromLock } from './lock-check.mjs'

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

describe('docs/dependencies.md', () => {
  const { dependencies, optionalDependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>
  const declared = Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies }).sort()
  const rows = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)]

  it('gives every dependency one reason, and no other package any', () => {
    expect(rows.map(([, name]) => name).sort()).toEqual(declared)
    expect(rows.filter(([, , reason]) => (reason ?? '').length < 12)).toEqual([])
  })

  it('pins exact versions', () => {
    const ranges = Object.entries({ ...dependencies, ...optionalDependencies, ...devDependencies }).filter(
      ([, version]) => !/^(npm:.+@)?\d+\.\d+\.\d+$/.test(version)
    )
    expect(ranges).toEqual([])
  })
})

describe('docs/command-line.md', () => {
  const page = read('docs/command-line.md')

  it.each(commands.map((command) => [[...command.words, ...command.operands].join(' '), command] as const))(
    'has %s and its options',
    (usage, command) => {
      const section = page.split(/^### /m).find((part) => part.startsWith(`\`${usage}`))
      expect(section, `a section ### \`${usage}\``).toBeDefined()
      for (const option of Object.keys(command.options)) expect(section).toContain(`--${option}`)
    }
  )

  it('has the options of every command and the exit codes', () => {
    for (const option of Object.keys(globalOptions)) expect(page).toContain(`\`--${option}`)
    for (const [code, meaning] of Object.entries(exitCodeMeanings)) expect(page).toContain(`| ${code} | ${meaning} |`)
  })
})

describe('the check of the lock file', () => {
  it('finds a binary of another platform that is left out', () => {
    const packages = {
      '': { dependencies: { tool: '1.0.0' } },
      'node_modules/tool': { optionalDependencies: { 'tool-linux': '1.0.0', 'tool-darwin': '1.0.0' } },
      'node_modules/tool-linux': {}
    }
    expect(missingFromLock(packages)).toEqual(['tool-darwin, wanted by node_modules/tool'])
    expect(missingFromLock({ ...packages, 'node_modules/tool/node_modules/tool-darwin': {} })).toEqual([])
  })
})
