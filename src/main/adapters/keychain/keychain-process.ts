import type { KeychainProblem } from '#contract'
import { connectToParent } from '../separate-process/parent.ts'
import type { KeychainReply, KeychainRequest } from './keychain-messages.ts'

/**
 * A program of its own, and the only file that loads keytar: on real Linux keyrings it hangs without a time limit and has crashed its
 * process. Started with child_process.fork or as an Electron utility process; ends with its parent. It never lists entries
 * (keytar's find calls crash on a locked collection).
 */

let previous: Promise<void> = Promise.resolve()
const reply = connectToParent((message) => {
  previous = previous.then(async () => {
    reply(await serve(message as KeychainRequest))
  })
})

async function serve(request: KeychainRequest): Promise<KeychainReply> {
  const { id } = request
  const keytar = await loadKeytar()
  if (keytar === null) return { id, ok: false, problem: 'not-installed' }
  try {
    switch (request.op) {
      case 'get':
        return { id, ok: true, value: await keytar.getPassword(request.service, request.name) }
      case 'set':
        await keytar.setPassword(request.service, request.name, request.value)
        return { id, ok: true, value: null }
      case 'delete':
        await keytar.deletePassword(request.service, request.name)
        return { id, ok: true, value: null }
    }
  } catch (error) {
    return { id, ok: false, problem: problemOf(error) }
  }
}

/** Null where the package was left out (it is optional) or its native part does not load, for instance without libsecret. */
async function loadKeytar() {
  try {
    return (await import('keytar')).default
  } catch {
    return null
  }
}

/** keytar hands on the platform's sentence. Those about the bus mean that nobody answers; all others are refusals. */
function problemOf(error: unknown): KeychainProblem {
  const sentence = error instanceof Error ? error.message : ''
  return /D-?Bus|org\.freedesktop|autolaunch|could not connect|connection refused|connection is closed|no such file|name has no owner|activatable/i.test(
    sentence
  )
    ? 'no-service'
    : 'refused'
}
