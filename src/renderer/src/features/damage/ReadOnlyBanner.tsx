import { damageText } from '../../text/damage.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import css from './Damage.module.css'

/** Above every screen while a damaged database is open for reading. */
export function ReadOnlyBanner({ onAct }: { readonly onAct: () => void }) {
  return (
    <div className={css.banner}>
      <Notice tone="warn" title={damageText.banner.title} action={<Button onPress={onAct}>{damageText.banner.action}</Button>}>
        {damageText.banner.body}
      </Notice>
    </div>
  )
}
