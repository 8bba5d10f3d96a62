import type { Command } from './command.ts'
import { accessBoardCommands } from './commands/access-board.ts'
import { accountCommands } from './commands/accounts.ts'
import { auditCommands } from './commands/audit.ts'
import { authenticatorCommands } from './commands/authenticators.ts'
import { caseCommands } from './commands/cases.ts'
import { clientCommands } from './commands/clients.ts'
import { codeCommands } from './commands/codes.ts'
import { factorCommands } from './commands/factors.ts'
import { memberCommands } from './commands/members.ts'
import { pathCommands } from './commands/paths.ts'
import { portalCommands } from './commands/portals.ts'
import { reportCommands } from './commands/reports.ts'
import { rotationCommands } from './commands/rotation.ts'
import { vaultCommands } from './commands/vault.ts'

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  ...vaultCommands,
  ...memberCommands,
  ...portalCommands,
  ...clientCommands,
  ...caseCommands,
  ...accountCommands,
  ...factorCommands,
  ...authenticatorCommands,
  ...codeCommands,
  ...accessBoardCommands,
  ...pathCommands,
  ...reportCommands,
  ...auditCommands,
  ...rotationCommands
]
