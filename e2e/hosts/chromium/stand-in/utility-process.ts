import { type ChildProcess, fork, type StdioOptions } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { notInStandIn, only, onlyOptions } from './only.ts'

const parentPort = new URL('./parent-port.ts', import.meta.url).href

class StandInUtilityProcess extends EventEmitter implements Pick<Electron.UtilityProcess, 'kill' | 'pid' | 'postMessage'> {
  // Not #child: calls arrive through a proxy, which has no private names.
  readonly child: ChildProcess
  constructor(child: ChildProcess) {
    super()
    this.child = child
    child.on('spawn', () => this.emit('spawn'))
    child.on('message', (message) => this.emit('message', message))
    child.on('exit', (code) => this.emit('exit', code ?? 1))
    // A message to a child that has just ended; its `exit` event tells.
    child.on('error', () => {})
  }
  get pid(): number | undefined {
    return this.child.exitCode === null && this.child.signalCode === null ? this.child.pid : undefined
  }
  postMessage(message: unknown, transfer?: unknown[]): void {
    if (transfer !== undefined && transfer.length > 0) notInStandIn('utilityProcess: message ports')
    if (this.child.connected) this.child.send(message as never, () => {})
  }
  kill(): boolean {
    return this.child.kill()
  }
}

export const utilityProcess = only('utilityProcess', {
  fork(modulePath: string, args: string[] = [], options: Electron.ForkOptions = {}): Electron.UtilityProcess {
    onlyOptions('utilityProcess.fork', options, ['serviceName', 'stdio', 'env'])
    const outputs = options.stdio ?? 'inherit'
    if (typeof outputs !== 'string') notInStandIn('utilityProcess: stdio per stream')
    const stdio = ['ignore', outputs, outputs, 'ipc'] as StdioOptions
    const child = fork(modulePath, args, {
      execArgv: ['--import', parentPort],
      serialization: 'advanced',
      stdio,
      env: { ...(options.env ?? process.env) }
    })
    return only('utilityProcess', new StandInUtilityProcess(child)) as unknown as Electron.UtilityProcess
  }
})
