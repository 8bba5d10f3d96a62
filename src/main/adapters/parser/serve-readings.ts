import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { AppError } from '../../errors.ts'
import { connectToParent } from '../separate-process/parent.ts'
import { maxGrowthBytes, type ParserQuestion, type ParserReply, type ParserRequest, type Reading } from './parser-messages.ts'

/** How often the memory is looked at while something is read. */
const watchMs = 20

/**
 * Makes the program at `programUrl` answer one question after the other. Its second thread reads; the first one watches the memory, which the
 * reading thread could not do while it is busy, and ends the whole process when a reading takes too much.
 */
export function serveReadings(programUrl: string, read: (question: ParserQuestion) => Promise<unknown>): void {
  if (isMainThread) watchReader(new Worker(fileURLToPath(programUrl)))
  else parentPort?.on('message', (question: ParserQuestion) => void readingOf(read, question).then((done) => parentPort?.postMessage(done)))
}

function watchReader(reader: Worker): void {
  let current = 0
  let watch: NodeJS.Timeout | undefined

  const tell = connectToParent((message) => {
    const { id, ...question } = message as ParserRequest
    current = id
    const before = process.memoryUsage.rss()
    watch = setInterval(() => {
      if (process.memoryUsage.rss() - before <= maxGrowthBytes) return
      answer({ broke: 'too-much-memory' })
      // The answer needs a turn to leave; the reading thread gets no more than that.
      setImmediate(() => process.kill(process.pid, 'SIGKILL'))
    }, watchMs)
    reader.postMessage(question)
  })
  const answer = (reading: Reading): void => {
    clearInterval(watch)
    const reply: ParserReply = { id: current, reading }
    tell(reply)
  }
  reader.on('message', answer)
  reader.on('exit', () => process.exit(1))
}

async function readingOf(read: (question: ParserQuestion) => Promise<unknown>, question: ParserQuestion): Promise<Reading> {
  try {
    return { value: await read(question) }
  } catch (error) {
    return error instanceof AppError ? { code: error.code, params: error.params } : { broke: 'unexpected' }
  }
}
