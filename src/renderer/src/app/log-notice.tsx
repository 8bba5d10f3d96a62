import { FilePlus2 } from 'lucide-react'
import { createContext, useContext } from 'react'
import { TooltipTrigger } from 'react-aria-components'
import { accessCodesText } from '../text/access-codes.ts'
import { Button } from '../ui/Button.tsx'
import { Hint } from '../ui/Hint.tsx'
import { withControl } from './keys.ts'

/** Opens the dialog that logs a notice for any client. */
export const LogNoticeContext = createContext<() => void>(() => undefined)

export function LogNoticeButton() {
  const open = useContext(LogNoticeContext)
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <Button variant="primary" icon={FilePlus2} onPress={open} aria-keyshortcuts="Control+Shift+N Meta+Shift+N">
        {accessCodesText.log}
      </Button>
      <Hint placement="bottom">{`${accessCodesText.anywhere.hint} (${withControl('N', { shift: true })})`}</Hint>
    </TooltipTrigger>
  )
}
