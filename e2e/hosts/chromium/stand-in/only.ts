export function notInStandIn(what: string): never {
  throw new Error(`not in the stand-in: ${what}`)
}

const made = new WeakMap<object, object>()

/** `part` with its gaps made loud: reading a property it does not have throws instead of answering undefined. The same part gives the same proxy. */
export function only<T extends object>(name: string, part: T): T {
  const known = made.get(part)
  if (known !== undefined) return known as T
  const loud = new Proxy(part, {
    get(target, property, receiver) {
      // Promise resolution and console output look for these on anything.
      const isAsked = typeof property === 'symbol' || property === 'then' || property === 'toJSON' || property in target
      return isAsked ? Reflect.get(target, property, receiver) : notInStandIn(`${name}.${property}`)
    }
  })
  made.set(part, loud)
  return loud
}

/** Refuses options whose effect the stand-in does not have. */
export function onlyOptions(name: string, options: object, known: readonly string[]): void {
  for (const option of Object.keys(options)) if (!known.includes(option)) notInStandIn(`${name}: option ${option}`)
}

export interface Preventable {
  readonly defaultPrevented: boolean
  preventDefault(): void
}

/** `facts` as the event of a decision that a listener can prevent. */
export function preventable<T extends object>(facts: T): T & Preventable {
  let prevented = false
  const preventDefault = () => {
    prevented = true
  }
  return Object.defineProperty({ ...facts, preventDefault }, 'defaultPrevented', { get: () => prevented }) as T & Preventable
}
