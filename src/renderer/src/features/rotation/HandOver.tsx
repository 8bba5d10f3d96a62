import { CircleCheck, CircleDashed } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { Output, VaultInfo } from '#contract'
import { useClient, useStores } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { formatDate } from '../../text/dates.ts'
import { rotationText } from '../../text/rotation.ts'
import { Button } from '../../ui/Button.tsx'
import { Link } from '../../ui/Link.tsx'
import { Section } from '../../ui/Section.tsx'
import css from './Rotation.module.css'

const text = rotationText.handOver

/** What a leaver's lines do not tell: what opens the vault, and the work that hangs on the person. */
export function HandOver({ list }: { readonly list: Output<'rotation.list'> }) {
  const { deadlines } = useStores()
  const [, navigate] = useLocation()
  const { member, openDeadlines, openPaths } = list
  const slots = useSlots()
  const passphraseOn = slots?.find(({ type }) => type === 'passphrase')?.createdOn ?? null
  const kitOn = slots?.find(({ type }) => type === 'kit')?.createdOn ?? null
  const since = (on: string | null): boolean => on !== null && member.leftOn !== null && on >= member.leftOn
  const showDeadlines = async (): Promise<void> => {
    await deadlines.setFilter({ ownerId: member.id, view: 'open', span: 'all' })
    navigate('/deadlines')
  }
  return (
    <div className={css.handOver}>
      <Section title={text.title}>
        <ul className={css.duties}>
          <Duty isDone={since(passphraseOn)}>
            {text.passphrase}
            {passphraseOn !== null && <span className={css.muted}> ({text.changedOn(formatDate(passphraseOn))})</span>}
          </Duty>
          <Duty isDone={since(kitOn)}>
            {text.kit}
            {kitOn !== null && <span className={css.muted}> ({text.renewedOn(formatDate(kitOn))})</span>}
          </Duty>
          <Duty isDone={false}>
            {text.keys} <Link href="#/settings/security">{text.security}</Link>
          </Duty>
          <Duty isDone={openDeadlines === 0}>
            {openDeadlines === 0 ? (
              text.noDeadlines
            ) : (
              <>
                {text.deadlines(openDeadlines)}{' '}
                <Button size="small" onPress={() => void showDeadlines().catch(showFailure)}>
                  {text.showDeadlines}
                </Button>
              </>
            )}
          </Duty>
          <Duty isDone={openPaths === 0}>
            {openPaths === 0 ? (
              text.noPaths
            ) : (
              <>
                {text.paths(openPaths)} <Link href="#/recovery">{text.showPaths}</Link>
              </>
            )}
          </Duty>
        </ul>
      </Section>
    </div>
  )
}

function Duty({ isDone, children }: { readonly isDone: boolean; readonly children: ReactNode }) {
  const Icon = isDone ? CircleCheck : CircleDashed
  return (
    <li className={css.duty}>
      <Icon size={14} aria-hidden className={isDone ? css.done : css.open} />
      <span className={isDone ? css.muted : undefined}>{children}</span>
    </li>
  )
}

/** When what opens the vault was last changed; null until it is known. */
function useSlots(): VaultInfo['slots'] | null {
  const client = useClient()
  const [slots, setSlots] = useState<VaultInfo['slots'] | null>(null)
  useEffect(() => {
    let isGone = false
    client.vault.info({}).then((info) => {
      if (!isGone) setSlots(info.slots)
    }, showFailure)
    return () => {
      isGone = true
    }
  }, [client])
  return slots
}
