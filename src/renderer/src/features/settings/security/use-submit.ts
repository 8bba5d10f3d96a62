import { type FormEvent, useState } from 'react'

/** One thing at a time, with the error it ended with; `takes` may claim an error that stands beside a field instead. */
export function useSubmit(work: () => Promise<void>, takes: (error: unknown) => boolean = () => false) {
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (isPending) return
    setPending(true)
    setError(null)
    try {
      await work()
    } catch (problem) {
      if (!takes(problem)) setError(problem)
    } finally {
      setPending(false)
    }
  }
  return { isPending, error, onSubmit: (event: FormEvent) => void submit(event) }
}
