import type {
  AccessCode,
  Account,
  Draft,
  DraftOutcome,
  Input,
  Output,
  Passcode,
  PasscodeOutcome,
  Path,
  RecoverabilityOf,
  SecondFactor
} from '#contract'
import type { KeydocketClient } from '../../api/client.ts'

export type AccountsClient = Pick<
  KeydocketClient,
  'accounts' | 'authenticators' | 'backupCodes' | 'accessCodes' | 'passcodes' | 'drafts' | 'secondFactors' | 'recovery' | 'paths' | 'on'
>

export type BackupCodes = Output<'backupCodes.list'>

/** One opened account with everything its page shows. Null parts are still loading. */
export interface AccountRoom {
  readonly accountId: string
  readonly account: Account | null
  readonly backupCodes: BackupCodes | null
  readonly accessCodes: readonly AccessCode[] | null
  readonly passcodes: readonly Passcode[] | null
  readonly drafts: readonly Draft[] | null
  readonly factors: readonly SecondFactor[] | null
  /** Whether and how somebody could get in today. */
  readonly recovery: RecoverabilityOf | null
  /** Guided paths under way. */
  readonly openPaths: readonly Path[] | null
  readonly error: unknown
}

export interface AccountRoomStore {
  /** Opens one account's page until the returned function is called. */
  open(accountId: string): () => void
  refresh(): Promise<void>
  update(input: Input<'accounts.update'>): Promise<Account>
  archive(accountId: string): Promise<Account>
  restore(accountId: string): Promise<Account>
  forgetSecrets(accountId: string): Promise<Account>
  saveAuthenticator(pendingId: string, nickname: string): Promise<string>
  renameAuthenticator(id: string, nickname: string): Promise<void>
  confirmAuthenticator(id: string, code: string): Promise<void>
  removeAuthenticator(id: string): Promise<void>
  recordBackupCodes(input: Input<'backupCodes.record'>): Promise<number>
  updateBackupCodeSet(input: Input<'backupCodes.updateSet'>): Promise<void>
  markBackupCodeUsed(input: Input<'backupCodes.markUsed'>): Promise<void>
  reserveBackupCode(input: Input<'backupCodes.reserve'>): Promise<void>
  endBackupCodeReservation(input: Input<'backupCodes.endReservation'>): Promise<void>
  strikeOutBackupCode(input: Input<'backupCodes.strikeOut'>): Promise<void>
  undoBackupCodeStrikeOut(id: string): Promise<void>
  undoBackupCodeUse(id: string): Promise<void>
  confirmBackupCodeCurrent(accountId: string): Promise<void>
  recordAccessCode(input: Input<'accessCodes.record'>): Promise<Output<'accessCodes.record'>>
  undoAccessCodeReplacement(id: string): Promise<AccessCode>
  updateAccessCode(input: Input<'accessCodes.update'>): Promise<AccessCode>
  markAccessCodeUsed(input: Input<'accessCodes.markUsed'>): Promise<void>
  updateLink(input: Input<'accessCodes.updateLink'>): Promise<AccessCode>
  undoAccessCodeUse(id: string): Promise<void>
  /** Null takes the request back. */
  requestReplacement(id: string, on: string | null): Promise<AccessCode>
  recordPasscode(input: Input<'passcodes.record'>): Promise<Passcode>
  updatePasscode(input: Input<'passcodes.update'>): Promise<Passcode>
  answerPasscode(id: string, outcome: PasscodeOutcome | null): Promise<Passcode>
  recordDraft(input: Input<'drafts.record'>): Promise<Draft>
  updateDraft(input: Input<'drafts.update'>): Promise<Draft>
  noteDraftEdit(id: string, on: string): Promise<Draft>
  closeDraft(id: string, outcome: DraftOutcome | null): Promise<Draft>
  /** Null takes the note back. */
  notePasswordChange(accountId: string, on: string | null): Promise<Account>
  noteSignIn(accountId: string, on: string): Promise<Account>
  addFactor(input: Input<'secondFactors.add'>): Promise<SecondFactor>
  updateFactor(input: Input<'secondFactors.update'>): Promise<SecondFactor>
  retireFactor(input: Input<'secondFactors.retire'>): Promise<void>
  /** Drops the opened account and every answer still on its way. */
  forget(): void
}

interface Slot {
  get(): AccountRoom | null
  set(room: AccountRoom | null): void
}

const emptyRoom = {
  ...{ account: null, backupCodes: null, accessCodes: null, passcodes: null, drafts: null, factors: null, recovery: null },
  ...{ openPaths: null, error: null }
}

