import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Ms until what has just been locked is no longer held by anything that is still under way, and until what was found then is freed. */
const passesMs = [50, 500] as const

/**
 * Has V8 collect its garbage soon. A key object's bytes are wiped by the crypto library when the object is freed, which without this would be some time
 * or never. Strings are not wiped: their memory is only given back.
 */
export function createMemoryRelease(): () => void {
  let collect: (() => void) | null = null
  return () => {
    if (collect === null) {
      setFlagsFromString('--expose-gc')
      collect = runInNewContext('typeof gc === "function" ? gc : () => {}') as () => void
      setFlagsFromString('--no-expose-gc')
    }
    for (const ms of passesMs) setTimeout(collect, ms).unref()
  }
}
