import { fork } from 'node:child_process'
import type { KeychainChild } from './keytar-key-store.ts'

/** What a keychain needs to find its session; everything else, such as tokens in the environment, stays behind. */
const passedOn =
  /^(PATH|HOME|USER|LOGNAME|LANG|LC_.+|TZ|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|XDG_.+|DBUS_SESSION_BUS_ADDRESS|DESKTOP_SESSION|SYSTEMROOT|WINDIR|USERPROFILE|APPDATA|LOCALAPPDATA|TEMP|TMP)$/i

/**
 * Starts the keychain process under plain Node. It gets no standard input, no output, none of our command line's flags, and does not
 * keep this program alive.
 */
export function forkKeychainProcess(modulePath: string, environment: NodeJS.ProcessEnv = process.env): KeychainChild {
  const child = fork(modulePath, [], {
    env: Object.fromEntries(Object.entries(environment).filter(([name]) => passedOn.test(name))),
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc']
  })
  child.unref()
  child.channel?.unref()
  // A failed start or a send after the end surface as `exit`, or as the time limit of the call.
  child.on('error', () => {})
  return {
    send: (message) => {
      if (child.connected) child.send(message, () => {})
    },
    onMessage: (listener) => {
      child.on('message', listener)
    },
    onExit: (listener) => {
      child.on('exit', listener)
      child.on('error', listener)
    },
    kill: () => {
      child.kill('SIGKILL')
    }
  }
}
