import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { beforeAll, describe, expect, it } from 'vitest'

/** One import: files by their path in the project, packages as `node_modules/…`, Node's own modules as `node:…`. */
interface Import {
  readonly from: string
  readonly to: string
  /** Gone after compilation: `import type`. */
  readonly typeOnly: boolean
  readonly circular: boolean
}

interface Rule {
  readonly name: string
  readonly from: RegExp
  /** Files the rule does not hold for. */
  readonly butNot?: RegExp
  /** What must not be imported … */
  readonly to: RegExp
  /** … except this. */
  readonly except?: RegExp
  /** What may be imported with `import type` only. */
  readonly exceptTypes?: RegExp
}

const root = new URL('../..', import.meta.url).pathname
/** Tests, and declarations that compile to nothing. */
const isTest = /\.(test|spec)\.tsx?$|\.d\.ts$|^src\/main\/testing\/|^src\/renderer\/src\/testing\//

const rules: readonly Rule[] = [
  // The contract is the seam: it runs anywhere.
  {
    name: 'contract imports zod and itself',
    from: /^src\/preload\/contract\//,
    to: /./,
    except: /^src\/preload\/contract\/|^node_modules\/zod\//
  },
  {
    name: 'the bridge knows channel names and types',
    from: /^src\/preload\/bridge\.ts$/,
    to: /./,
    except: /^src\/preload\/contract\/channels\.ts$/,
    exceptTypes: /^src\/preload\/contract\//
  },
  {
    name: 'the preload stays small',
    from: /^src\/preload\/index\.ts$/,
    to: /./,
    except: /^src\/preload\/(bridge|contract\/channels)\.ts$|^(node_modules\/)?electron/,
    exceptTypes: /^src\/preload\/contract\//
  },
  // Who may touch the outside world.
  {
    name: 'electron only in the shell',
    from: /./,
    butNot: /^src\/main\/shell\/|^src\/preload\/index\.ts$|^e2e\/hosts\//,
    to: /^(node_modules\/)?electron(\/|$)/
  },
  {
    name: 'keytar only in its own process',
    from: /./,
    butNot: /^src\/main\/adapters\/keychain\/keychain-process\.ts$/,
    to: /^(node_modules\/)?keytar(\/|$)/
  },
  {
    name: 'untrusted pictures are decoded in the parser process only',
    from: /./,
    butNot: /^src\/main\/adapters\/parser\/(qr-pictures|read-untrusted)\.ts$/,
    to: /^(node_modules\/)?zxing-wasm(\/|$)|^src\/main\/adapters\/parser\/(qr-pictures|png-inflation)\.ts$/
  },
  {
    name: 'the parser process alone reads untrusted input',
    from: /./,
    butNot: /^src\/main\/adapters\/parser\/parser-process\.ts$/,
    to: /^src\/main\/adapters\/parser\/read-untrusted\.ts$/
  },
  { name: 'a page has no Node', from: /^src\/(renderer|preload)\//, to: /^node:/ },
  { name: 'the renderer has no zod', from: /^src\/renderer\//, to: /^node_modules\/zod\// },
  {
    name: 'the renderer knows the contract only',
    from: /^src\/renderer\//,
    to: /^(src\/(main|preload)|e2e|scripts|bench)\//,
    except: /^src\/preload\/contract\/(vocabulary|identifiers|field-names)\.ts$/,
    exceptTypes: /^src\/preload\/contract\//
  },
  {
    name: 'the parts of the renderer that know nothing',
    from: /^src\/renderer\/src\/ui\//,
    to: /^src\/renderer\/src\/(features|app|api)\//
  },
  // The core, from the outside in.
  { name: 'the shell reaches the core through app.ts', from: /^src\/main\/shell\//, to: /^src\/main\/(features|db|vault|cli)\// },
  {
    name: 'the command line reaches the core through app.ts',
    from: /^src\/main\/cli\//,
    to: /^src\/main\/(features|db|vault|shell)\//,
    // The kit's page: every host hands out the same one.
    except: /^src\/main\/vault\/recovery-kit\.ts$/
  },
  {
    name: 'app.ts and firm.ts receive their ports',
    from: /^src\/main\/(app|firm|firm-services)\.ts$/,
    to: /^src\/main\/(adapters|shell|cli)\//
  },
  {
    name: 'adapters know the ports only',
    from: /^src\/main\/adapters\//,
    to: /^src\/main\//,
    except: /^src\/main\/(adapters\/|ports\.ts$|errors\.ts$|file-place\.ts$)/
  },
  { name: 'features know no host', from: /^src\/main\/features\//, to: /^src\/main\/((app|firm)\.ts$|adapters\/|shell\/|cli\/)/ },
  {
    name: 'db and vault know no feature and no host',
    from: /^src\/main\/(db|vault)\//,
    to: /^src\/main\/((app|firm)\.ts$|features\/|adapters\/|shell\/|cli\/)/
  },
  {
    name: 'SQL lives in repositories and in db',
    from: /^src\//,
    butNot: /^src\/main\/db\/|\/repository\.ts$/,
    to: /^node_modules\/(kysely|better-sqlite3)\//,
    exceptTypes: /^node_modules\/kysely\//
  },
  {
    name: 'the product does not import tests',
    from: /^src\//,
    to: /^(e2e|bench|scripts)\/|^src\/main\/testing\/|^src\/renderer\/src\/testing\//
  }
]

/** Conversions without state or effect that a second feature needs; a longer list would call for a folder of their own. */
const pureTopics = ['src/main/features/authenticators/base32.ts', 'src/main/features/lists/csv.ts']
/** Every service is told who acts, so the place that builds the firm looks that up before there is any service. */
const memberLookUp = 'src/main/firm.ts -> src/main/features/members/repository.ts'

let imports: readonly Import[] = []
let seen: ReadonlySet<string> = new Set()

beforeAll(async () => {
  const parts = ['src', 'e2e', 'scripts', 'bench'].filter((part) => readdirSync(root).includes(part))
  const { output } = await cruise(parts, {
    baseDir: root.replace(/\/$/, ''),
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
    parser: 'tsc'
  } as Parameters<typeof cruise>[1])
  const { modules } = output as ICruiseResult
  seen = new Set(modules.filter((module) => !module.couldNotResolve).map((module) => module.source))
  imports = modules.flatMap((module) =>
    module.dependencies.map((dependency) => ({
      from: module.source,
      to: dependency.dependencyTypes.includes('core') ? `node:${dependency.resolved.replace(/^node:/, '')}` : dependency.resolved,
      typeOnly: dependency.dependencyTypes.includes('type-only'),
      circular: (dependency.cycle ?? []).length > 0 && !(dependency.cycle ?? []).some((step) => step.dependencyTypes.includes('type-only'))
    }))
  )
}, 120_000)

const shown = (found: readonly Import[]): string[] => [...new Set(found.map(({ from, to }) => `${from} -> ${to}`))].sort()

/** All files below a folder of the project, by their path in it. */
function filesBelow(folder: string): string[] {
  return readdirSync(root + folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length))
}

describe('what the walk saw', () => {
  it('has every source file', () => {
    const sources = filesBelow('src').filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    expect(sources.filter((file) => !seen.has(file))).toEqual([])
    expect(sources.length).toBeGreaterThan(150)
  })

  it('resolved imports of every kind, or the rules below would say nothing', () => {
    expect(imports.length).toBeGreaterThan(600)
    for (const kind of [
      /^src\/main\//,
      /^src\/preload\/contract\//,
      /^node_modules\/zod\//,
      /^node_modules\/react\//,
      /^node:/,
      /electron/
    ]) {
      expect(
        imports.some(({ to }) => kind.test(to)),
        String(kind)
      ).toBe(true)
    }
    expect(imports.some(({ typeOnly }) => typeOnly)).toBe(true)
  })
})

describe('who may import what', () => {
  it.each(rules)('$name', (rule) => {
    expect(
      imports.some(({ from }) => rule.from.test(from)),
      'the rule holds for no file'
    ).toBe(true)
    const broken = imports.filter(
      ({ from, to, typeOnly }) =>
        rule.from.test(from) &&
        !isTest.test(from) &&
        !rule.butNot?.test(from) &&
        rule.to.test(to) &&
        !rule.except?.test(to) &&
        !(typeOnly && rule.exceptTypes?.test(to))
    )
    expect(shown(broken)).toEqual([])
  })

  it('features meet in app.ts: of another feature only types are known', () => {
    const featureOf = (path: string): string | undefined => /^src\/(?:main|renderer\/src)\/features\/([^/]+)\//.exec(path)?.[1]
    const broken = imports.filter(({ from, to, typeOnly }) => {
      const [own, other] = [featureOf(from), featureOf(to)]
      if (own === undefined || other === undefined || own === other || isTest.test(from)) return false
      return !pureTopics.includes(to) && !(typeOnly && !to.endsWith('/handlers.ts'))
    })
    expect(shown(broken)).toEqual([])
  })

  it('a repository belongs to its service', () => {
    const broken = imports.filter(({ from, to, typeOnly }) => {
      if (!/^src\/main\/features\/.*\/repository\.ts$/.test(to) || typeOnly || isTest.test(from) || from.startsWith('bench/')) return false
      return from !== to.replace('repository.ts', 'service.ts') && `${from} -> ${to}` !== memberLookUp
    })
    expect(shown(broken)).toEqual([])
  })

  it('there is no circle', () => {
    expect(shown(imports.filter(({ circular }) => circular))).toEqual([])
  })
})

describe('files', () => {
  const sources = [...filesBelow('src'), ...filesBelow('e2e'), ...filesBelow('scripts')].filter((file) => !file.includes('node_modules'))

  it('have names that say what they hold', () => {
    const empty = /^(utils?|helpers?|common|misc|shared|managers?)$/i
    expect(
      sources.filter((file) =>
        file.split('/').some((part) => part.split(/[.-]/).some((word) => empty.test(word)) || /Manager\b/.test(part))
      )
    ).toEqual([])
  })

  it('stay short', () => {
    const lengths = sources
      .filter((file) => /\.(tsx?|mjs)$/.test(file))
      .map((file) => [file, readFileSync(root + file, 'utf8').split('\n').length - 1] as const)
    const long = lengths.filter(([, lines]) => lines > 300)
    if (long.length > 0) process.stderr.write(`Files above 300 lines:\n${long.map(([file, lines]) => `  ${lines} ${file}`).join('\n')}\n`)
    expect(long.filter(([, lines]) => lines > 450).map(([file]) => file)).toEqual([])
  })

  it('never make markup or programs out of text', () => {
    const makers =
      /dangerouslySetInnerHTML|\b(inner|outer)HTML\b|insertAdjacentHTML|createContextualFragment|setHTMLUnsafe|DOMParser|document\.write|srcdoc|\beval\(|new Function\(|setTimeout\(['"`]/
    const looked = sources.filter((file) => /^src\/(renderer|preload|main\/shell)\/.*\.tsx?$/.test(file) && !isTest.test(file))
    expect(looked.length).toBeGreaterThan(150)
    expect(looked.filter((file) => makers.test(readFileSync(root + file, 'utf8')))).toEqual([])
  })

  it('are the files of this test too', () => {
    expect(sources.map((file) => basename(file))).toContain('architecture.test.ts')
  })
})
