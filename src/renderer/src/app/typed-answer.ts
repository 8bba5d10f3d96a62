import { useEffect, useState } from 'react'

/** Milliseconds after the last key until a question is asked. */
const pauseMs = 250

/**
 * The answer to a question about what is being typed, asked when typing pauses. The answer to an earlier text is not shown; a failure counts
 * as no answer, for the question only helps.
 * @param typed what the question is about; null asks nothing
 */
export function useTypedAnswer<Q extends string, T>(typed: Q | null, ask: (typed: Q) => Promise<T>): T | null {
  const [answer, setAnswer] = useState<{ readonly typed: Q; readonly value: T } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once per text, not once per drawing
  useEffect(() => {
    if (typed === null) return
    let isCurrent = true
    const timer = setTimeout(() => {
      ask(typed).then(
        (value) => {
          if (isCurrent) setAnswer({ typed, value })
        },
        () => undefined
      )
    }, pauseMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [typed])
  return answer !== null && answer.typed === typed ? answer.value : null
}
