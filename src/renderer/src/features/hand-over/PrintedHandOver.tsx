import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import type { HandOverSheet } from '#contract'
import { accountsText } from '../../text/accounts.ts'
import { clientsText } from '../../text/clients.ts'
import { formatDate } from '../../text/dates.ts'
import { handOverText as text } from '../../text/hand-over.ts'
import { recoveryText } from '../../text/recovery.ts'
import css from './PrintedHandOver.module.css'

type Fact = readonly [term: string, value: string]

/** The hand-over sheet as it goes on paper. Not shown on screen; while mounted it is the only thing that prints. */
export function PrintedHandOver({ sheet }: { readonly sheet: HandOverSheet }) {
  const { client, accounts, cases, deadlines, printedOn, printedBy, headCode } = sheet
  const { form } = clientsText
  return createPortal(
    <div className={css.sheet} aria-hidden>
      <h1>{text.heading}</h1>
      <Facts
        facts={[
          [text.client, client.name],
          [form.otherNames, client.otherNames],
          [form.bornOn, client.bornOn === null ? '' : formatDate(client.bornOn)],
          [form.aNumber, client.aNumber],
          [form.fileNumber, client.fileNumber],
          [form.email, client.email],
          [form.phone, client.phone]
        ]}
      />
      <p>{text.secrets}</p>
      <Part title={text.accounts} nothing={text.noAccounts}>
        {accounts.map((account) => (
          <AccountOnPaper key={`${account.portalName} ${account.username}`} account={account} />
        ))}
      </Part>
      <Part title={text.cases} nothing={text.noCases}>
        {cases.map(({ receiptNumber, form: number, office, matterTitle, decidedOn, status }) => (
          <div key={receiptNumber} className={css.entry}>
            <h3>{[receiptNumber, number].filter(Boolean).join(' · ')}</h3>
            <Facts
              facts={[
                [text.matter, matterTitle ?? ''],
                [text.office, office],
                [text.decidedOn, decidedOn === null ? '' : formatDate(decidedOn)],
                [text.status, status === null ? text.neverChecked : text.checked(status.text, formatDate(status.checkedOn))]
              ]}
            />
          </div>
        ))}
      </Part>
      <Part title={text.deadlines} nothing={text.noDeadlines}>
        {deadlines.map(({ kind, title, dueOn, atTime, place, ownerName }) => (
          <div key={`${dueOn} ${title}`} className={css.entry}>
            <h3>{[formatDate(dueOn), atTime].filter(Boolean).join(', ')}</h3>
            <Facts
              facts={[
                [text.kinds[kind], title],
                [text.place, place],
                [text.owner, ownerName]
              ]}
            />
          </div>
        ))}
      </Part>
      <p className={css.foot}>
        {text.printed(formatDate(printedOn), printedBy)}
        {headCode !== '' && ` ${text.record(headCode)}`}
      </p>
    </div>,
    document.body
  )
}

function AccountOnPaper({ account }: { readonly account: HandOverSheet['accounts'][number] }) {
  const { portalName, username, nickname, accountNumber, custody, recovery, backupCodes, helpDesk } = account
  const ways = recovery === null ? [] : recovery.ways.filter((way) => way.counts).map(recoveryText.way)
  const codes = backupCodes.total === 0 ? '' : text.backupCodes(backupCodes.unused, backupCodes.total)
  return (
    <div className={css.entry}>
      <h3>{portalName}</h3>
      <Facts
        facts={[
          [text.username, nickname === '' ? username : `${username} (${nickname})`],
          [text.accountNumber, accountNumber],
          [text.custody, accountsText.custody[custody].name],
          [text.whoGetsIn, recovery === null ? text.archived : recoveryText.answer(recovery)],
          [text.ways, ways.join('; ')],
          [text.codes, codes],
          [text.paper, backupCodes.keptAt],
          [text.helpDesk, helpDesk === null ? '' : [helpDesk.contact, helpDesk.page].filter(Boolean).join(' · ')]
        ]}
      />
    </div>
  )
}

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={css.facts}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

function Part({ title, nothing, children }: { readonly title: string; readonly nothing: string; readonly children: readonly ReactNode[] }) {
  return (
    <section>
      <h2>{title}</h2>
      {children.length === 0 ? <p>{nothing}</p> : children}
    </section>
  )
}
