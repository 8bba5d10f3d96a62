import { webOrigin } from './address.ts'
import { decode, encode } from './codec.ts'

/** Name under which Playwright puts the driver's function into each page; taken away again before any script of the page runs. */
export const bindingName = '__keydocketStandIn'
/** Where the page receives events from main. */
export const receiverKey = 'keydocket.stand-in'

/** One call from the page to the driver. */
export type PageCall =
  | { readonly kind: 'invoke'; readonly channel: string; readonly args: unknown[] }
  | { readonly kind: 'open'; readonly url: string }
export type PageAnswer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string }

/** The built preload as a script that runs before the page's own, with a module "electron" of just contextBridge and ipcRenderer. */
export function preloadScript(preload: string): string {
  return `(${inPage.toString()})(${JSON.stringify({ webOrigin, bindingName, receiverKey })}, ${encode.toString()}, ${decode.toString()}, function (require, module, exports) {
${preload.replace(/^\/\/# sourceMappingURL=.*$/m, '')}
})`
}

interface Names {
  readonly webOrigin: string
  readonly bindingName: string
  readonly receiverKey: string
}
type Preload = (require: (id: string) => unknown, module: { exports: unknown }, exports: unknown) => void
type Binding = (text: string) => Promise<string>

/** Runs in the page, as source text: no outer names. */
function inPage(names: Names, write: typeof encode, read: typeof decode, preload: Preload): void {
  const page = window as unknown as Record<string | symbol, unknown>
  const binding = page[names.bindingName] as Binding
  delete page[names.bindingName]
  // As in Electron, only the window's own page gets the preload.
  if (location.origin !== names.webOrigin || window !== window.top) return

  const listeners = new Map<string, Set<(...args: unknown[]) => void>>()
  const call = async (request: PageCall): Promise<unknown> => {
    const answer = read(await binding(write(request))) as PageAnswer
    if (!answer.ok) throw new Error(answer.message)
    return answer.value
  }
  const frozenCopy = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object') return value
    if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype)
      throw new TypeError('not in the stand-in: exposing more than plain objects')
    const entries = Object.entries(value).map(([name, entry]) => [name, frozenCopy(entry)] as const)
    return Object.freeze(Array.isArray(value) ? entries.map(([, entry]) => entry) : Object.fromEntries(entries))
  }
  const loud = <T extends object>(name: string, part: T): T =>
    new Proxy(part, {
      get: (target, property) => {
        if (property in target) return Reflect.get(target, property)
        throw new Error(`not in the stand-in: ${name}.${String(property)}`)
      }
    })
  const electron = loud('electron', {
    contextBridge: loud('contextBridge', {
      exposeInMainWorld: (key: string, api: unknown) => Object.defineProperty(window, key, { value: frozenCopy(api), enumerable: true })
    }),
    ipcRenderer: loud('ipcRenderer', {
      // Cloned first: what Electron cannot clone is refused here too.
      invoke: async (channel: string, ...args: unknown[]) => {
        try {
          return await call({ kind: 'invoke', channel, args: structuredClone(args) })
        } catch (error) {
          throw new Error(`Error invoking remote method '${channel}': ${String(error)}`)
        }
      },
      on: (channel: string, listener: (...args: unknown[]) => void) => {
        const set = listeners.get(channel) ?? new Set()
        listeners.set(channel, set.add(listener))
      },
      off: (channel: string, listener: (...args: unknown[]) => void) => {
        listeners.get(channel)?.delete(listener)
      }
    })
  })
  Object.defineProperty(window, Symbol.for(names.receiverKey), {
    value: (text: string) => {
      const { channel, args } = read(text) as { channel: string; args: unknown[] }
      for (const listener of [...(listeners.get(channel) ?? [])]) listener({}, ...args)
    }
  })
  window.open = (url) => {
    void call({ kind: 'open', url: new URL(url ?? 'about:blank', location.href).href })
    return null
  }
  const module = { exports: {} }
  preload(
    (id) => {
      if (id !== 'electron') throw new Error(`A sandboxed preload may require "electron" only, not ${id}`)
      return electron
    },
    module,
    module.exports
  )
}
