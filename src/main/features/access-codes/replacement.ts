import { AppError } from '../../errors.ts'

/** What decides which earlier codes a notice replaces. */
export interface NoticeFacts {
  readonly noticeOn: string
  readonly addressee: string
  readonly receiptNumbers: readonly string[]
}

interface KnownCode extends NoticeFacts {
  readonly usedAt: number | null
  readonly replacedAt: number | null
  readonly secret: Uint8Array | null
  readonly expiresOn: string
}

/** A newer notice takes the place of an unused earlier one to the same addressee, unless each names receipts of its own. */
export function givesWay(known: KnownCode, to: NoticeFacts): boolean {
  const shareReceipts =
    known.receiptNumbers.length === 0 ||
    to.receiptNumbers.length === 0 ||
    known.receiptNumbers.some((one) => to.receiptNumbers.includes(one))
  const unused = known.usedAt === null && known.replacedAt === null
  return unused && known.addressee === to.addressee && known.noticeOn <= to.noticeOn && shareReceipts
}

/** Whether the code can still be redeemed by the firm: it has been recorded, and has not expired. */
export const isKnown = ({ secret, expiresOn }: Pick<KnownCode, 'secret' | 'expiresOn'>, today: string): boolean =>
  secret !== null && expiresOn >= today

interface RequestFacts {
  readonly noticeOn: string
  readonly replacedAt: number | null
}

/** Throws `request.invalid` when no replacement can have been asked for on that day. */
export function checkRequest(code: RequestFacts, on: string | null, today: string): void {
  const reason =
    code.replacedAt !== null
      ? 'the code was replaced already'
      : on !== null && on > today
        ? 'lies in the future'
        : on !== null && on < code.noticeOn
          ? 'lies before the notice date'
          : null
  if (reason !== null) throw new AppError('request.invalid', { issues: [{ path: 'on', reason }] })
}
