import { createPortal } from 'react-dom'
import type { RecoveryKit } from '#contract'
import { formatDate } from '../../text/dates.ts'
import { setupText } from '../../text/vault.ts'
import css from './PrintedKit.module.css'

/** The recovery kit as it goes on paper. Not shown on screen; while mounted it is the only thing that prints. */
export function PrintedKit({ kit, memberName }: { readonly kit: RecoveryKit; readonly memberName: string }) {
  const { sheet, kit: words } = setupText
  return createPortal(
    <div className={css.sheet} aria-hidden>
      <h1>{sheet.title}</h1>
      <p>
        {words.reference} {kit.vaultReference} · {words.created} {formatDate(kit.createdOn)} · {memberName}
      </p>
      <ol className={css.groups}>
        {kit.groups.map((group, index) => (
          <li key={group}>
            <span>{index + 1}</span>
            {group}
          </li>
        ))}
      </ol>
      <p>{sheet.use}</p>
      <p>{sheet.zero}</p>
      <p>{words.warning}</p>
    </div>,
    document.body
  )
}
