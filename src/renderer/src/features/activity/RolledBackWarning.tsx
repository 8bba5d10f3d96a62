import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import { useStores } from '../../api/context.tsx'
import { recordText } from '../../text/record.ts'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import css from './Activity.module.css'

/** On every screen but Activity, which has the way out: the database lies behind what the keychain remembers. */
export function RolledBackWarning() {
  const { record } = useStores()
  const [location] = useLocation()
  useEffect(() => record.openView(), [record])
  const anchor = useStore(record, ({ state }) => state?.anchor ?? null)
  if (anchor?.state !== 'rolled-back' || location.startsWith('/activity')) return null
  const words = recordText.rolledBack
  return (
    <div className={css.warning}>
      <Notice tone="bad" title={words.title} action={<Link href="#/activity">{words.open}</Link>}>
        {words.body(anchor.seq)}
      </Notice>
    </div>
  )
}
