import { ChevronDown, ChevronUp, CircleQuestionMark, Eye, EyeOff } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useClient } from '../../../api/context.tsx'
import { ClockWarning } from '../../../app/ClockWarning.tsx'
import { CodeDigits } from '../../../app/secrets/Characters.tsx'
import { CopiedNote, CopyButton, Countdown } from '../../../app/secrets/Copying.tsx'
import { CoveredCode, KeepInView, useCover, useIsShowOnly } from '../../../app/secrets/Cover.tsx'
import { useCopyCode } from '../../../app/secrets/copy-code.ts'
import { type LiveCode, useCodeNow, useLiveCode } from '../../../app/secrets/live-code.ts'
import { ShownStatus } from '../../../app/secrets/ShownStatus.tsx'
import { authenticatorsText } from '../../../text/authenticators.ts'
import { clockText } from '../../../text/clock.ts'
import { secretText } from '../../../text/secrets.ts'
import { Button } from '../../../ui/Button.tsx'
import { Ring } from '../../../ui/Ring.tsx'
import css from './Authenticator.module.css'
import { CheckCodeDialog } from './CheckCodeDialog.tsx'

const text = authenticatorsText.code

export interface LiveCodeBoxProps {
  readonly authenticatorId: string
  /** Shows the code at once: where asking for it is what brought the person here. */
  readonly isShownAtOnce?: boolean
  /** Client, portal and username, where help with refused codes is offered. */
  readonly helpFor?: string
}

/** The verification code of one authenticator: hidden, then large with its countdown, the next one on request. */
export function LiveCodeBox({ authenticatorId, isShownAtOnce = false, helpFor }: LiveCodeBoxProps) {
  const copyCode = useCopyCode(authenticatorId)
  const live = useLiveCode(authenticatorId)
  const isShowOnly = useIsShowOnly()
  const [isHelpOpen, setHelpOpen] = useState(false)
  const hasBeenShown = useRef(false)
  const { show } = live
  useEffect(() => {
    if (!isShownAtOnce || hasBeenShown.current) return
    hasBeenShown.current = true
    show()
  }, [isShownAtOnce, show])
  const copyKey = `authenticator:${authenticatorId}`
  const copy = <CopyButton copyKey={copyKey} label={text.copy} copy={copyCode} size="regular" />
  return (
    <div className={css.box}>
      <ShownStatus name={text.name} isShown={live.shown !== null} />
      {live.shown === null ? (
        <>
          <div className={css.code}>
            <Button icon={Eye} isPending={live.isPending} onPress={show}>
              {text.show}
            </Button>
            {copy}
            <CopiedNote copyKey={copyKey} />
          </div>
          <p className={css.muted}>{isShowOnly ? `${text.hiddenShowOnly} ${secretText.showOnly}` : text.hidden}</p>
        </>
      ) : (
        <>
          <ShownCode authenticatorId={authenticatorId} live={live} shown={live.shown}>
            {copy}
          </ShownCode>
          <div className={css.next}>
            <Countdown until={live.shown.hideAt} text={secretText.hidesIn} />
            <CopiedNote copyKey={copyKey} />
          </div>
        </>
      )}
      <ClockWarning />
      {helpFor !== undefined && (
        <div>
          <Button size="small" variant="quiet" icon={CircleQuestionMark} onPress={() => setHelpOpen(true)}>
            {clockText.help}
          </Button>
        </div>
      )}
      {isHelpOpen && helpFor !== undefined && (
        <CheckCodeDialog authenticatorId={authenticatorId} account={helpFor} onClose={() => setHelpOpen(false)} />
      )}
    </div>
  )
}

interface ShownCodeProps {
  readonly authenticatorId: string
  readonly live: LiveCode
  readonly shown: NonNullable<LiveCode['shown']>
  readonly children: React.ReactNode
}

function ShownCode({ authenticatorId, live, shown, children }: ShownCodeProps) {
  const client = useClient()
  const cover = useCover()
  const moment = useCodeNow(live, shown)
  const [isNextShown, setNextShown] = useState(false)
  if (moment === null) return null
  return (
    <>
      <div className={css.code}>
        {cover.isCovered ? <CoveredCode isLarge /> : <CodeDigits code={moment.code} isLarge />}
        <Ring fraction={moment.fractionLeft} seconds={moment.secondsLeft} label={text.untilNext} size={24} />
        {children}
        <Button variant="quiet" icon={EyeOff} onPress={live.hide}>
          {text.hide}
        </Button>
        <KeepInView cover={cover} />
      </div>
      <div className={css.next}>
        <Button size="small" variant="quiet" icon={isNextShown ? ChevronUp : ChevronDown} onPress={() => setNextShown(!isNextShown)}>
          {isNextShown ? text.hideNext : text.showNext}
        </Button>
        {isNextShown && moment.nextCode !== null && (
          <>
            {cover.isCovered ? <CoveredCode /> : <CodeDigits code={moment.nextCode} />}
            <span className={css.muted}>{text.nextIn(moment.secondsLeft)}</span>
            <CopyButton
              copyKey={`authenticator-next:${authenticatorId}`}
              label={text.copyNext}
              variant="quiet"
              copy={() => client.authenticators.copyCode({ id: authenticatorId, which: 'next' })}
            />
            <CopiedNote copyKey={`authenticator-next:${authenticatorId}`} />
          </>
        )}
      </div>
    </>
  )
}
