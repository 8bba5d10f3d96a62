import { useEffect, useRef, useState } from 'react'
import { useClient } from '../api/context.tsx'
import { frameText } from '../text/frame.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { createInputWatch, followInput, type InputWatch } from './input-watch.ts'

/** Mounted while the vault is open: tells main of input, and asks once before the automatic lock. A screen reader hears the question when it opens. */
export function IdleLock() {
  const client = useClient()
  const [seconds, setSeconds] = useState<number | null>(null)
  const watch = useRef<InputWatch | null>(null)

  useEffect(() => {
    const own = createInputWatch(
      () => performance.now(),
      // Locked meanwhile: the lock screen comes by itself.
      () => void client.vault.touch({}).catch(() => undefined)
    )
    watch.current = own
    const stop = followInput(window, own)
    const stopEvents = client.on('vault.locking', (event) => {
      own.warn(event.seconds !== null)
      setSeconds(event.seconds)
    })
    return () => {
      stop()
      stopEvents()
    }
  }, [client])

  const stay = (): void => {
    watch.current?.warn(false)
    setSeconds(null)
    void client.vault.touch({}).catch(() => undefined)
  }
  if (seconds === null) return null
  return (
    <Dialog
      isOpen
      role="alertdialog"
      size="small"
      title={frameText.locking.title}
      onClose={stay}
      footer={
        <Button variant="primary" autoFocus onPress={stay}>
          {frameText.locking.stay}
        </Button>
      }
    >
      <p>{frameText.locking.body(seconds)}</p>
    </Dialog>
  )
}
