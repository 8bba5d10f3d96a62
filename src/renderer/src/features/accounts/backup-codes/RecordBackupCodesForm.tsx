import { useForm, useWatch } from 'react-hook-form'
import type { Account, Portal } from '#contract'
import { useStores } from '../../../api/context.tsx'
import { FormDialog } from '../../../app/FormDialog.tsx'
import { accountName } from '../../../text/accounts.ts'
import { backupCodesText } from '../../../text/backup-codes.ts'
import { FormDateField, FormTextField } from '../../../ui/FormFields.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import css from '../Codes.module.css'
import { Characters } from '../secrets/Characters.tsx'
import { type PastedCodes, parsePastedCodes, setBounds } from './pasted-codes.ts'

const text = backupCodesText.form

export interface RecordBackupCodesFormProps {
  readonly account: Account
  readonly portal: Portal | null
  /** Whether codes are recorded already, which become void. */
  readonly isReplacing: boolean
  readonly onClose: () => void
}

/** Records one code or a whole sheet, with a look at what was understood before it is saved. */
export function RecordBackupCodesForm({ account, portal, isReplacing, onClose }: RecordBackupCodesFormProps) {
  const { accounts } = useStores()
  const form = useForm({ defaultValues: { codes: '', issuedOn: '', keptAt: '' } })
  const { control } = form
  const parsed = parsePastedCodes(useWatch({ control, name: 'codes' }))
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
      onSubmit={async ({ codes, issuedOn, keptAt }) => {
        const count = await accounts.room.recordBackupCodes({
          accountId: account.id,
          codes: [...parsePastedCodes(codes).codes],
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
        rows={isOne ? 1 : 5}
        autoComplete="off"
        isRequired
        autoFocus
        rules={{ validate: (codes) => problemText(parsePastedCodes(codes)) ?? true }}
      />
      {parsed.codes.length > 0 && (
        <div>
          <div className={css.small}>
            {text.previewTitle} {text.preview(parsed.codes.length)}. {parsed.numbersRemoved && text.numbersRemoved}
          </div>
          <div className={css.preview}>
            {parsed.codes.map((code, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same code can be typed twice, and its place is what tells them apart
              <Characters key={index} value={code} />
            ))}
          </div>
        </div>
      )}
      <div className={css.pair}>
        <FormDateField control={control} name="issuedOn" label={text.issuedOn} />
        <FormTextField control={control} name="keptAt" label={text.keptAt} description={text.keptAtHint} maxLength={200} />
      </div>
      {isReplacing && <p className={css.muted}>{text.replacesOld}</p>}
    </FormDialog>
  )
}

function problemText({ problem }: PastedCodes): string | null {
  switch (problem?.kind) {
    case undefined:
      return null
    case 'missing':
      return text.missing
    case 'too-many':
      return text.tooMany(setBounds.maxCodes)
    case 'too-long':
      return text.tooLong(problem.position)
    case 'duplicate':
      return text.duplicate(problem.code)
  }
}
