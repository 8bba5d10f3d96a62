import { Check, LogIn, X } from 'lucide-react'
import type { Account, RecoverabilityOf, Way } from '#contract'
import { useStores } from '../../../api/context.tsx'
import { recoverabilityLooks } from '../../../app/access-badges.tsx'
import { daysBetween } from '../../../app/calendar.ts'
import { useChange } from '../../../app/change.ts'
import { useTodayDate } from '../../../app/today.ts'
import { formatDate } from '../../../text/dates.ts'
import { recoveryText } from '../../../text/recovery.ts'
import { Button } from '../../../ui/Button.tsx'
import { FactList } from '../../../ui/FactList.tsx'
import { Section } from '../../../ui/Section.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import css from './GetInPanel.module.css'

const text = recoveryText

export interface GetInPanelProps {
  readonly account: Account
  readonly recovery: RecoverabilityOf
}

/** The first thing to know about an account: whether somebody could get in today, how, and when somebody last did. */
export function GetInPanel({ account, recovery }: GetInPanelProps) {
  const { icon: Icon, tone } = recoverabilityLooks[recovery.value]
  const explanation = text.explanation[recovery.value]
  const ways = [...recovery.ways].sort((a, b) => Number(b.counts) - Number(a.counts))
  return (
    <Section title={text.question}>
      <div className={css.panel}>
        <div className={css.answer}>
          <p className={`${css.value} ${css[tone]}`}>
            <Icon size={18} aria-hidden />
            {text.answer(recovery)}
          </p>
          {recovery.singlePerson && <p className={css.muted}>{text.singlePerson}</p>}
          {explanation && <p className={css.muted}>{explanation}</p>}
          {ways.length > 0 && (
            <ul className={css.ways} aria-label={text.waysLabel}>
              {ways.map((way) => (
                <WayItem key={`${way.kind} ${way.factorKind} ${way.person} ${way.because}`} way={way} />
              ))}
            </ul>
          )}
        </div>
        <SignIns account={account} recovery={recovery} />
      </div>
    </Section>
  )
}

function WayItem({ way }: { readonly way: Way }) {
  const Icon = way.counts ? Check : X
  return (
    <li className={way.counts ? css.way : `${css.way} ${css.muted}`}>
      <Icon size={14} aria-hidden />
      <span>
        <VisuallyHidden>{way.counts ? text.counts : text.countsNot} </VisuallyHidden>
        {text.way(way)}
      </span>
    </li>
  )
}

function SignIns({ account, recovery }: GetInPanelProps) {
  const { accounts } = useStores()
  const todayDate = useTodayDate()
  const [isPending, run] = useChange()
  const today = todayDate()
  const { lastSignedInOn } = account
  const { daysSinceSignIn, signInDueOn } = recovery
  const daysToDue = signInDueOn === null ? null : daysBetween(today, signInDueOn)
  const noteSignIn = () =>
    run(async () => {
      const on = todayDate()
      await accounts.room.noteSignIn(account.id, on)
      showToast({ tone: 'good', text: text.signInNoted(on) })
    })
  return (
    <div className={css.signIns}>
      <FactList
        facts={[
          {
            term: text.lastSignIn,
            value:
              lastSignedInOn === null ? (
                text.notNoted
              ) : (
                <span title={formatDate(lastSignedInOn)}>
                  {formatDate(lastSignedInOn)}
                  {daysSinceSignIn !== null && `, ${text.daysAgo(daysSinceSignIn)}`}
                </span>
              )
          },
          {
            term: text.nextSignIn,
            value:
              signInDueOn === null ? null : daysToDue !== null && daysToDue < 0 ? (
                <strong className={css.bad}>{text.overdue(formatDate(signInDueOn), -daysToDue)}</strong>
              ) : (
                formatDate(signInDueOn)
              )
          }
        ]}
      />
      {account.archivedAt === null && lastSignedInOn !== today && (
        <div>
          <Button size="small" icon={LogIn} isPending={isPending} onPress={noteSignIn}>
            {text.signedInToday}
          </Button>
        </div>
      )}
    </div>
  )
}
