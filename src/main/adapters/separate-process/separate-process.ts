/** A running process of our own that may hang or crash, as child_process.fork and Electron's utilityProcess both can give it. */
export interface SeparateProcess<Request> {
  /** Undefined where the system did not tell. */
  readonly pid?: number | undefined
  send(message: Request): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: () => void): void
  /** At once, without asking the process. */
  kill(): void
}

/** Why there is no answer: the process exceeded the time of the call, or ended, or could not be started. */
export type NoAnswer = 'timed-out' | 'crashed'

export type Exchanged<Reply> = { readonly reply: Reply } | { readonly problem: NoAnswer }

export interface ExchangeOptions<Request, Reply extends { readonly id: number }> {
  readonly spawn: () => SeparateProcess<Request & { readonly id: number }>
  /** What the process sends is believed only in this shape; anything else is not heard. */
  readonly isReply: (message: unknown) => message is Reply
  /** Whether the process is about to end itself after this reply; it is asked nothing more. */
  readonly isLast?: (reply: Reply) => boolean
}

export interface Exchange<Request, Reply> {
  /** One question after the other. One that exceeds `limitMs` costs the process; the next question starts another. Never throws. */
  ask(question: Request, limitMs: number): Promise<Exchanged<Reply>>
  /** Ends the process after the questions asked so far; the next question starts another. */
  rest(): void
  /** Ends the process at once, in the middle of a question too. No process is started any more. */
  close(): void
}

/** Questions and answers with a process that may hang, crash, or not start. */
export function createExchange<Request extends object, Reply extends { readonly id: number }>(
  options: ExchangeOptions<Request, Reply>
): Exchange<Request, Reply> {
  type Child = SeparateProcess<Request & { readonly id: number }>
  let child: Child | null = null
  let waiting: { readonly id: number; readonly settle: (answer: Exchanged<Reply>) => void } | null = null
  let previous: Promise<unknown> = Promise.resolve()
  let lastId = 0
  let closed = false

  const drop = (gone: Child, problem: NoAnswer): void => {
    if (child !== gone) return
    child = null
    waiting?.settle({ problem })
  }
  const start = (): Child => {
    const started = options.spawn()
    started.onMessage((message) => {
      if (started !== child || !options.isReply(message) || message.id !== waiting?.id) return
      if (options.isLast?.(message)) {
        child = null
        started.kill()
      }
      waiting.settle({ reply: message })
    })
    started.onExit(() => drop(started, 'crashed'))
    return started
  }
  const end = (): void => {
    const running = child
    if (running === null) return
    drop(running, 'crashed')
    running.kill()
  }

  const exchange = (question: Request, limitMs: number): Promise<Exchanged<Reply>> =>
    new Promise((resolve) => {
      const id = ++lastId
      const timer = setTimeout(() => {
        const hung = child
        if (hung === null) return
        drop(hung, 'timed-out')
        hung.kill()
      }, limitMs)
      waiting = {
        id,
        settle: (answer) => {
          clearTimeout(timer)
          waiting = null
          resolve(answer)
        }
      }
      try {
        if (closed) throw new Error('closed')
        child ??= start()
        child.send({ ...question, id })
      } catch {
        waiting.settle({ problem: 'crashed' })
      }
    })

  return {
    ask(question, limitMs) {
      const answer = previous.then(() => exchange(question, limitMs))
      previous = answer
      return answer
    },
    rest() {
      previous = previous.then(end)
    },
    close() {
      closed = true
      end()
    }
  }
}
