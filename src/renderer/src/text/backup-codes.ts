import type { BackupCodeStatus } from '#contract'

/** Words of the backup-code panel and its form. */
export const backupCodesText = {
  title: 'Backup codes',
  titleOne: 'Backup code',
  statusSentence: (status: BackupCodeStatus, unused: number, total: number): string => {
    switch (status) {
      case 'none':
        return 'No backup code is recorded. If the authenticator is lost, nobody could recover this account with one.'
      case 'unused':
        return total === 1 ? 'One backup code is recorded and unused.' : `${unused} of ${total} backup codes are unused.`
      case 'used':
        return total === 1 ? 'The recorded backup code was used.' : 'All recorded backup codes were used.'
      case 'presumed-stale':
        return 'The recorded backup code may no longer be valid.'
    }
  },
  stale: (portal: string, when: string | null) =>
    when === null
      ? `${portal} issues a new backup code after the sign-in method changes or a backup code is used.`
      : `On ${when} something was changed or used after which ${portal} issues a new backup code.`,
  staleWaysOut: 'Look in the portal’s settings, then record the new code or say that this one is still current.',
  recordNew: 'Record the new code',
  stillCurrent: 'It is still current',
  stillCurrentDone: 'Marked as still current.',
  record: 'Record backup codes',
  recordOne: 'Record backup code',
  noneAtPortal: (portal: string) => `${portal} is not known to issue backup codes. They can still be recorded.`,
  code: (position: number, total: number) => (total === 1 ? 'Backup code' : `Code ${position}`),
  usedBy: (who: string | null, when: string) => (who === null ? `Used on ${when}` : `Used by ${who} on ${when}`),
  markUsed: 'Mark used',
  markedUsed: (name: string) => `${name} marked as used.`,
  undo: 'Undo',
  undoUse: 'Not used after all',
  undone: (name: string) => `${name} is unused again.`,
  keptAt: 'Paper kept at',
  issuedOn: 'Issued on',
  recorded: (who: string, when: string) => `Recorded by ${who} on ${when}`,
  recordedTerm: 'Recorded',
  recordedValue: (who: string, when: string) => `by ${who} on ${when}`,
  notSaid: 'Not recorded',
  replacedSets: (count: number) => (count === 1 ? '1 replaced set' : `${count} replaced sets`),
  replacedOn: (date: string, count: number) => `Replaced on ${date} (${count} ${count === 1 ? 'code' : 'codes'}, void)`,
  form: {
    title: 'Record backup codes',
    titleOne: 'Record backup code',
    codes: 'Backup codes, one per line',
    codesOne: 'Backup code',
    codesHint: 'As printed; capital and small letters are kept apart. Spaces around a code do not matter.',
    missing: 'Type or paste at least one code.',
    preview: (count: number) => (count === 1 ? '1 code' : `${count} codes`),
    previewTitle: 'Read as',
    expected: (count: number, portal: string) =>
      count === 1 ? `${portal} issues one code at a time.` : `${portal} issues ${count} codes at a time.`,
    duplicate: (code: string) => `This code appears twice: ${code}`,
    tooMany: (max: number) => `At most ${max} codes fit into one set.`,
    tooLong: (line: number) => `Code ${line} is too long to be a backup code.`,
    numbersRemoved: 'List numbers in front of the codes were left out.',
    replacesOld: 'The codes recorded before become void.',
    issuedOn: 'Issued on',
    keptAt: 'Paper kept at',
    keptAtHint: 'For example “file cabinet 2, client folder”. Leave empty if there is no paper.',
    save: 'Save backup codes',
    saveOne: 'Save backup code',
    cancel: 'Cancel'
  },
  recordedToast: (count: number) => (count === 1 ? 'Backup code recorded.' : `${count} backup codes recorded.`)
} as const
