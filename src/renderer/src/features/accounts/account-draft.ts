import type { Account, CustodyMode, Parsed, SignInProvider } from '#contract'

/** What the account form holds; '' stands for nothing. */
export interface AccountDraft {
  readonly clientId: string
  readonly portalId: string
  readonly username: string
  readonly nickname: string
  readonly accountNumber: string
  readonly custody: CustodyMode
  readonly signInProvider: SignInProvider
  readonly consentOn: string
  readonly notes: string
}

/** A new account at `portalId`. Custody starts at the mode that keeps nothing secret: anything more is somebody's decision. */
export function newDraft(portalId: string, clientId: string): AccountDraft {
  return {
    clientId,
    portalId,
    username: '',
    nickname: '',
    accountNumber: '',
    custody: 'tracked-only',
    signInProvider: 'own',
    consentOn: '',
    notes: ''
  }
}

export function draftFromAccount(account: Account): AccountDraft {
  const { clientId, portalId, username, nickname, accountNumber, custody, signInProvider, consentOn, notes } = account
  return {
    clientId: clientId ?? '',
    portalId,
    username,
    nickname,
    accountNumber,
    custody,
    signInProvider,
    consentOn: consentOn ?? '',
    notes
  }
}

/** The draft as main takes it. A consent date typed for another custody mode is kept: it stays true. */
export function accountFromDraft(draft: AccountDraft): Parsed<'accounts.create'> {
  return { ...draft, clientId: draft.clientId === '' ? null : draft.clientId, consentOn: draft.consentOn === '' ? null : draft.consentOn }
}
