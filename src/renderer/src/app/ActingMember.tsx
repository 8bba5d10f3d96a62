import { ChevronsUpDown } from 'lucide-react'
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import { useStores } from '../api/context.tsx'
import { membersText } from '../text/members.ts'
import popover from '../ui/Popover.module.css'
import { clearToasts, showToast } from '../ui/Toast.tsx'
import css from './ActingMember.module.css'
import { useView } from './answer-store.ts'
import { showFailure } from './change.ts'

const text = membersText.acting

/** Name of the member who acts now; null until the members are known. */
export function useActingName(): string | null {
  const { members } = useStores()
  return useStore(members, (state) => state.value?.find(({ isActing }) => isActing)?.name ?? null)
}

/** The same where the firm has several members, to say under whose name something is written down; null where there is one only. */
export function useNameAmongSeveral(): string | null {
  const { members } = useStores()
  const isSeveral = useStore(members, (state) => (state.value?.filter(({ leftOn }) => leftOn === null).length ?? 0) > 1)
  const name = useActingName()
  return isSeveral ? name : null
}

/** Who acts, at the foot of the navigation, and whom to hand over to. */
export function ActingMember({ openedAs }: { /** Until the members are known. */ readonly openedAs: string }) {
  const { members } = useStores()
  useView(members)
  const [, navigate] = useLocation()
  const name = useActingName() ?? openedAs
  const others = useStore(members, (state) => state.value)?.filter(({ isActing, leftOn }) => !isActing && leftOn === null) ?? []
  const act = async (id: string): Promise<void> => {
    const member = await members.act(id)
    clearToasts()
    showToast({ tone: 'good', text: text.now(member.name) })
  }
  return (
    <MenuTrigger>
      <AriaButton className={css.member} aria-label={text.menu(name)}>
        <span className={css.initials} data-initials={initialsOf(name)} aria-hidden />
        <span className={css.name}>{name}</span>
        <ChevronsUpDown size={13} aria-hidden />
      </AriaButton>
      <Popover offset={4} placement="top start" className={popover.popover}>
        <Menu className={popover.list} aria-label={text.menu(name)}>
          {others.map((member) => (
            <MenuItem
              key={member.id}
              textValue={member.name}
              className={popover.item}
              onAction={() => void act(member.id).catch(showFailure)}
            >
              {text.switchTo(member.name)}
            </MenuItem>
          ))}
          <MenuItem className={popover.item} onAction={() => navigate('/settings')}>
            {text.manage}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

/** First letters of the first and the last word. */
function initialsOf(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .filter((letter, index, all) => letter !== '' && (index === 0 || index === all.length - 1))
    .join('')
    .toUpperCase()
}