/** Actions on the opened account. Each waits until the page shows its outcome, so a button stays pending exactly as long as the change. */
export function createAccountRoom(client: AccountsClient, slot: Slot): AccountRoomStore {
  let question = 0

  async function refresh() {
    const accountId = slot.get()?.accountId
    if (accountId === undefined) return
    const asked = ++question
    try {
      const [account, backupCodes, accessCodes, passcodes, drafts, factors, recovery, openPaths] = await Promise.all([
        client.accounts.get({ id: accountId }),
        client.backupCodes.list({ accountId }),
        client.accessCodes.list({ accountId }),
        client.passcodes.list({ accountId }),
        client.drafts.list({ accountId }),
        client.secondFactors.list({ accountId }),
        client.recovery.of({ accountId }),
        client.paths.list({ accountId })
      ])
      if (asked !== question) return
      slot.set({ accountId, account, backupCodes, accessCodes, passcodes, drafts, factors, recovery, openPaths, error: null })
    } catch (error) {
      const room = slot.get()
      if (asked === question && room !== null) slot.set({ ...room, error })
    }
  }

  async function thenRefresh<T>(change: Promise<T>): Promise<T> {
    const answer = await change
    await refresh()
    return answer
  }

  return {
    open(accountId) {
      question++
      slot.set({ ...emptyRoom, accountId })
      void refresh()
      return () => {
        if (slot.get()?.accountId !== accountId) return
        question++
        slot.set(null)
      }
    },
    refresh,
    update: (input) => thenRefresh(client.accounts.update(input)),
    archive: (id) => thenRefresh(client.accounts.archive({ id })),
    restore: (id) => thenRefresh(client.accounts.restore({ id })),
    forgetSecrets: (id) => thenRefresh(client.accounts.forgetSecrets({ id })),
    saveAuthenticator: async (pendingId, nickname) =>
      (await thenRefresh(client.authenticators.save({ pendingId, nickname }))).authenticatorId,
    renameAuthenticator: async (id, nickname) => void (await thenRefresh(client.authenticators.rename({ id, nickname }))),
    confirmAuthenticator: async (id, code) => void (await thenRefresh(client.authenticators.confirm({ id, code }))),
    removeAuthenticator: async (id) => void (await thenRefresh(client.authenticators.remove({ id }))),
    recordBackupCodes: async (input) => (await thenRefresh(client.backupCodes.record(input))).count,
    updateBackupCodeSet: async (input) => void (await thenRefresh(client.backupCodes.updateSet(input))),
    markBackupCodeUsed: async (input) => void (await thenRefresh(client.backupCodes.markUsed(input))),
    reserveBackupCode: async (input) => void (await thenRefresh(client.backupCodes.reserve(input))),
    endBackupCodeReservation: async (input) => void (await thenRefresh(client.backupCodes.endReservation(input))),
    strikeOutBackupCode: async (input) => void (await thenRefresh(client.backupCodes.strikeOut(input))),
    undoBackupCodeStrikeOut: async (id) => void (await thenRefresh(client.backupCodes.undoStrikeOut({ id }))),
    undoBackupCodeUse: async (id) => void (await thenRefresh(client.backupCodes.undoUse({ id }))),
    confirmBackupCodeCurrent: async (accountId) => void (await thenRefresh(client.backupCodes.confirmCurrent({ accountId }))),
    recordAccessCode: (input) => thenRefresh(client.accessCodes.record(input)),
    undoAccessCodeReplacement: (id) => thenRefresh(client.accessCodes.undoReplacement({ id })),
    updateAccessCode: (input) => thenRefresh(client.accessCodes.update(input)),
    markAccessCodeUsed: async (input) => void (await thenRefresh(client.accessCodes.markUsed(input))),
    updateLink: (input) => thenRefresh(client.accessCodes.updateLink(input)),
    undoAccessCodeUse: async (id) => void (await thenRefresh(client.accessCodes.undoUse({ id }))),
    requestReplacement: (id, on) => thenRefresh(client.accessCodes.requestReplacement({ id, on })),
    recordPasscode: (input) => thenRefresh(client.passcodes.record(input)),
    updatePasscode: (input) => thenRefresh(client.passcodes.update(input)),
    answerPasscode: (id, outcome) => thenRefresh(client.passcodes.setOutcome({ id, outcome })),
    recordDraft: (input) => thenRefresh(client.drafts.record(input)),
    updateDraft: (input) => thenRefresh(client.drafts.update(input)),
    noteDraftEdit: (id, on) => thenRefresh(client.drafts.noteEdit({ id, on })),
    closeDraft: (id, outcome) => thenRefresh(client.drafts.setOutcome({ id, outcome })),
    notePasswordChange: (id, on) => thenRefresh(client.accounts.notePasswordChange({ id, on })),
    noteSignIn: (id, on) => thenRefresh(client.accounts.noteSignIn({ id, on })),
    addFactor: (input) => thenRefresh(client.secondFactors.add(input)),
    updateFactor: (input) => thenRefresh(client.secondFactors.update(input)),
    retireFactor: async (input) => void (await thenRefresh(client.secondFactors.retire(input))),
    forget() {
      question++
    }
  }
}
