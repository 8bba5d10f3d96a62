import type { Command, Context } from './command.ts'
import { type CommandLine, parseCommandLine } from './command-line.ts'
import { commands } from './commands.ts'
import { callsOf, wireErrorOf } from './core.ts'
import { wordError } from './error-text.ts'
import { CommandError, type ExitCode, exitCodes, usageError } from './exit-codes.ts'
import { createInputFiles } from './files.ts'
import { findMemberId } from './lookup.ts'
import { openVault } from './opening.ts'
import { createTerminal, Interrupted, type Terminal } from './terminal.ts'

/** Runs one command line; the answer is the exit code. Never throws. */
export async function runCommandLine(args: readonly string[]): Promise<ExitCode | 130> {
  let terminal = createTerminal(args.includes('--json'))
  try {
    const line = parseCommandLine(args, commands)
    terminal = createTerminal(line.options.has('json'))
    if (line.options.has('help')) await showHelp(line.command, terminal)
    else if (line.command === null) await showVersion(terminal)
    else await runCommand(line, line.command, terminal)
    return exitCodes.done
  } catch (error) {
    return reportFailure(error, terminal)
  }
}

async function runCommand({ operands, options }: CommandLine<Command>, command: Command, terminal: Terminal): Promise<void> {
  const { createHost } = await import('./host.ts')
  const app = await createHost(options.text('data-dir'), {
    csv: ['csv', 'report', 'rejected', 'archive', 'export-json', 'out', 'certificate']
      .map((name) => options.text(name))
      .find((file) => file !== undefined),
    to: options.text('to'),
    backup: operands[0]
  })
  try {
    const context = { call: callsOf(app), operands, options, terminal, files: createInputFiles(terminal) }
    if (command.opensVault) await openVault(context)
    await actAs(context, command)
    await command.run(context)
  } finally {
    await app.close()
  }
}

/** For this command only: what the window remembers on this computer stays as it is. */
async function actAs({ call, options }: Context, command: Command): Promise<void> {
  const name = options.text('as')
  if (name === undefined) return
  if (!command.opensVault) throw usageError(`"${command.words.join(' ')}" is nobody's: it has no --as`)
  await call('members.act', { id: await findMemberId(call, name), remember: false })
}

async function showHelp(command: Command | null, terminal: Terminal): Promise<void> {
  const { commandHelp, programHelp } = await import('./help.ts')
  const lines = command === null ? programHelp(commands) : commandHelp(command)
  await terminal.answer({ help: lines.join('\n') }, () => lines)
}

async function showVersion(terminal: Terminal): Promise<void> {
  const { projectFolder } = await import('./project-folder.ts')
  const { version } = projectFolder()
  await terminal.answer({ version }, () => [`keydocket ${version}`])
}

function reportFailure(error: unknown, terminal: Terminal): ExitCode | 130 {
  if (error instanceof Interrupted) return 130
  const wire = wireErrorOf(error)
  if (wire !== null) {
    const { exitCode, message } = wordError(wire)
    terminal.failure(wire.code, message)
    return exitCode
  }
  if (error instanceof CommandError) {
    const hint = error.code === 'command.usage' && !terminal.json ? ' (keydocket --help)' : ''
    terminal.failure(error.code, error.message + hint)
    return error.exitCode
  }
  // Only the kind of a bug is shown: its message may hold data.
  terminal.failure('internal', `something went wrong inside Keydocket (${error instanceof Error ? error.name : typeof error})`)
  return exitCodes.unexpected
}
