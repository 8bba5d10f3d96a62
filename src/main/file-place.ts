/** What can be told of a place for a file by its path alone. Pure: nothing is looked up. */

/** Folder names of synchronising services: they copy a file while it is being written, and to other computers. */
const syncedNames =
  /^(OneDrive( - .+)?|Dropbox( \(.+\))?|Google Drive|GoogleDrive|iCloud Drive|iCloudDrive|Box Sync|Nextcloud|ownCloud|com~apple~CloudDocs|CloudStorage)$/i

/** The folder in `path` that a service synchronises, by its name; null when none is known. */
export function syncedFolderIn(path: string): string | null {
  return path.split(/[\\/]/).find((part) => syncedNames.test(part)) ?? null
}

/** Names that are devices in every folder of Windows, whatever stands after a full stop. */
const devices = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)/i

/**
 * Whether a file written at `path` would stand there under that name. On Windows not: devices, `name:stream` (hidden behind another file), names
 * that end in a full stop or a space (which the system drops, so another file is meant), and the spaces of devices `\\.\` and `\\?\`.
 */
export function isPlainFilePath(path: string, platform: NodeJS.Platform = process.platform): boolean {
  if (path === '' || path.includes('\0')) return false
  if (platform !== 'win32') return true
  if (/^[\\/]{2}[.?][\\/]/.test(path)) return false
  const parts = path.replace(/^[a-z]:(?=[\\/])/i, '').split(/[\\/]/)
  return parts.every((part) => !part.includes(':') && !devices.test(part)) && !/[. ]$/.test(parts.at(-1) ?? '')
}
