import { useEffect, useRef, useState } from 'react'
import type { ReadText } from '#contract'
import { useClient } from '../../../api/context.tsx'

/** One code of the list below the pasted text; `key` keeps its field while others come and go. */
export interface UnderstoodCode {
  readonly key: number
  readonly value: string
}

export interface Understood {
  readonly read: ReadText | null
  readonly codes: readonly UnderstoodCode[]
  change(key: number, value: string): void
  remove(key: number): void
  add(value: string): void
  /** The codes to save: those of the list, or of the text when it was typed a moment ago. */
  settle(text: string): Promise<string[]>
}

/** What main finds in the text, as a list that can be corrected. A change of the text starts the list anew. */
export function useUnderstoodCodes(accountId: string, text: string): Understood {
  const { backupCodes } = useClient()
  const [answer, setAnswer] = useState<{ readonly text: string; readonly read: ReadText } | null>(null)
  const [codes, setCodes] = useState<readonly UnderstoodCode[]>([])
  const nextKey = useRef(0)

  const asked = useRef('')
  useEffect(() => {
    asked.current = text
    backupCodes
      .read({ accountId, text })
      .then((read) => {
        if (asked.current !== text) return
        setAnswer({ text, read })
        setCodes(read.codes.map((value) => ({ key: nextKey.current++, value })))
      })
      // What cannot be read now is read once more on saving, where a failure is shown.
      .catch(() => undefined)
  }, [backupCodes, accountId, text])

  return {
    read: answer?.text.trim() === '' ? null : (answer?.read ?? null),
    codes,
    change: (key, value) => setCodes(codes.map((code) => (code.key === key ? { key, value } : code))),
    remove: (key) => setCodes(codes.filter((code) => code.key !== key)),
    add: (value) => setCodes([...codes, { key: nextKey.current++, value }]),
    async settle(text) {
      const settled = answer?.text === text ? codes.map(({ value }) => value) : (await backupCodes.read({ accountId, text })).codes
      return settled.map((code) => code.trim()).filter((code) => code !== '')
    }
  }
}
