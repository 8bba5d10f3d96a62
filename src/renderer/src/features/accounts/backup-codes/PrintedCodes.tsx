import { createPortal } from 'react-dom'
import type { PrintedSheet } from '#contract'
import { accountsText } from '../../../text/accounts.ts'
import { backupCodesText } from '../../../text/backup-codes.ts'
import { formatDate } from '../../../text/dates.ts'
import css from './PrintedCodes.module.css'

const text = backupCodesText.print

/** The backup codes of one account as they go on paper. Not shown on screen; while mounted they are the only thing that prints. */
export function PrintedCodes({ sheet }: { readonly sheet: PrintedSheet }) {
  const { clientName, portalName, username, nickname, issuedOn, keptAt, printedOn, printedBy, codes } = sheet
  const facts = [
    [text.client, clientName ?? accountsText.firmsOwnClient],
    [text.portal, portalName],
    [text.account, nickname === '' ? username : `${username} (${nickname})`],
    [text.issuedOn, issuedOn === null ? '' : formatDate(issuedOn)],
    [text.keptAt, keptAt]
  ] as const
  return createPortal(
    <div className={css.sheet} aria-hidden>
      <h1>{text.heading}</h1>
      <dl className={css.facts}>
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ol className={css.codes}>
        {codes.map(({ position, state, value }) => (
          <li key={position}>
            <span className={css.place}>{position}</span>
            <span className={css.box}>{value === null && '×'}</span>
            {value === null ? (
              <span className={css.gone}>{state === 'used' ? text.gone.used : text.gone.void}</span>
            ) : (
              <>
                <span className={css.code}>{value}</span>
                <span className={css.line}>{text.usedBy}</span>
                <span className={css.line}>{text.on}</span>
                <span className={css.line}>{text.for}</span>
              </>
            )}
          </li>
        ))}
      </ol>
      <p>{text.rule}</p>
      <p>{text.printed(formatDate(printedOn), printedBy)}</p>
    </div>,
    document.body
  )
}
