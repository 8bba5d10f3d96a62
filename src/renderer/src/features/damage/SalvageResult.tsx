import { useEffect, useState } from 'react'
import type { Output, Salvage } from '#contract'
import { useClient } from '../../api/context.tsx'
import { Problem } from '../../app/Problem.tsx'
import { damageText } from '../../text/damage.ts'
import { frameText } from '../../text/frame.ts'
import { Button } from '../../ui/Button.tsx'
import { CardPage } from '../../ui/CardPage.tsx'
import { FactList } from '../../ui/FactList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import css from './Damage.module.css'

const text = damageText.result
/** Names shown; the saved list has all. */
const mostNames = 12

interface SalvageResultProps {
  readonly salvaged: Output<'vault.salvage'>
  readonly below?: string | undefined
  readonly onDone: () => void
}

/** What a salvage carried over and what it could not, before work goes on. */
export function SalvageResult({ salvaged: { rowsKept, rowsLost, keptAs }, below, onDone }: SalvageResultProps) {
  const client = useClient()
  const [salvage, setSalvage] = useState<Salvage | null>(null)
  const [isSaved, setSaved] = useState(false)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    client.damage.lastSalvage({}).then(({ salvage: found }) => setSalvage(found), setError)
  }, [client])
  const save = async (): Promise<void> => {
    setError(null)
    try {
      if ((await client.damage.saveReport({})).saved) setSaved(true)
    } catch (problem) {
      setError(problem)
    }
  }

  return (
    <CardPage brand={frameText.product} title={text.title} below={below} width="wide" focusTitle>
      <div className={css.stack}>
        <Notice tone={rowsLost === 0 ? 'good' : 'warn'} title={rowsLost === 0 ? text.nothingLost : text.lost(rowsLost)}>
          {rowsLost === 0 ? null : text.lostNote}
        </Notice>
        <FactList
          facts={[
            { term: text.kept, value: rowsKept.toLocaleString('en-US') },
            { term: text.lostRows, value: rowsLost.toLocaleString('en-US') },
            { term: text.lostOfRecord, value: salvage?.auditRowsLost ? salvage.auditRowsLost.toLocaleString('en-US') : null },
            { term: text.clients, value: namesIn(salvage) },
            { term: text.keptAs, value: keptAs }
          ]}
        />
        {isSaved && <Notice tone="good">{text.saved}</Notice>}
        <Problem error={error} />
        <div className={css.actions}>
          <Button variant={rowsLost === 0 || isSaved ? 'primary' : 'secondary'} onPress={onDone}>
            {text.open}
          </Button>
          {(salvage?.losses.length ?? 0) > 0 && (
            <Button variant={isSaved ? 'secondary' : 'primary'} onPress={() => void save()}>
              {text.save}
            </Button>
          )}
        </div>
      </div>
    </CardPage>
  )
}

/** Clients whose records are concerned, without those of whom only activity is. */
function namesIn(salvage: Salvage | null): string {
  const names = [
    ...new Set(salvage?.losses.filter(({ table }) => table !== 'audit_log').flatMap(({ client }) => client ?? []) ?? [])
  ].sort()
  const shown = names.slice(0, mostNames).join(', ')
  return names.length > mostNames ? `${shown} ${text.more(names.length - mostNames)}` : shown
}
