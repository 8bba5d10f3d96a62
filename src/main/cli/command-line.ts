import { parseArgs } from 'node:util'
import { usageError } from './exit-codes.ts'

/** One `--option`. `value` is its placeholder in the help; null for a switch. */
export interface OptionRule {
  readonly value: string | null
  readonly help: string
  readonly required?: boolean
  readonly repeatable?: boolean
  readonly oneOf?: readonly string[]
  /** `file`: may be `-`, at most one of them per call. `date`: YYYY-MM-DD. `count`: whole number from 1. */
  readonly form?: 'file' | 'date' | 'count'
}
export type OptionRules = Readonly<Record<string, OptionRule>>

/** What of a command the parser needs to know. */
export interface CommandShape {
  readonly words: readonly string[]
  /** Placeholders of the arguments after the words, all required. */
  readonly operands: readonly string[]
  readonly options: OptionRules
}

/** Options that were given, by name without dashes. */
export interface GivenOptions {
  text(name: string): string | undefined
  all(name: string): readonly string[]
  count(name: string): number | undefined
  has(name: string): boolean
}

export interface CommandLine<C extends CommandShape> {
  /** Null with only `--help` or `--version`. */
  readonly command: C | null
  readonly operands: readonly string[]
  readonly options: GivenOptions
}

export const globalOptions = {
  'data-dir': { value: 'DIR', help: 'folder of the vault and the database (default: as in the window; or env KEYDOCKET_DATA_DIR)' },
  'passphrase-file': { value: 'FILE', help: 'read the passphrase from FILE; others must not be able to read it', form: 'file' },
  'recovery-kit-file': { value: 'FILE', help: 'open with the recovery kit in FILE instead', form: 'file' },
  as: { value: 'NAME', help: 'who acts: a member of the firm, by whole name or id (default: as remembered on this computer)' },
  json: { value: null, help: 'one JSON value on standard output; errors as JSON on standard error' },
  help: { value: null, help: 'show this, or the help of the command' },
  version: { value: null, help: 'show the version' }
} as const satisfies OptionRules

/**
 * Reads arguments against the commands. Options may stand before, between and after the words.
 * Throws CommandError `command.usage`; its message never repeats a value, which could be a secret typed in the wrong place.
 */
export function parseCommandLine<C extends CommandShape>(args: readonly string[], commands: readonly C[]): CommandLine<C> {
  const everyRule: Record<string, OptionRule> = Object.assign({}, ...commands.map((command) => command.options), globalOptions)
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: {
      ...Object.fromEntries(
        Object.entries(everyRule).map(([name, rule]) => [name, { type: rule.value === null ? ('boolean' as const) : ('string' as const) }])
      ),
      help: { type: 'boolean', short: 'h' }
    }
  })
  const words = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []))
  const typed = tokens.filter((token) => token.kind === 'option')
  for (const { name, rawName } of typed) if (!Object.hasOwn(everyRule, name)) throw usageError(`unknown option ${shownOption(rawName)}`)
  const command = words.length === 0 ? null : findCommand(words, commands)
  const given = new Map<string, string[]>()
  for (const token of typed) {
    // Two commands may have options of one name with values of their own.
    const rule = (command && ruleOf(command, token.name)) ?? (everyRule[token.name] as OptionRule)
    const values = given.get(token.name) ?? []
    if (values.length > 0 && !rule.repeatable) throw usageError(`--${token.name} is given twice`)
    values.push(checkedValue(token.name, rule, token.value, token.inlineValue === true))
    given.set(token.name, values)
  }
  const options = givenOptions(given)
  if (command === null) {
    if (options.has('help') || options.has('version')) return { command, operands: [], options }
    throw usageError('no command given')
  }
  if (options.has('help')) return { command, operands: [], options }
  checkAgainst(command, words.length - command.words.length, given)
  return { command, operands: words.slice(command.words.length), options }
}

function findCommand<C extends CommandShape>(words: readonly string[], commands: readonly C[]): C {
  const found = commands.find((command) => command.words.every((word, at) => words[at] === word))
  if (found) return found
  const [first = ''] = words
  const sameFirst = commands.filter((command) => command.words[0] === first)
  if (sameFirst.length > 0) {
    throw usageError(`"${first}" needs one of: ${sameFirst.map((command) => command.words.slice(1).join(' ')).join(', ')}`)
  }
  throw usageError(/^[a-z-]{1,24}$/.test(first) ? `unknown command "${first}"` : 'unknown command')
}

function checkAgainst(command: CommandShape, operandCount: number, given: ReadonlyMap<string, readonly string[]>): void {
  const name = command.words.join(' ')
  for (const option of given.keys()) {
    if (!Object.hasOwn(command.options, option) && !Object.hasOwn(globalOptions, option))
      throw usageError(`"${name}" has no option --${option}`)
  }
  const missing = command.operands[operandCount]
  if (missing !== undefined) throw usageError(`"${name}" needs ${missing}`)
  if (operandCount > command.operands.length)
    throw usageError(`"${name}" takes ${command.operands.length} argument(s), ${operandCount} given`)
  for (const [option, rule] of Object.entries(command.options)) {
    if (rule.required && !given.has(option)) throw usageError(`"${name}" needs --${option}${rule.value === null ? '' : ` ${rule.value}`}`)
  }
  if (given.has('passphrase-file') && given.has('recovery-kit-file'))
    throw usageError('give --passphrase-file or --recovery-kit-file, not both')
  const fromInput = [...given]
    .filter(([option, values]) => ruleOf(command, option)?.form === 'file' && values.includes('-'))
    .map(([option]) => `--${option}`)
  if (fromInput.length > 1) throw usageError(`standard input can be read once only, not for ${fromInput.join(' and ')}`)
}

const ruleOf = (command: CommandShape, option: string): OptionRule | undefined =>
  Object.hasOwn(command.options, option) ? command.options[option] : (globalOptions as OptionRules)[option]

function checkedValue(name: string, rule: OptionRule, value: string | undefined, inline: boolean): string {
  if (rule.value === null) {
    if (value !== undefined) throw usageError(`--${name} takes no value`)
    return ''
  }
  if (value === undefined || value === '') throw usageError(`--${name} needs ${rule.value}`)
  if (!inline && value.startsWith('-') && value !== '-')
    throw usageError(`--${name} needs ${rule.value} (write --${name}=… when it starts with a dash)`)
  if (rule.oneOf && !rule.oneOf.includes(value)) throw usageError(`--${name} must be one of: ${rule.oneOf.join(', ')}`)
  if (rule.form === 'count' && !/^[1-9][0-9]{0,8}$/.test(value)) throw usageError(`--${name} must be a whole number from 1`)
  if (rule.form === 'date' && !isCalendarDate(value)) throw usageError(`--${name} must be a date written YYYY-MM-DD`)
  return value
}

function isCalendarDate(text: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** The name as typed, cut where it stops looking like an option, so that `--uri=otpauth://…` is not repeated. */
const shownOption = (raw: string): string => /^--?[a-zA-Z][a-zA-Z-]{0,30}/.exec(raw)?.[0] ?? ''

function givenOptions(given: ReadonlyMap<string, readonly string[]>): GivenOptions {
  return {
    text: (name) => given.get(name)?.[0],
    all: (name) => given.get(name) ?? [],
    count: (name) => {
      const value = given.get(name)?.[0]
      return value === undefined ? undefined : Number(value)
    },
    has: (name) => given.has(name)
  }
}

/** The word of a closed list, typed as such; the parser has refused all others. */
export function wordOf<const T extends readonly string[]>(words: T, given: string | undefined): T[number] | undefined {
  return words.find((word) => word === given)
}
