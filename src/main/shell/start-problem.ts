import { isAppError } from '../errors.ts'

/** What to tell the person when the application cannot start. An unknown error is named by its kind only: its message can hold data. */
export function startProblem(error: unknown, dataFolder: string): string {
  if (isAppError(error, 'storage.remote-folder')) {
    return `The data folder is on a network drive or in a synced folder (${error.params.kind}), where a database does not stay whole. Choose a folder on this computer: start Keydocket with --data-dir=FOLDER.\n\n${dataFolder}`
  }
  if (isAppError(error, 'storage.read-only')) {
    return `The data folder cannot be written to. Give yourself the right to write there, or start Keydocket with --data-dir=FOLDER.\n\n${dataFolder}`
  }
  const kind = isAppError(error) ? error.code : error instanceof Error ? error.name : typeof error
  return `Something went wrong before the window could open (${kind}). Your data was not changed.`
}
