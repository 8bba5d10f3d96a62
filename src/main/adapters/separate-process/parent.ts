/** The part of Electron's `process.parentPort` used here; absent under plain Node. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: unknown): void
}

/** Runs inside a separate process: its line to the process that started it, under plain Node and as an Electron utility process alike. */
export function connectToParent(receive: (message: unknown) => void): (message: unknown) => void {
  const parentPort = (process as unknown as { parentPort?: ParentPort }).parentPort
  if (parentPort !== undefined) {
    parentPort.on('message', ({ data }) => receive(data))
    return (message) => parentPort.postMessage(message)
  }
  process.on('message', receive)
  // An orderly exit would wait for a call that hangs.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  return (message) => void process.send?.(message)
}
