/** Calls in both directions over one process channel. Values cross by structured clone (`serialization: 'advanced'`), as between Electron's processes. */
export interface Channel {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
}

type Calls = { [name: string]: (input: never) => unknown }
type InputOf<F> = F extends (input: infer I) => unknown ? I : never
type AnswerOf<F> = F extends (input: never) => infer A ? Awaited<A> : never
/** Our side of `C`: every call may answer later. */
export type Answering<C extends object> = { [N in keyof C]: (input: InputOf<C[N]>) => AnswerOf<C[N]> | Promise<AnswerOf<C[N]>> }

export interface Link<Theirs extends object> {
  call<N extends keyof Theirs & string>(name: N, input: InputOf<Theirs[N]>): Promise<AnswerOf<Theirs[N]>>
  /** Fails every call still waiting, and every later one: the other side is gone. */
  end(): void
}

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly name: string; readonly message: string }

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

export function createLink<Theirs extends object>(channel: Channel, ours: Calls): Link<Theirs> {
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let isEnded = false

  async function answer({ id, name, input }: Extract<Message, { kind: 'call' }>): Promise<void> {
    try {
      const call = ours[name]
      if (call === undefined) throw new Error(`not in the stand-in: ${name}`)
      send({ kind: 'answer', id, value: await call(input as never) })
    } catch (error) {
      send({
        kind: 'failure',
        id,
        name: error instanceof Error ? error.name : 'Error',
        message: error instanceof Error ? error.message : String(error)
      })
    }
  }
  function send(message: Message): void {
    if (!isEnded) channel.send(message)
  }
  channel.onMessage((received) => {
    const message = received as Message
    if (message.kind === 'call') return void answer(message)
    const waiter = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.kind === 'answer') waiter?.resolve(message.value)
    else waiter?.reject(Object.assign(new Error(message.message), { name: message.name }))
  })

  return {
    call(name, input) {
      if (isEnded) return Promise.reject(new Error(`the other process is gone: ${name}`))
      lastId += 1
      const id = lastId
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
        send({ kind: 'call', id, name, input })
      })
    },
    end() {
      isEnded = true
      for (const waiter of waiting.values()) waiter.reject(new Error('the other process is gone'))
      waiting.clear()
    }
  }
}
