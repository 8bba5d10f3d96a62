import { fork } from 'node:child_process'
import type { SeparateProcess } from './separate-process.ts'

export interface ForkOptions {
  /** Names of the environment variables that are handed on; everything else, such as tokens, stays behind. */
  readonly passOn: RegExp
  readonly environment?: NodeJS.ProcessEnv
  readonly cwd?: string
}

/**
 * Starts a process of our own under plain Node. It gets no standard input, no output, none of our command line's flags, and does not keep
 * this program alive. Messages are copied by structured clone, so that bytes stay bytes.
 */
export function forkProcess<Request>(
  modulePath: string,
  { passOn, environment = process.env, cwd }: ForkOptions
): SeparateProcess<Request> {
  const child = fork(modulePath, [], {
    env: Object.fromEntries(Object.entries(environment).filter(([name]) => passOn.test(name))),
    ...(cwd === undefined ? {} : { cwd }),
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc']
  })
  child.unref()
  child.channel?.unref()
  // A failed start or a send after the end surface as `exit`, or as the time limit of the call.
  child.on('error', () => {})
  return {
    pid: child.pid,
    send: (message) => {
      if (child.connected) child.send(message as object, () => {})
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
