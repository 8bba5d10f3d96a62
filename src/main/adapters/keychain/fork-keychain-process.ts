import { forkProcess } from '../separate-process/fork-process.ts'
import type { KeychainChild } from './keytar-key-store.ts'

/** What a keychain needs to find its session. */
const passOn =
  /^(PATH|HOME|USER|LOGNAME|LANG|LC_.+|TZ|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|XDG_.+|DBUS_SESSION_BUS_ADDRESS|DESKTOP_SESSION|SYSTEMROOT|WINDIR|USERPROFILE|APPDATA|LOCALAPPDATA|TEMP|TMP)$/i

/** Starts the keychain process under plain Node. */
export const forkKeychainProcess = (modulePath: string, environment: NodeJS.ProcessEnv = process.env): KeychainChild =>
  forkProcess(modulePath, { passOn, environment })
