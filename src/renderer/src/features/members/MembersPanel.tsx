import { Pencil, Plus, UserCheck, UserX } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import type { Member } from '#contract'
import { useStores } from '../../api/context.tsx'
import { useView } from '../../app/answer-store.ts'
import { showFailure } from '../../app/change.ts'
import { Problem } from '../../app/Problem.tsx'
import { formatDate } from '../../text/dates.ts'
import { membersText } from '../../text/members.ts'
import { rotationText } from '../../text/rotation.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Link } from '../../ui/Link.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { Section } from '../../ui/Section.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { LeaveForm } from './LeaveForm.tsx'
import { MemberForm } from './MemberForm.tsx'
import css from './Members.module.css'

const text = membersText
const rotationList = (memberId: string): string => `/recovery/rotation/${memberId}`

type Opened = { readonly kind: 'add' } | { readonly kind: 'rename' | 'leave'; readonly member: Member } | null

/** The people of the firm; whoever has left keeps a place as long as something depends on their phone. */
export function MembersPanel() {
  const { members } = useStores()
  const [, navigate] = useLocation()
  useView(members)
  const { value, error } = useStore(members)
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  const onLeft = ({ id, name, factorCount }: Member): void => {
    close()
    showToast({
      text: text.hasLeft(name, factorCount),
      action: { label: text.showList, onAction: () => navigate(rotationList(id)) }
    })
  }
  return (
    <Section
      title={text.title}
      actions={
        <Button size="small" icon={Plus} onPress={() => setOpened({ kind: 'add' })}>
          {text.add}
        </Button>
      }
    >
      <p className={css.muted}>{text.intro}</p>
      <Problem error={error} />
      {value === null && error === null && <Spinner label={text.loading} />}
      {value !== null && (
        <ul className={css.list}>
          {value.map((member) => (
            <MemberRow
              key={member.id}
              member={member}
              onRename={() => setOpened({ kind: 'rename', member })}
              onLeave={() => setOpened({ kind: 'leave', member })}
            />
          ))}
        </ul>
      )}
      {opened?.kind === 'add' && <MemberForm onClose={close} />}
      {opened?.kind === 'rename' && <MemberForm member={opened.member} onClose={close} />}
      {opened?.kind === 'leave' && <LeaveForm member={opened.member} onLeft={onLeft} onClose={close} />}
    </Section>
  )
}

interface MemberRowProps {
  readonly member: Member
  readonly onRename: () => void
  readonly onLeave: () => void
}

function MemberRow({ member, onRename, onLeave }: MemberRowProps) {
  const { members } = useStores()
  const { id, name, leftOn, factorCount, isActing } = member
  const rejoin = async (): Promise<void> => {
    await members.rejoin(id)
    showToast({ tone: 'good', text: text.rejoined(name) })
  }
  return (
    <li className={css.item}>
      <span className={leftOn === null ? css.name : css.muted}>{name}</span>
      {isActing && <Badge tone="info">{text.you}</Badge>}
      {leftOn !== null && <span className={css.muted}>{text.left(formatDate(leftOn))}</span>}
      <span className={css.end}>
        {factorCount > 0 && <span className={css.muted}>{leftOn === null ? text.factors(factorCount) : text.toChange(factorCount)}</span>}
        <Link href={`#${rotationList(id)}`}>{rotationText.link}</Link>
        <MenuButton
          label={text.menu(name)}
          size="small"
          items={[
            { id: 'rename', name: text.rename, icon: Pencil, onAction: onRename },
            ...(leftOn !== null
              ? [{ id: 'rejoin', name: text.rejoin, icon: UserCheck, onAction: () => void rejoin().catch(showFailure) }]
              : isActing
                ? []
                : [{ id: 'leave', name: text.leave, icon: UserX, onAction: onLeave }])
          ]}
        />
      </span>
    </li>
  )
}
