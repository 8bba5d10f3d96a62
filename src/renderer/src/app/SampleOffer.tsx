import { Sparkles } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useClient, useStores } from '../api/context.tsx'
import { errorText } from '../api/error-text.ts'
import { frameText } from '../text/frame.ts'
import { Button } from '../ui/Button.tsx'
import { showToast } from '../ui/Toast.tsx'
import css from './SampleOffer.module.css'

/** Offers the made-up firm while there is no client yet; shows nothing otherwise. */
export function SampleOffer() {
  const client = useClient()
  const { settings } = useStores()
  const sample = useStore(settings, (state) => state.sample)
  const [isPending, setPending] = useState(false)

  useEffect(() => {
    // Without an answer nothing is offered, which is right as well.
    settings.loadSample().catch(() => undefined)
  }, [settings])

  if (!sample?.offered) return null
  const load = async (): Promise<void> => {
    setPending(true)
    try {
      const { clients, accounts } = await client.sample.load({})
      showToast({ tone: 'good', text: frameText.sample.loaded(clients, accounts) })
      await settings.loadSample()
    } catch (error) {
      const { title, body } = errorText(error)
      showToast({ tone: 'bad', title, text: body })
    } finally {
      setPending(false)
    }
  }
  return (
    <div className={css.offer}>
      <div className={css.title}>{frameText.sample.title}</div>
      <p className={css.body}>{frameText.sample.body}</p>
      <Button icon={Sparkles} isPending={isPending} onPress={() => void load()}>
        {frameText.sample.load}
      </Button>
    </div>
  )
}
