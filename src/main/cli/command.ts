import type { CommandShape, GivenOptions, OptionRules } from './command-line.ts'
import type { Call } from './core.ts'
import type { InputFiles } from './files.ts'
import type { Terminal } from './terminal.ts'

/** What a command works with. */
export interface Context {
  readonly call: Call
  readonly operands: readonly string[]
  readonly options: GivenOptions
  readonly terminal: Terminal
  readonly files: InputFiles
}

export interface Command extends CommandShape {
  readonly summary: string
  /** Whether the vault is opened before `run`. */
  readonly opensVault: boolean
  run(context: Context): Promise<void>
}

/** A command on an open vault. */
export function command<const O extends OptionRules>(
  usage: string,
  summary: string,
  options: O,
  run: (context: Context) => Promise<void>,
  opensVault = true
): Command {
  const parts = usage.split(' ')
  return {
    words: parts.filter((part) => part !== part.toUpperCase()),
    operands: parts.filter((part) => part === part.toUpperCase()),
    options,
    summary,
    opensVault,
    run
  }
}

/** The one operand of a command that takes exactly one; the parser has seen to it that it is there. */
export const onlyOperand = ({ operands }: Context): string => operands[0] ?? ''
