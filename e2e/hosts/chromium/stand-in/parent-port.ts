/** Loaded before a utility process's module: gives it `process.parentPort` over the fork's channel, and ends it when its parent is gone. */
import { EventEmitter } from 'node:events'
import { only } from './only.ts'

class StandInParentPort extends EventEmitter implements Pick<Electron.ParentPort, 'postMessage'> {
  postMessage(message: unknown): void {
    if (process.connected) process.send?.(message)
  }
}

const port = new StandInParentPort()
process.on('message', (data) => port.emit('message', { data, ports: [] }))
process.once('disconnect', () => process.exit(0))
Object.defineProperty(process, 'parentPort', { value: only('process.parentPort', port) })
