import { existsSync, globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
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

describe.each(['SECURITY.md', 'docs/electron-posture.md'])('%s', (page) => {
  /** `src/a/{b,c}.test.ts` names two files; `*` stands for part of a name. */
  const spread = (pattern: string): string[] => {
    const group = /\{([^}]*)\}/.exec(pattern)
    return group === null ? [pattern] : (group[1] ?? '').split(',').flatMap((choice) => spread(pattern.replace(group[0], choice)))
  }
  const named = [...read(page).matchAll(/`((?:src|scripts|e2e|resources|docs|bench)\/[^`\s]+)`/g)].flatMap(([, pattern]) =>
    spread(pattern ?? '')
  )

  it('names files that are there', () => {
    expect(named.length).toBeGreaterThan(10)
    const root = new URL('..', import.meta.url).pathname
    expect(named.filter((pattern) => globSync(pattern, { cwd: root }).length === 0)).toEqual([])
  })

  it('links to pages that are there', () => {
    const links = [...read(page).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '')
    expect(links.filter((link) => !existsSync(new URL(link, new URL(`../${page}`, import.meta.url))))).toEqual([])
  })
})

describe('SECURITY.md', () => {
  it('numbers its promises in order and names a test for each', () => {
    const promises = [...read('SECURITY.md').matchAll(/^\| (\d+) \| .* \| (.*) \|$/gm)]
    expect(promises.map(([, number]) => Number(number))).toEqual(promises.map((_, index) => index + 1))
    expect(promises.filter(([, , test]) => !/\.test\.ts|\.spec\.ts/.test(test ?? '')).map(([line]) => line)).toEqual([])
    expect(promises.length).toBeGreaterThan(25)
  })
})

describe('docs/electron-posture.md', () => {
  const page = read('docs/electron-posture.md')
  it('has the twenty items of the checklist and the nine fuses, each with a test or the check that a runtime needs', () => {
    const items = [...page.matchAll(/^\| (\d+) \| .* \|$/gm)]
    expect(items.map(([, number]) => Number(number))).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    const fuses = [...page.matchAll(/^\| `(\w+)` \| (on|off) \| .* \|$/gm)]
    const { electronFuses } = createRequire(import.meta.url)('../resources/builder.config.cjs') as {
      electronFuses: Record<string, boolean>
    }
    const { strictlyRequireAllFuses: _, ...nine } = electronFuses
    expect(Object.fromEntries(fuses.map(([, name, state]) => [name, state === 'on']))).toEqual(nine)
    for (const [line] of [...items, ...fuses]) expect(line).toMatch(/\.(test|spec)\.ts|check:runtime/)
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
