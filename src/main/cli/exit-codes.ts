/** How a command ended, as a process exit code. Stable: scripts rely on them. Listed in docs/command-line.md and in --help. */
export const exitCodes = {
  done: 0,
  unexpected: 1,
  usage: 2,
  notFound: 3,
  refused: 4,
  cannotOpen: 5,
  storage: 6,
  badFile: 7,
  recordBroken: 8
} as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

export const exitCodeMeanings: Readonly<Record<ExitCode, string>> = {
  0: 'done',
  1: 'unexpected failure; the reference also stands in the log',
  2: 'the command line is wrong',
  3: 'no such client, account, portal or code, or the name fits several',
  4: 'refused by a rule: custody, consent, weak passphrase, duplicate, wrong or used code',
  5: 'cannot open: wrong passphrase or kit, keychain not usable, none given, no vault here',
  6: 'storage: in use, damaged, from a newer version, remote folder, read-only, full',
  7: 'a file named on the command line cannot be read, written or understood',
  8: 'the activity record was checked and does not hold'
}

/** A failure the command line itself finds, before or beside the core's own error codes. The message is shown as it is. */
export class CommandError extends Error {
  readonly code: CommandErrorCode
  readonly exitCode: ExitCode

  constructor(code: CommandErrorCode, message: string) {
    super(message)
    this.name = 'CommandError'
    this.code = code
    this.exitCode = commandErrorExits[code]
  }
}

const commandErrorExits = {
  'command.usage': exitCodes.usage,
  'command.ambiguous': exitCodes.notFound,
  'command.not-found': exitCodes.notFound,
  'command.no-passphrase': exitCodes.cannotOpen,
  'command.exposed-file': exitCodes.badFile,
  'command.bad-file': exitCodes.badFile,
  'command.record-broken': exitCodes.recordBroken
} as const
export type CommandErrorCode = keyof typeof commandErrorExits

export const usageError = (message: string): CommandError => new CommandError('command.usage', message)
