import { Check, Headset, LogIn, RectangleEllipsis, X } from 'lucide-react'
import type { Account, Portal, Recoverability, RecoverabilityOf, Way } from '#contract'
import { useStores } from '../../../api/context.tsx'
import { recoverabilityLooks } from '../../../app/access-badges.tsx'
import { daysBetween } from '../../../app/calendar.ts'
import { showFailure, useChange } from '../../../app/change.ts'
import { useTodayDate } from '../../../app/today.ts'
import { accountHead } from '../../../text/accounts.ts'
import { formatDate } from '../../../text/dates.ts'
import { pathsText, supportText } from '../../../text/paths.ts'
import { recoveryText } from '../../../text/recovery.ts'
import { Button } from '../../../ui/Button.tsx'
import { FactList } from '../../../ui/FactList.tsx'
import { Section } from '../../../ui/Section.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import css from './GetInPanel.module.css'
import { Support } from './Support.tsx'
import { useGuides } from './use-guides.ts'

const text = recoveryText

export interface GetInPanelProps {
  readonly account: Account
  readonly portal: Portal | null
  readonly recovery: RecoverabilityOf
}

/** The first thing to know about an account: whether somebody could get in today, how, and when somebody last did. */
export function GetInPanel({ account, portal, recovery }: GetInPanelProps) {
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
          {needsHelp.has(recovery.value) && account.archivedAt === null && <Help account={account} portal={portal} />}
        </div>
        <div className={css.signIns}>
          <SignIns account={account} recovery={recovery} />
          {portal?.passwordClock && <Password account={account} days={portal.passwordClock.days} dueOn={recovery.passwordDueOn} />}
        </div>
      </div>
    </Section>
  )
}

const needsHelp: ReadonlySet<Recoverability> = new Set(['help-desk', 'no', 'unknown'])

/** Where nobody could get in: whom to ask, and whether a guided path leads there. */
function Help({ account, portal }: Omit<GetInPanelProps, 'recovery'>) {
  const guides = useGuides(account.portalId)
  return (
    <div className={css.help}>
      <h3 className={css.helpTitle}>{supportText.title(portal?.shortName ?? account.portalName)}</h3>
      <Support account={account} portal={portal} />
      {guides !== undefined && <p className={css.muted}>{guides.length === 0 ? pathsText.noGuides : supportText.hasGuides}</p>}
    </div>
  )
}

function WayItem({ way }: { readonly way: Way }) {
  const Icon = !way.counts ? X : way.kind === 'help-desk' ? Headset : Check
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

/** What follows when nobody signs in: what has passed already, and what is ahead. */
function Steps({ steps }: { readonly steps: RecoverabilityOf['signInSteps'] }) {
  if (steps.length === 0) return null
  return (
    <ul className={css.ways}>
      {steps.map(({ days, on, what, hasPassed }) => (
        <li key={days} className={hasPassed ? css.bad : css.muted}>
          {hasPassed ? text.stepPassed(what, formatDate(on)) : text.stepAhead(what, formatDate(on))}
        </li>
      ))}
    </ul>
  )
}

interface PasswordProps {
  readonly account: Account
  /** How often the portal wants it changed. */
  readonly days: number
  readonly dueOn: string | null
}

/** When the password was changed and must be again. The password itself is never kept. */
function Password({ account, days, dueOn }: PasswordProps) {
  const { accounts } = useStores()
  const todayDate = useTodayDate()
  const [isPending, run] = useChange()
  const today = todayDate()
  const { passwordChangedOn: changedOn } = account
  const note = () =>
    run(async () => {
      await accounts.room.notePasswordChange(account.id, today)
      showToast({
        title: accountHead(account),
        text: text.passwordNoted(today),
        action: { label: text.undo, onAction: () => void accounts.room.notePasswordChange(account.id, changedOn).catch(showFailure) }
      })
    })
  return (
    <>
      <FactList
        facts={[
          { term: text.passwordChanged, value: changedOn === null ? text.notNoted : formatDate(changedOn) },
          {
            term: text.passwordDue,
            value: dueOn !== null && (
              <span className={dueOn < today ? css.bad : undefined}>{`${formatDate(dueOn)}, ${text.everyDays(days)}`}</span>
            )
          }
        ]}
      />
      {account.archivedAt === null && changedOn !== today && (
        <div>
          <Button size="small" icon={RectangleEllipsis} isPending={isPending} onPress={note}>
            {text.passwordChangedToday}
          </Button>
        </div>
      )}
    </>
  )
}

function SignIns({ account, recovery }: Omit<GetInPanelProps, 'portal'>) {
  const { accounts } = useStores()
  const todayDate = useTodayDate()
  const [isPending, run] = useChange()
  const today = todayDate()
  const { lastSignedInOn } = account
  const { daysSinceSignIn, signInDueOn, signInSteps } = recovery
  const daysToDue = signInDueOn === null ? null : daysBetween(today, signInDueOn)
  const noteSignIn = () =>
    run(async () => {
      const on = todayDate()
      await accounts.room.noteSignIn(account.id, on)
      showToast({ tone: 'good', text: text.signInNoted(on) })
    })
  return (
    <>
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
      <Steps steps={signInSteps} />
      {account.archivedAt === null && lastSignedInOn !== today && (
        <div>
          <Button size="small" icon={LogIn} isPending={isPending} onPress={noteSignIn}>
            {text.signedInToday}
          </Button>
        </div>
      )}
    </>
  )
}
