import { ChevronLeft, ChevronRight, LogIn } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useStores } from '../../api/context.tsx'
import { useView } from '../../app/answer-store.ts'
import { showFailure, useChange } from '../../app/change.ts'
import { Problem } from '../../app/Problem.tsx'
import { SaveListButton } from '../../app/SaveListButton.tsx'
import { useTodayDate } from '../../app/today.ts'
import { accessCodesText } from '../../text/access-codes.ts'
import { accountsText } from '../../text/accounts.ts'
import { formatDate } from '../../text/dates.ts'
import { signInsText } from '../../text/sign-ins.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Link } from '../../ui/Link.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { MonthTable } from './MonthTable.tsx'
import { monthAfter, monthGrid } from './month.ts'
import css from './SignIns.module.css'
import type { SignInRow } from './store.ts'

const text = signInsText
const monthFormat = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** When each account should next be signed in to: a month with counts, and the accounts of the chosen day; what is overdue comes first. */
export function SignInsScreen() {
  const { signIns } = useStores()
  const todayDate = useTodayDate()
  const { month, day, calendar, error } = useStore(signIns)
  const today = calendar?.today ?? todayDate()
  useView(signIns)
  useEffect(() => {
    if (signIns.getState().month === '') void signIns.showMonth(todayDate())
  }, [signIns, todayDate])
  const grid = monthGrid(month === '' ? today : month)
  const name = monthFormat.format(Date.parse(grid.first))
  return (
    <>
      <PageHeader
        title={text.title}
        subtitle={calendar && text.subtitle(calendar.overdue, calendar.neverNoted)}
        actions={<SaveListButton list={{ name: 'sign-ins', filter: { on: day } }} />}
      />
      <div className={css.problem}>
        <Problem error={error} />
      </div>
      {calendar === null ? (
        error === null && <Spinner label={text.loading} />
      ) : (
        <div className={css.page}>
          <Section
            title={name}
            actions={
              <div className={css.months}>
                <IconButton
                  size="small"
                  icon={ChevronLeft}
                  label={text.earlier}
                  onPress={() => void signIns.showMonth(monthAfter(grid.first, -1))}
                />
                <Button size="small" onPress={() => void signIns.showMonth(today)}>
                  {text.today}
                </Button>
                <IconButton
                  size="small"
                  icon={ChevronRight}
                  label={text.later}
                  onPress={() => void signIns.showMonth(monthAfter(grid.first, 1))}
                />
              </div>
            }
          >
            <MonthTable
              grid={grid}
              name={name}
              today={today}
              days={calendar.days}
              chosen={day}
              onChoose={(on) => void signIns.showDay(on)}
            />
          </Section>
          <Listed overdue={calendar.overdue} />
        </div>
      )}
    </>
  )
}

function Listed({ overdue }: { readonly overdue: number }) {
  const { signIns } = useStores()
  const { day, list } = useStore(signIns)
  return (
    <Section
      title={day === null ? text.overdueTitle : text.dayTitle(formatDate(day))}
      actions={
        day !== null && (
          <Button size="small" onPress={() => void signIns.showDay(null)}>
            {text.overdue(overdue)}
          </Button>
        )
      }
    >
      {list === null && <Spinner label={text.loading} />}
      {list !== null && list.rows.length === 0 && <p>{day === null ? text.emptyOverdue : text.emptyDay}</p>}
      {list !== null && list.rows.length > 0 && (
        <ul className={css.rows}>
          {list.rows.map((row) => (
            <Row key={row.accountId} row={row} />
          ))}
        </ul>
      )}
      {list !== null && list.rows.length < list.total && (
        <div>
          <Button size="small" variant="quiet" onPress={() => void signIns.loadMore()}>
            {text.more}
          </Button>
        </div>
      )}
    </Section>
  )
}

function Row({ row }: { readonly row: SignInRow }) {
  return (
    <li className={css.row}>
      <span className={css.who}>
        <Link quiet href={`#/accounts/${row.accountId}`}>
          {row.clientName ?? accountsText.firmsOwnClient}
        </Link>
        <span className={css.small}>{`${row.portalName} · ${row.username}`}</span>
        <span className={css.small}>
          {text.lastSignIn(formatDate(row.lastSignedInOn))}
          {row.daysLeft >= 0 && ` · ${text.dueBy(formatDate(row.dueOn), accessCodesText.daysLeft(row.daysLeft))}`}
        </span>
        {row.steps.map(({ days, on, what, hasPassed }) => (
          <span key={days} className={hasPassed ? css.bad : css.small}>
            {hasPassed ? text.passed(what, formatDate(on)) : text.ahead(what, formatDate(on))}
          </span>
        ))}
      </span>
      <SignedInToday row={row} />
    </li>
  )
}

function SignedInToday({ row }: { readonly row: SignInRow }) {
  const { signIns } = useStores()
  const todayDate = useTodayDate()
  const [isPending, run] = useChange()
  const account = `${row.clientName ?? accountsText.firmsOwnClient}, ${row.portalName}`
  const undo = async (): Promise<void> => {
    await signIns.noteSignIn(row.accountId, row.lastSignedInOn)
    showToast({ text: text.undone })
  }
  const note = () =>
    run(async () => {
      await signIns.noteSignIn(row.accountId, todayDate())
      showToast({ text: text.noted(account), action: { label: text.undo, onAction: () => void undo().catch(showFailure) } })
    })
  return (
    <Button size="small" icon={LogIn} isPending={isPending} onPress={note} aria-label={text.signedInOf(`${account}, ${row.username}`)}>
      {text.signedIn}
    </Button>
  )
}
