/** Words that every list has. */
export const listText = {
  save: 'Save as CSV',
  saved: (rows: number): string =>
    `${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'} saved. The file opens without Keydocket: keep it where only those may look who should.`
} as const
