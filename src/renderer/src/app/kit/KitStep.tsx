import { Download, Printer } from 'lucide-react'
import { useState } from 'react'
import type { RecoveryKit } from '#contract'
import { useClient } from '../../api/context.tsx'
import { errorText } from '../../api/error-text.ts'
import { formatDate } from '../../text/dates.ts'
import { setupText } from '../../text/vault.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import css from './Kit.module.css'
import { PrintedKit } from './PrintedKit.tsx'

interface KitStepProps {
  readonly kit: RecoveryKit
  /** Reference of the kit shown before the person went back: it opens nothing. */
  readonly dropped?: string | null
  readonly memberName: string
  /** Word of the button that leads back; the kit shown is dropped there. */
  readonly backLabel?: string
  readonly onBack: () => void
  readonly onNext: () => void
}

/** Shows the recovery kit once, to be printed or saved. */
export function KitStep({ kit, dropped = null, memberName, backLabel = setupText.back, onBack, onNext }: KitStepProps) {
  const client = useClient()
  const words = setupText.kit
  const [saving, setSaving] = useState<'no' | 'pending' | 'saved'>('no')
  const [error, setError] = useState<unknown>(null)

  const save = async (): Promise<void> => {
    setSaving('pending')
    setError(null)
    try {
      const { saved } = await client.vault.saveKit({})
      setSaving(saved ? 'saved' : 'no')
    } catch (problem) {
      setError(problem)
      setSaving('no')
    }
  }

  return (
    <div className={css.form}>
      {dropped !== null && <Notice tone="warn">{words.dropped(dropped, kit.vaultReference)}</Notice>}
      <div className={css.kit}>
        <ol className={css.groups} aria-label={words.groups}>
          {kit.groups.map((group, index) => (
            <li key={group} className={css.group}>
              <span className={css.groupNumber}>{index + 1}</span>
              {group}
            </li>
          ))}
        </ol>
        <div className={css.reference}>
          <span>
            {words.reference} <strong>{kit.vaultReference}</strong>
          </span>
          <span>
            {words.created} <strong>{formatDate(kit.createdOn)}</strong>
          </span>
        </div>
      </div>
      <PrintedKit kit={kit} memberName={memberName} />
      <div className={css.together}>
        <Button icon={Printer} onPress={() => window.print()} autoFocus>
          {words.print}
        </Button>
        <Button icon={Download} isPending={saving === 'pending'} onPress={() => void save()}>
          {words.save}
        </Button>
      </div>
      {saving === 'saved' && <Notice tone="good">{words.saved}</Notice>}
      {error !== null && (
        <Notice tone="bad" title={errorText(error).title}>
          {errorText(error).body}
        </Notice>
      )}
      <Notice tone="warn">{words.warning}</Notice>
      <div className={css.actions}>
        <Button onPress={onBack}>{backLabel}</Button>
        <Button variant="primary" onPress={onNext}>
          {words.next}
        </Button>
      </div>
    </div>
  )
}
