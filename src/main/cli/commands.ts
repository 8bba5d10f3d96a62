import type { Command } from './command.ts'
import { accountCommands } from './commands/accounts.ts'
import { auditCommands } from './commands/audit.ts'
import { authenticatorCommands } from './commands/authenticators.ts'
import { clientCommands } from './commands/clients.ts'
import { codeCommands } from './commands/codes.ts'
import { vaultCommands } from './commands/vault.ts'

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  ...vaultCommands,
  ...clientCommands,
  ...accountCommands,
  ...authenticatorCommands,
  ...codeCommands,
  ...auditCommands
]
