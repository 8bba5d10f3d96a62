import type { Command } from './command.ts'
import { accessBoardCommands } from './commands/access-board.ts'
import { accountCommands } from './commands/accounts.ts'
import { auditCommands } from './commands/audit.ts'
import { authenticatorImportCommands } from './commands/authenticator-imports.ts'
import { authenticatorCommands } from './commands/authenticators.ts'
import { backupCodeCommands } from './commands/backup-codes.ts'
import { backupCommands } from './commands/backups.ts'
import { casePeopleCommands } from './commands/case-people.ts'
import { caseCommands } from './commands/cases.ts'
import { clientCommands } from './commands/clients.ts'
import { computerClockCommands } from './commands/clock.ts'
import { clockCommands } from './commands/clocks.ts'
import { codeCommands } from './commands/codes.ts'
import { contactCommands } from './commands/contacts.ts'
import { deadlineCommands } from './commands/deadlines.ts'
import { exportCommands } from './commands/exports.ts'
import { factorCommands } from './commands/factors.ts'
import { importCommands } from './commands/imports.ts'
import { matterCommands } from './commands/matters.ts'
import { memberCommands } from './commands/members.ts'
import { passcodeCommands } from './commands/passcodes.ts'
import { pathCommands } from './commands/paths.ts'
import { portalCommands } from './commands/portals.ts'
import { reportCommands } from './commands/reports.ts'
import { rotationCommands } from './commands/rotation.ts'
import { vaultCommands } from './commands/vault.ts'
import { vaultDamageCommands } from './commands/vault-damage.ts'
import { vaultUpkeepCommands } from './commands/vault-upkeep.ts'

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  ...vaultCommands,
  ...vaultUpkeepCommands,
  ...backupCommands,
  ...vaultDamageCommands,
  ...memberCommands,
  ...portalCommands,
  ...clientCommands,
  ...caseCommands,
  ...matterCommands,
  ...contactCommands,
  ...casePeopleCommands,
  ...accountCommands,
  ...factorCommands,
  ...authenticatorCommands,
  ...authenticatorImportCommands,
  ...computerClockCommands,
  ...backupCodeCommands,
  ...codeCommands,
  ...accessBoardCommands,
  ...passcodeCommands,
  ...clockCommands,
  ...deadlineCommands,
  ...pathCommands,
  ...reportCommands,
  ...auditCommands,
  ...rotationCommands,
  ...importCommands,
  ...exportCommands
]
