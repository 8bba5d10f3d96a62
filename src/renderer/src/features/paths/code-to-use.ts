import type { AccessCode, BackupCode, Output } from '#contract'

/** The next backup code somebody here can use, with how many codes its set has: one's own reserved code first, others' reserved ones never. */
export function backupCodeToUse({ sets }: Pick<Output<'backupCodes.list'>, 'sets'>): { code: BackupCode; total: number } | null {
  const current = sets.find(({ replacedAt }) => replacedAt === null)
  if (current === undefined) return null
  const mine = current.codes.find(({ state, reservation }) => state === 'reserved' && reservation?.isMine === true)
  const code = mine ?? current.codes.find(({ state }) => state === 'unused')
  return code === undefined ? null : { code, total: current.codes.length }
}

/** Of the codes kept here that the portal should still take, the one that lasts longest. */
export function accessCodeToUse(codes: readonly AccessCode[]): AccessCode | null {
  const usable = codes.filter(({ hasValue, status }) => hasValue && (status === 'new' || status === 'expiring'))
  return usable.toSorted((a, b) => (a.expiresOn < b.expiresOn ? 1 : -1))[0] ?? null
}
