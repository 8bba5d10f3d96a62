import type { Account, PendingEnrolment } from '#contract'
import { accountName } from '../../../text/accounts.ts'
import { authenticatorsText, remarkText } from '../../../text/authenticators.ts'
import { FactList } from '../../../ui/FactList.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import css from './Authenticator.module.css'

const text = authenticatorsText.dialog.preview
const facts = authenticatorsText.facts

/** What was read, before it is saved. The key stays in main. */
export function PreviewStep({ pending, account }: { readonly pending: PendingEnrolment; readonly account: Account }) {
  const { issuer, label, keyBytes, remarks } = pending
  return (
    <>
      <p>
        {text.intro} {text.belongsTo(accountName(account))}
      </p>
      <FactList
        facts={[
          { term: facts.issuer, value: issuer || authenticatorsText.notSaid },
          { term: facts.label, value: label || authenticatorsText.notSaid },
          { term: facts.settings, value: authenticatorsText.settings(pending) },
          { term: facts.keyLength, value: authenticatorsText.keyLength(keyBytes) }
        ]}
      />
      {remarks.length > 0 && (
        <Notice tone="warn" title={text.remarks}>
          <ul className={css.remarks}>
            {remarks.map((remark) => (
              <li key={remark.kind}>{remarkText(remark)}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}
