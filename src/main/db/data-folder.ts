import { mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { sep } from 'node:path'
import { AppError } from '../errors.ts'
import { syncedFolderIn } from '../file-place.ts'

/** File systems on which SQLite's write-ahead log is not safe: another computer may hold the file too. */
const remoteTypes =
  /^(nfs\d?|cifs|smb\d?|smbfs|afpfs|webdav|davfs\d?|9p|sshfs|fuse\.sshfs|fuse\.rclone|fuse\.gvfsd-fuse|glusterfs|ceph|afs|ncpfs)$/

export interface Mount {
  readonly folder: string
  readonly type: string
}

/** Why a folder cannot hold the live database, or null. Pure: mounts are passed in. */
export function remoteKind(folder: string, mounts: readonly Mount[]): string | null {
  if (/^(\\\\|\/\/)[^\\/?.]/.test(folder)) return 'network share'
  const synced = syncedFolderIn(folder)
  if (synced !== null) return synced
  const holding = mounts
    .filter((mount) => mount.folder === folder || folder.startsWith(mount.folder.endsWith('/') ? mount.folder : `${mount.folder}/`))
    .sort((a, b) => b.folder.length - a.folder.length)[0]
  return holding !== undefined && remoteTypes.test(holding.type) ? holding.type : null
}

/** Mounted file systems on Linux; elsewhere none are known and only names decide. */
export function readMounts(): Mount[] {
  try {
    return readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .map((row) => row.split(' '))
      .filter((fields) => fields.length > 3)
      .map((fields) => ({ folder: (fields[1] as string).replace(/\\040/g, ' '), type: fields[2] as string }))
  } catch {
    return []
  }
}

/**
 * Makes the data folder (mode 0700) and answers its real path.
 * Throws AppError `storage.remote-folder` on a network or synchronised folder, `storage.read-only` when it cannot be made.
 */
export function prepareDataFolder(folder: string, mounts: readonly Mount[] = readMounts()): string {
  const refuse = (kind: string | null): void => {
    if (kind !== null) throw new AppError('storage.remote-folder', { kind })
  }
  refuse(remoteKind(folder, mounts))
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new AppError('storage.read-only', {}, { cause })
  }
  // The native form resolves a mapped drive letter of Windows to the share behind it.
  const real = realpathSync.native(folder)
  refuse(remoteKind(real, mounts))
  return real.endsWith(sep) ? real.slice(0, -1) : real
}
