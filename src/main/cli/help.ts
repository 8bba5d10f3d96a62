import type { CommandShape, OptionRules } from './command-line.ts'
import { globalOptions } from './command-line.ts'
import { exitCodeMeanings } from './exit-codes.ts'

interface Helped extends CommandShape {
  readonly summary: string
}

const usageOf = ({ words, operands }: CommandShape): string => [...words, ...operands].join(' ')

/** Help of the whole program, lines. */
export function programHelp(commands: readonly Helped[]): string[] {
  return [
    'Usage: keydocket COMMAND [ARGUMENT] [OPTION]...',
    '',
    'Commands ("keydocket COMMAND --help" has the options of each):',
    ...aligned(commands.map((command) => [usageOf(command), command.summary])),
    '',
    'Options of every command:',
    ...optionLines(globalOptions),
    '',
    'ACCOUNT is an id, or a username that one account only has; CLIENT an id, or the whole name of one client; FILE may be - for standard',
    'input. A passphrase, key or code is never an argument: other programs can read the arguments.',
    '',
    'Exit codes:',
    ...aligned(Object.entries(exitCodeMeanings))
  ]
}

/** Help of one command, lines. */
export function commandHelp(command: Helped): string[] {
  const required = Object.entries(command.options).filter(([, rule]) => rule.required)
  const rest = required.length < Object.keys(command.options).length ? ' [OPTION]...' : ''
  return [
    `Usage: keydocket ${usageOf(command)}${required.map(([name, rule]) => ` --${name} ${rule.value}`).join('')}${rest}`,
    `  ${command.summary}`,
    ...(Object.keys(command.options).length > 0 ? ['', 'Options:', ...optionLines(command.options)] : []),
    '',
    'Options of every command:',
    ...optionLines(globalOptions)
  ]
}

const optionLines = (options: OptionRules): string[] =>
  aligned(Object.entries(options).map(([name, rule]) => [`--${name}${rule.value === null ? '' : ` ${rule.value}`}`, rule.help]))

function aligned(pairs: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...pairs.map(([left]) => left.length))
  return pairs.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}
