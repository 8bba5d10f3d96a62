import { useState } from 'react'
import type { SimilarClient } from '#contract'
import { useStores } from '../../api/context.tsx'
import { useTypedAnswer } from '../../app/typed-answer.ts'
import { duplicatesText } from '../../text/duplicates.ts'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import css from './Clients.module.css'

const text = duplicatesText.similar

interface Typed {
  readonly name: string
  readonly email: string
  readonly aNumber: string
}

/**
 * Clients that agree with what is typed, named while typing and asked for once more before saving: one client must not be added twice
 * without a remark. `holdsBack` answers true when saving should wait because somebody agrees who was not shown yet; a second press goes through.
 */
export function useSimilar(typed: Typed, editing: (Typed & { readonly id: string }) | undefined) {
  const { clients } = useStores()
  // Of a client being changed only what is typed anew is compared: what was known before need not be said again.
  const asked: Typed = {
    name: typed.name === editing?.name ? '' : typed.name,
    email: typed.email === editing?.email ? '' : typed.email,
    aNumber: typed.aNumber === editing?.aNumber ? '' : typed.aNumber
  }
  const key = asked.name === '' && asked.email === '' && asked.aNumber === '' ? null : JSON.stringify(asked)
  const ask = () => clients.similar({ ...asked, exceptId: editing?.id ?? null })
  const whileTyping = useTypedAnswer(key, ask)
  const [beforeSaving, setBeforeSaving] = useState<{ readonly key: string; readonly found: readonly SimilarClient[] } | null>(null)
  const found = beforeSaving !== null && beforeSaving.key === key ? beforeSaving.found : (whileTyping ?? [])
  return {
    found: found.length === 0 ? null : found,
    async holdsBack(): Promise<boolean> {
      if (key === null || found.length > 0) return false
      const now = await ask()
      setBeforeSaving({ key, found: now })
      return now.length > 0
    }
  }
}

export function SimilarNotice({ similar }: { readonly similar: readonly SimilarClient[] }) {
  return (
    <Notice tone="warn" title={text.title(similar.length)}>
      <ul className={css.similar}>
        {similar.map(({ id, name, fileNumber, archivedAt, same }) => (
          <li key={id}>
            <Link href={`#/clients/${id}`}>{name}</Link>{' '}
            {[fileNumber, ...same.map((one) => text.same[one]), archivedAt === null ? '' : text.archived].filter(Boolean).join(' · ')}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
