import { errorText } from '../api/error-text.ts'
import { Notice } from '../ui/Notice.tsx'

/** Says what went wrong while a screen was loading; nothing when nothing did. */
export function Problem({ error }: { readonly error: unknown }) {
  if (error === null) return null
  const { title, body } = errorText(error)
  return (
    <Notice tone="bad" title={title}>
      {body}
    </Notice>
  )
}
