import { CalendarClock, CalendarDays, CalendarPlus, ListChecks, Plus, Rows3, SearchX, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import { useStores } from '../../api/context.tsx'
import { ListScreen } from '../../app/ListScreen.tsx'
import { ListTable } from '../../app/ListTable.tsx'
import { formatDate } from '../../text/dates.ts'
import { deadlinesText } from '../../text/deadlines.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { CalendarForm } from './CalendarForm.tsx'
import { DeadlineForm } from './DeadlineForm.tsx'
import css from './Deadlines.module.css'
import { columns, DeadlineCell } from './DeadlineTable.tsx'
import { Filters } from './Filters.tsx'
import { MonthCalendar } from './MonthCalendar.tsx'
import { useDeadlineDialogs } from './row-actions.tsx'
import { sortFromColumn, unfiltered } from './store.ts'

const text = deadlinesText

/** Width of the list and the month together, in pixels, from which the month stands beside the list. */
const besideFromWidth = 1080
/** What the month takes of it. */
const besideWidth = 324

/** Deadlines, follow-ups and appointments of all clients: a list with a month beside it. */
export function DeadlinesScreen() {
  const { deadlines } = useStores()
  const { filter, total, error } = useStore(deadlines)
  const [opened, setOpened] = useState<'add' | 'calendar' | null>(null)
  const [showsMonth, setShowsMonth] = useState(false)
  const [, navigate] = useLocation()
  useEffect(() => deadlines.openList(), [deadlines])
  return (
    <>
      <ListScreen
        title={text.title}
        subtitle={text.count(total)}
        saves={{ name: 'deadlines', filter }}
        actions={(width) => (
          <>
            {width > 0 && width < besideFromWidth && (
              <Button icon={showsMonth ? Rows3 : CalendarDays} onPress={() => setShowsMonth(!showsMonth)}>
                {showsMonth ? text.showList : text.showMonth}
              </Button>
            )}
            <MenuButton
              label={text.more}
              items={[{ id: 'calendar', name: text.saveCalendar, icon: CalendarPlus, onAction: () => setOpened('calendar') }]}
            />
            <Button icon={ListChecks} onPress={() => navigate('/deadlines/next-steps')}>
              {text.nextStepsLink}
            </Button>
            <Button variant="primary" icon={Plus} onPress={() => setOpened('add')}>
              {text.addTo}
            </Button>
          </>
        )}
        filters={
          <>
            <SearchField
              label={text.search}
              placeholder={text.searchPlaceholder}
              value={filter.query}
              onChange={(query) => void deadlines.setFilter({ query })}
            />
            <Filters />
            <Narrowed />
          </>
        }
        error={error}
      >
        {(width) => {
          const isWide = width >= besideFromWidth
          return (
            <div className={css.body}>
              {(isWide || !showsMonth) && <Listed width={isWide ? width - besideWidth : width} />}
              {(isWide || showsMonth) && (
                <div className={isWide ? css.beside : css.alone}>
                  <MonthCalendar onChoose={isWide ? undefined : () => setShowsMonth(false)} />
                </div>
              )}
            </div>
          )
        }}
      </ListScreen>
      {opened === 'add' && <DeadlineForm onClose={() => setOpened(null)} />}
      {opened === 'calendar' && <CalendarForm onClose={() => setOpened(null)} />}
    </>
  )
}

/** What the list is narrowed to besides the filters in view, each with its way out. */
function Narrowed() {
  const { deadlines } = useStores()
  const { filter, rows } = useStore(deadlines)
  const { on, clientId } = filter
  const name = rows.find((row) => row.clientId === clientId)?.clientName ?? ''
  return (
    <>
      {on !== null && (
        <Button icon={X} aria-label={text.removeFilter(text.onDay(formatDate(on)))} onPress={() => void deadlines.setFilter({ on: null })}>
          {text.onDay(formatDate(on))}
        </Button>
      )}
      {clientId !== null && (
        <Button icon={X} aria-label={text.removeFilter(name)} onPress={() => void deadlines.setFilter({ clientId: null })}>
          {text.ofClient(name)}
        </Button>
      )}
    </>
  )
}

function Listed({ width }: { readonly width: number }) {
  const { deadlines } = useStores()
  const { filter, rows, total, status, isLoadingMore } = useStore(deadlines)
  const dialogs = useDeadlineDialogs()
  const isFiltered = JSON.stringify({ ...filter, sort: 'due', descending: false }) !== JSON.stringify(unfiltered)
  return (
    <div className={css.table}>
      <ListTable
        label={text.title}
        columns={columns}
        width={width}
        place="deadlines"
        rows={rows}
        rowText={(row) => `${row.title}, ${row.clientName}`}
        renderCell={(row, columnId) => (
          <DeadlineCell
            row={row}
            columnId={columnId}
            dialogs={dialogs}
            onOnlyClient={filter.clientId === null ? () => void deadlines.setFilter({ clientId: row.clientId }) : undefined}
          />
        )}
        dependencies={[filter.clientId]}
        sort={{ columnId: filter.sort, descending: filter.descending }}
        onSort={({ columnId, descending }) => void deadlines.setFilter({ sort: sortFromColumn(columnId), descending })}
        onRowAction={(id) => {
          const row = rows.find((one) => one.id === id)
          if (row && row.doneAt === null && row.cancelledAt === null) dialogs.open('edit', row)
        }}
        onLoadMore={rows.length < total ? () => void deadlines.loadMore() : undefined}
        isLoadingMore={isLoadingMore}
        empty={
          status === 'idle' || (status === 'loading' && rows.length === 0) ? (
            <Spinner label={text.loading} />
          ) : isFiltered ? (
            <EmptyState
              icon={SearchX}
              title={text.empty.filteredTitle}
              body={text.empty.filteredBody}
              actions={<Button onPress={() => void deadlines.clearFilter()}>{text.empty.clear}</Button>}
            />
          ) : (
            <EmptyState icon={CalendarClock} title={text.empty.title} body={text.empty.body} />
          )
        }
      />
      {dialogs.dialog}
    </div>
  )
}
