import { Eye, EyeOff } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Copied, Revealed } from '#contract'
import { secretText } from '../../text/secrets.ts'
import { Button } from '../../ui/Button.tsx'
import { useChange } from '../change.ts'
import { useNow } from '../clock.ts'
import { Characters } from './Characters.tsx'
import { CopiedNote, CopyButton, Countdown } from './Copying.tsx'
import { CoveredCode, KeepInView, useCover } from './Cover.tsx'
import css from './Secret.module.css'
import { ShownStatus } from './ShownStatus.tsx'

export interface RevealedValueProps {
  /** What it is, for the names of the buttons, e.g. "backup code 3". */
  readonly name: string
  readonly copyKey: string
  readonly reveal: () => Promise<Revealed>
  readonly copy: () => Promise<Copied>
}

/** A recorded code, hidden until asked for. The value lives in this component only: it goes after the time set, with Hide, and with the screen. */
export function RevealedValue({ name, copyKey, reveal, copy }: RevealedValueProps) {
  const [revealed, setRevealed] = useState<Revealed | null>(null)
  const [isPending, run] = useChange()
  const isMounted = useRef(true)
  useEffect(() => {
    isMounted.current = true
    return () => {
      isMounted.current = false
    }
  }, [])
  const show = () =>
    run(async () => {
      const answer = await reveal()
      if (isMounted.current) setRevealed(answer)
    })
  return (
    <div className={css.row}>
      <ShownStatus name={name} isShown={revealed !== null} />
      {revealed === null ? (
        <Button size="small" icon={Eye} isPending={isPending} onPress={show} aria-label={`${secretText.reveal} ${name}`}>
          {secretText.reveal}
        </Button>
      ) : (
        <Shown name={name} revealed={revealed} hide={() => setRevealed(null)} />
      )}
      <CopyButton copyKey={copyKey} copy={copy} label={secretText.copy} variant="quiet" />
      {revealed !== null && <Countdown until={revealed.hideAt} text={secretText.hidesIn} />}
      <CopiedNote copyKey={copyKey} />
    </div>
  )
}

interface ShownProps {
  readonly name: string
  readonly revealed: Revealed
  readonly hide: () => void
}

function Shown({ name, revealed, hide }: ShownProps) {
  const cover = useCover()
  return (
    <>
      {cover.isCovered ? <CoveredCode /> : <Characters value={revealed.value} />}
      <Button size="small" variant="quiet" icon={EyeOff} onPress={hide} autoFocus aria-label={`${secretText.hide} ${name}`}>
        {secretText.hide}
      </Button>
      <KeepInView cover={cover} of={name} />
      <HideWhenOver at={revealed.hideAt} hide={hide} />
    </>
  )
}

function HideWhenOver({ at, hide }: { readonly at: number; readonly hide: () => void }) {
  const isOver = useNow() >= at
  useEffect(() => {
    if (isOver) hide()
  }, [isOver, hide])
  return null
}
