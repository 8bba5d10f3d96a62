/** Words of the settings screen. */
export const settingsText = {
  title: 'Settings',
  parts: { general: 'General', firm: 'Firm', reminders: 'Reminders', security: 'Security', portals: 'Portals' },
  loading: 'Loading settings…',
  secrets: 'Codes on screen and clipboard',
  clipboard: 'Clear the clipboard after',
  clipboardNote: 'A copied code is removed after this time, unless you copied something else meanwhile.',
  reveal: 'Hide shown codes after',
  revealNote: 'Backup codes and access codes that were shown are hidden again.',
  seconds: (count: number): string => `${count} seconds`,
  cases: 'Cases',
  staleDays: 'A check of a case is stale after',
  staleDaysNote: 'The firm’s own rule; no agency sets one. Cases whose last check is longer ago are marked and can be listed.',
  staleDaysBounds: (from: number, to: number): string => `Enter ${from} to ${to} days.`,
  days: 'days',
  appearance: 'Appearance',
  appearances: { system: 'Like this computer', light: 'Light', dark: 'Dark' },
  keychain: 'Open with this computer’s sign-in',
  keychainNote: 'Keydocket opens without the passphrase while you are signed in to this computer.',
  keychainMissing: 'This computer has no keychain that Keydocket can use now.',
  keychainOn: 'Keydocket now opens with this computer’s sign-in.',
  keychainOff: 'Keydocket now asks for the passphrase each time.',
  keychainRefused: 'This computer’s keychain did not accept the key. Nothing was changed.',
  removeSlot: {
    title: 'Ask for the passphrase each time?',
    body: 'The key in this computer’s keychain is removed. From then on only your passphrase or the recovery kit opens Keydocket. Be sure that you know the passphrase.',
    confirm: 'Ask for the passphrase'
  },
  sample: 'Sample firm',
  sampleBody: 'The sample firm’s made-up clients are loaded. Removing them leaves your own clients and accounts alone.',
  sampleRemove: 'Remove the sample firm',
  sampleQuestion: {
    title: 'Remove the sample firm?',
    body: 'All sample clients go, with their cases, accounts, authenticators and codes, also those that you added to them. Your own clients stay.',
    confirm: 'Remove'
  },
  sampleRemoved: (clients: number): string => (clients === 1 ? '1 sample client removed.' : `${clients} sample clients removed.`),
  about: 'About',
  version: 'Version',
  dataFolder: 'Data folder',
  runsIn: 'Runs in',
  hosts: { electron: 'Electron', 'chromium-host': 'Chromium stand-in (not Electron)', 'command-line': 'Command line' }
} as const
