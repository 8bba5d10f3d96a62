import type { AuthenticatorFileFormat, UnreadablePart } from '#contract'
import { AppError } from '../../../errors.ts'

export const unreadable = (format: AuthenticatorFileFormat, part: UnreadablePart): AppError<'imports.unreadable'> =>
  new AppError('imports.unreadable', { format, part })

export const wrongPassword = (format: AuthenticatorFileFormat): AppError<'imports.wrong-password'> =>
  new AppError('imports.wrong-password', { format })

export const tooLarge = (): AppError<'imports.too-large'> => new AppError('imports.too-large', {})

/** The password as typed, or the refusal that asks for one. */
export function passwordFor(format: AuthenticatorFileFormat, password: string | null): string {
  if (password === null || password === '') throw new AppError('imports.password-needed', { format })
  return password
}
