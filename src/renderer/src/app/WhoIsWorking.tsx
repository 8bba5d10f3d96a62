import { type KeyboardEvent, useEffect, useState } from 'react'
import type { Member } from '#contract'
import { useClient, useStores } from '../api/context.tsx'
import { membersText } from '../text/members.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { RadioField } from '../ui/RadioField.tsx'
import { clearToasts } from '../ui/Toast.tsx'
import { useChange } from './change.ts'

const text = membersText.acting

/**
 * Asks once after unlocking who is working, where several members of the firm may be. Whoever worked here last is chosen already: Enter takes
 * it, Escape leaves it as it is.
 */
export function WhoIsWorking() {
  const client = useClient()
  const [working, setWorking] = useState<readonly Member[]>([])
  useEffect(() => {
    let isCurrent = true
    client.members
      .list({})
      .then((members) => isCurrent && setWorking(members.filter(({ leftOn }) => leftOn === null)))
      // Without an answer nothing is asked: who acts is as remembered.
      .catch(() => undefined)
    return () => {
      isCurrent = false
    }
  }, [client])
  if (working.length < 2) return null
  return <Question working={working} onClose={() => setWorking([])} />
}

function Question({ working, onClose }: { readonly working: readonly Member[]; readonly onClose: () => void }) {
  const { members } = useStores()
  const [isPending, run] = useChange()
  const [chosen, setChosen] = useState(working.find(({ isActing }) => isActing)?.id ?? null)
  const goOn = () =>
    run(async () => {
      if (chosen !== null) {
        await members.act(chosen)
        clearToasts()
      }
      onClose()
    })
  const onEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return
    event.preventDefault()
    goOn()
  }
  return (
    <Dialog
      isOpen
      size="small"
      title={text.askTitle}
      subtitle={text.askBody}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{text.skip}</Button>
          <Button variant="primary" isPending={isPending} onPress={goOn} autoFocus>
            {text.goOn}
          </Button>
        </>
      }
    >
      <div onKeyDownCapture={onEnter}>
        <RadioField
          label={text.askTitle}
          isLabelHidden
          options={working.map(({ id, name }) => ({ id, name }))}
          value={chosen}
          onChange={setChosen}
        />
      </div>
    </Dialog>
  )
}
