import { Plus, X } from 'lucide-react'
import { useForm, useWatch } from 'react-hook-form'
import type { Account, Portal } from '#contract'
import { useStores } from '../../../api/context.tsx'
import { FormDialog } from '../../../app/FormDialog.tsx'
import { accountName } from '../../../text/accounts.ts'
import { backupCodesText } from '../../../text/backup-codes.ts'
import { Button, IconButton } from '../../../ui/Button.tsx'
import { FieldWarning } from '../../../ui/FieldWarning.tsx'
import { FormDateField, FormTextField } from '../../../ui/FormFields.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import css from '../Codes.module.css'
import { type Understood, useUnderstoodCodes } from './understood-codes.ts'

const text = backupCodesText.form

/** Characters of pasted text, as main takes them. */
const longestText = 20_000

export interface RecordBackupCodesFormProps {
  readonly account: Account
  readonly portal: Portal | null
  /** Whether codes are recorded already, which become void. */
  readonly isReplacing: boolean
  readonly onClose: () => void
}

/** Records one code or a whole sheet, with a look at what was understood and left out, to be corrected before it is saved. */
export function RecordBackupCodesForm({ account, portal, isReplacing, onClose }: RecordBackupCodesFormProps) {
  const { accounts } = useStores()
  const form = useForm({ defaultValues: { codes: '', issuedOn: '', keptAt: '' } })
  const { control, setError } = form
  const understood = useUnderstoodCodes(account.id, useWatch({ control, name: 'codes' }))
  const expected = portal?.backupCodes.count ?? 0
  const isOne = expected === 1
  return (
    <FormDialog
      form={form}
      title={isOne ? text.titleOne : text.title}
      subtitle={accountName(account)}
      submitLabel={isOne ? text.saveOne : text.save}
      cancelLabel={text.cancel}
      onClose={onClose}
      onSubmit={async ({ codes: pasted, issuedOn, keptAt }) => {
        const codes = await understood.settle(pasted)
        if (codes.length === 0) {
          setError('codes', { message: text.missing }, { shouldFocus: true })
          return
        }
        const count = await accounts.room.recordBackupCodes({
          accountId: account.id,
          codes,
          issuedOn: issuedOn === '' ? null : issuedOn,
          keptAt
        })
        showToast({ tone: 'good', text: backupCodesText.recordedToast(count) })
        onClose()
      }}
    >
      {portal?.backupCodes.note && <Notice>{portal.backupCodes.note}</Notice>}
      <FormTextField
        control={control}
        name="codes"
        label={isOne ? text.codesOne : text.codes}
        description={expected > 0 && portal ? `${text.codesHint} ${text.expected(expected, portal.shortName)}` : text.codesHint}
        mono
        multiline
        rows={isOne ? 2 : 5}
        maxLength={longestText}
        autoComplete="off"
        isRequired
        autoFocus
        rules={{ validate: (pasted) => pasted.trim() !== '' || text.missing }}
      />
      {understood.read !== null && <UnderstoodList understood={understood} portal={portal} />}
      <div className={css.pair}>
        <FormDateField control={control} name="issuedOn" label={text.issuedOn} />
        <FormTextField control={control} name="keptAt" label={text.keptAt} description={text.keptAtHint} maxLength={200} />
      </div>
      {isReplacing && <p className={css.muted}>{text.replacesOld}</p>}
    </FormDialog>
  )
}

function UnderstoodList({ understood, portal }: { readonly understood: Understood; readonly portal: Portal | null }) {
  const { read, codes, change, remove, add } = understood
  if (read === null) return null
  const isOtherCount = portal !== null && read.expected !== null && codes.length !== read.expected
  return (
    <div className={css.notice}>
      <strong>{text.previewTitle(codes.length)}</strong>
      {isOtherCount && read.expected !== null && (
        <FieldWarning>{text.otherCount(codes.length, read.expected, portal.shortName)}</FieldWarning>
      )}
      {read.marksRemoved && <span className={css.small}>{text.marksRemoved}</span>}
      <div className={css.codes}>
        {codes.map(({ key, value }, index) => (
          <div key={key} className={css.codeField}>
            <span className={css.place} aria-hidden>
              {index + 1}
            </span>
            <TextField
              label={text.previewCode(index + 1)}
              isLabelHidden
              mono
              autoComplete="off"
              maxLength={200}
              value={value}
              onChange={(next) => change(key, next)}
            />
            <IconButton size="small" icon={X} label={text.removeCode(index + 1)} onPress={() => remove(key)} />
          </div>
        ))}
      </div>
      <div>
        <Button size="small" variant="quiet" icon={Plus} onPress={() => add('')}>
          {text.addCode}
        </Button>
      </div>
      {read.leftOut.length > 0 && (
        <details open>
          <summary className={css.summary}>{text.leftOutTitle(read.leftOut.length)}</summary>
          <ul className={css.leftOut}>
            {read.leftOut.map(({ text: piece, why }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same piece can stand there twice, and its place is what tells them apart
              <li key={index}>
                <span className={css.piece}>{piece}</span>
                <span className={css.small}>{text.leftOutWhy[why]}</span>
                {why === 'not-a-code' && !codes.some(({ value }) => value === piece) && (
                  <Button size="small" variant="quiet" onPress={() => add(piece)} aria-label={text.takeInOf(piece)}>
                    {text.takeIn}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
