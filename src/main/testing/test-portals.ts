import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Portal } from '#contract'
import { newDataFolder } from './test-ports.ts'

/** A made-up portal: one backup code, made stale by enrolling anew, and a help desk. */
export const testPortal: Portal = {
  id: 'uscis',
  version: 1,
  name: 'Portal with a help desk',
  shortName: 'Helped',
  usernameLabel: 'E-mail address',
  accountNumber: null,
  sharingNote: null,
  authenticatorOffered: true,
  authenticatorLimit: 1,
  backupCodes: { scheme: 'one', count: 1, staleAfterReenrolment: true, note: null },
  accessCode: { name: 'Online Access Code', lifetimeDays: 90, expiringFromDaysLeft: 30, note: null },
  passcode: { name: 'Passcode', lifetimeDays: 30, expiringFromDaysLeft: 7, certainty: 'C', note: null },
  draft: { lifetimeDays: 30, expiringFromDaysLeft: 7, certainty: 'A', note: null },
  factorsOffered: ['email', 'text', 'authenticator'],
  signInProviders: ['own'],
  helpDesk: { businessDays: 10, page: null, topics: [], contact: null },
  lockOutMinutes: null,
  signInClocks: [{ days: 60, what: 'Reminder', certainty: 'U' }],
  passwordClock: null,
  lowBackupCodes: null,
  hosts: [],
  facts: []
}

/** Portals that differ where the rules of recoverability look: sheets of codes without a help desk; a short keep-alive and no codes at all. */
export const testPortals: readonly Portal[] = [
  testPortal,
  {
    ...testPortal,
    ...{
      id: 'login-gov',
      name: 'Portal with sheets',
      shortName: 'Sheets',
      helpDesk: null,
      signInClocks: [],
      lowBackupCodes: 3,
      authenticatorLimit: 3
    },
    backupCodes: { scheme: 'ten-each-once', count: 10, staleAfterReenrolment: false, note: null }
  },
  {
    ...testPortal,
    ...{ id: 'sevis', name: 'Portal that locks', shortName: 'Locks', authenticatorOffered: false },
    signInClocks: [
      { days: 45, what: 'Locks', certainty: 'A' },
      { days: 90, what: 'Help desk', certainty: 'A' }
    ],
    passwordClock: { days: 90, dueFromDaysLeft: 14, certainty: 'A' },
    backupCodes: { scheme: 'none', count: 0, staleAfterReenrolment: false, note: null }
  }
]

/** A resources folder with these portals and nothing else, so that a test of rules does not change with the shipped data. */
export function testResourcesFolder(): string {
  const folder = newDataFolder()
  mkdirSync(join(folder, 'portals'))
  for (const portal of testPortals) writeFileSync(join(folder, 'portals', `${portal.id}.json`), JSON.stringify(portal))
  return folder
}
