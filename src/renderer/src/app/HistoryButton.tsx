import { History } from 'lucide-react'
import { useLocation } from 'wouter'
import { useStores } from '../api/context.tsx'
import { activityText } from '../text/activity.ts'
import { Button } from '../ui/Button.tsx'

interface Named {
  readonly id: string
  readonly name: string
}

/** Leads from a client's or an account's page to everything that was written down about it. */
export function HistoryButton(of: { readonly client: Named } | { readonly account: Named }) {
  const { activity } = useStores()
  const [, navigate] = useLocation()
  return (
    <Button
      icon={History}
      onPress={() => {
        void activity.showHistory(of)
        navigate('/activity')
      }}
    >
      {activityText.history}
    </Button>
  )
}
