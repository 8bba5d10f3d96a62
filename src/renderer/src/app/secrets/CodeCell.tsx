import { ChevronDown, Eye, EyeOff } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { AccountSummary } from '#contract'
import { authenticatorsText } from '../../text/authenticators.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { Ring } from '../../ui/Ring.tsx'
import { ClockSign } from '../ClockWarning.tsx'
import { CodeDigits } from './Characters.tsx'
import { CopyButton } from './Copying.tsx'
import { CoveredCode, KeepInView, useCover, useIsShowOnly } from './Cover.tsx'
import { useCopyCode } from './copy-code.ts'
import { type LiveCode, useCodeNow, useLiveCode } from './live-code.ts'
import css from './Secret.module.css'
import { ShownStatus } from './ShownStatus.tsx'

/** The code of one row, on request; nothing on rows without an authenticator. Where there are several, the first confirmed one and a menu for others. */
export function CodeCell({ account }: { readonly account: AccountSummary }) {
  const [chosenId, setChosenId] = useState<string | null>(null)
  const { id: firstId } = account.authenticator
  if (firstId === null) return null
  const others = account.moreAuthenticators
  const chosen = others.find((one) => one.id === chosenId)
  const id = chosen?.id ?? firstId
  const name = `${account.portalName}, ${account.username}`
  const choose = (next: string, label: string) => ({ id: next, name: label, onAction: () => setChosenId(next) })
  return (
    <div className={css.cell}>
      <AuthenticatorCode key={id} id={id} account={chosen === undefined ? name : `${name}, ${chosen.name}`} />
      {others.length > 0 && (
        <MenuButton
          size="small"
          icon={ChevronDown}
          label={authenticatorsText.others(name, chosen?.name ?? null)}
          items={[choose(firstId, authenticatorsText.firstOne), ...others.map((one) => choose(one.id, one.name))].filter(
            (one) => one.id !== id
          )}
        />
      )}
    </div>
  )
}

function AuthenticatorCode({ id, account }: { readonly id: string; readonly account: string }) {
  const copyCode = useCopyCode(id)
  const live = useLiveCode(id)
  const isShowOnly = useIsShowOnly()
  const box = useRef<HTMLDivElement>(null)
  const wasShown = useRef(false)
  useEffect(() => {
    // The button that had the focus is gone when the code is hidden: keep the place in the table.
    if (wasShown.current && live.shown === null && document.activeElement === document.body) box.current?.querySelector('button')?.focus()
    wasShown.current = live.shown !== null
  }, [live.shown])
  const copy = (autoFocus: boolean) => (
    <CopyButton
      // Another button once the code is shown: it takes over the focus of the one that showed it.
      key={String(autoFocus)}
      isIcon
      autoFocus={autoFocus}
      copyKey={`authenticator:${id}`}
      label={`${authenticatorsText.code.copy}: ${account}`}
      copy={copyCode}
    />
  )
  return (
    <div ref={box} className={css.cell}>
      <ShownStatus name={`${authenticatorsText.code.name}: ${account}`} isShown={live.shown !== null} />
      {live.shown === null ? (
        <>
          <Button
            size="small"
            icon={Eye}
            isPending={live.isPending}
            onPress={live.show}
            aria-label={`${authenticatorsText.code.show}: ${account}`}
          >
            {authenticatorsText.code.show}
          </Button>
          {copy(false)}
        </>
      ) : (
        <>
          <ShownCode live={live} shown={live.shown} account={account}>
            {copy(true)}
          </ShownCode>
          <IconButton
            size="small"
            icon={EyeOff}
            autoFocus={isShowOnly}
            label={`${authenticatorsText.code.hide}: ${account}`}
            onPress={live.hide}
          />
        </>
      )}
    </div>
  )
}

interface ShownCodeProps {
  readonly live: LiveCode
  readonly shown: NonNullable<LiveCode['shown']>
  readonly account: string
  readonly children: ReactNode
}

function ShownCode({ live, shown, account, children }: ShownCodeProps) {
  const cover = useCover()
  const moment = useCodeNow(live, shown)
  if (moment === null) return null
  return (
    <>
      {cover.isCovered ? <CoveredCode /> : <CodeDigits code={moment.code} />}
      <Ring fraction={moment.fractionLeft} seconds={moment.secondsLeft} label={authenticatorsText.code.untilNext} />
      <ClockSign />
      {children}
      <KeepInView isIcon cover={cover} of={account} />
    </>
  )
}
