import { chmodSync, lstatSync, mkdirSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { cacheFolderFor, surroundings } from './data-folder.ts'

/**
 * Compiled code is kept between calls, which halves the start. In a folder that only this user can write: what lies there is executed,
 * so the default place below a shared /tmp will not do.
 */
function keepCompiledCode(): void {
  try {
    const folder = join(cacheFolderFor(surroundings()), 'compiled')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const status = lstatSync(folder)
    if (process.platform !== 'win32') {
      if (!status.isDirectory() || status.uid !== process.getuid?.()) return
      if ((status.mode & 0o077) !== 0) chmodSync(folder, 0o700)
    }
    enableCompileCache(folder)
  } catch {
    // No home folder or a read-only one: the start is slower, nothing else.
  }
}

keepCompiledCode()
// A reader that closed early (`| head -1`) has what it wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
const { runCommandLine } = await import('./run.ts')
const exitCode = await runCommandLine(process.argv.slice(2))
process.stderr.write('', () => process.exit(exitCode))
