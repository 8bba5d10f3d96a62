/** Words about a damaged database: what can be done, and what came of it. */
export const damageText = {
  title: 'The database is damaged',
  lead: 'Part of the file on this computer’s disk cannot be read any more. Nothing was changed, and nothing will be until you choose. Copy the data folder to another disk first if you can.',
  restore: {
    title: 'Restore a backup',
    body: 'The best choice when there is a recent one: it is complete. What was entered since it was made is missing from it.',
    action: 'Choose a backup'
  },
  salvage: {
    title: 'Salvage what can be read',
    body: 'Everything that still reads goes into a new database, which Keydocket then works with. What cannot be read is listed, with the clients it belongs to. The damaged file is kept.',
    action: 'Salvage the database',
    working: 'Reading the damaged database…'
  },
  read: {
    title: 'Look things up first',
    body: 'Opens the database as it is, for reading only. Nothing can be changed, and no code or key is shown, since neither could be written down.',
    action: 'Open for reading'
  },
  back: 'Back to reading',
  lock: 'Lock',
  result: {
    title: 'The database was salvaged',
    nothingLost: 'Everything could be read. Nothing was lost.',
    lost: (rows: number): string => (rows === 1 ? 'One row could not be read.' : `${rows.toLocaleString('en-US')} rows could not be read.`),
    lostNote: 'Save the list and go through it: enter again what you know from paper, or restore a backup instead.',
    kept: 'Rows carried over',
    lostRows: 'Rows lost',
    lostOfRecord: 'Of these, activity',
    keptAs: 'Damaged file',
    clients: 'Clients it concerns',
    more: (count: number): string => `and ${count} more`,
    save: 'Save the list…',
    saved: 'The list was saved. It names clients: keep it where only those may look who should.',
    open: 'Open Keydocket'
  },
  banner: {
    title: 'Open for reading only',
    body: 'The database is damaged. Nothing can be changed, and no code or key is shown.',
    action: 'What can be done'
  }
} as const
