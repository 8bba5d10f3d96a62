import { AppError } from '../../errors.ts'

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
