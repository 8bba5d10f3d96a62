import type { KeychainProblem } from '#contract'

/** What the keychain process is asked. */
export type KeychainQuestion =
  | { readonly op: 'get' | 'delete'; readonly service: string; readonly name: string }
  | { readonly op: 'set'; readonly service: string; readonly name: string; readonly value: string }

/** One request at a time; the answer bears its id. */
export type KeychainRequest = KeychainQuestion & { readonly id: number }

/** `value` is null for a missing entry and after set and delete. */
export type KeychainReply =
  | { readonly id: number; readonly ok: true; readonly value: string | null }
  | { readonly id: number; readonly ok: false; readonly problem: KeychainProblem }

export function isKeychainReply(message: unknown): message is KeychainReply {
  if (typeof message !== 'object' || message === null || !('id' in message) || !('ok' in message)) return false
  return message.ok === true ? 'value' in message && (message.value === null || typeof message.value === 'string') : 'problem' in message
}
