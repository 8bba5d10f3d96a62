/** Loaded before a utility process's module: gives it `process.parentPort` over the fork's channel, and ends it when its parent is gone. */
import { EventEmitter } from 'node:events'
import { only } from './only.ts'

class StandInParentPort extends EventEmitter implements Pick<Electron.ParentPort, 'postMessage'> {
  postMessage(message: unknown): void {
    if (process.connected) process.send?.(message, undefined, undefined, () => {})
  }
}

const port = new StandInParentPort()
process.on('message', (data) => port.emit('message', { data, ports: [] }))
// At once: an orderly exit would wait for native calls that hang.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
Object.defineProperty(process, 'parentPort', { value: only('process.parentPort', port) })
