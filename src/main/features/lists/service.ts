import type { Output, Parsed } from '#contract'
import { byteOrderMark, csvLine } from '../../csv.ts'
import type { FirmDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { FileSaver } from '../../ports.ts'
import type { AuditService } from '../audit/service.ts'
import type { SettingsService } from '../settings/service.ts'
import type { ListSource, ListSources } from './list-source.ts'

export interface ListsDeps {
  readonly db: FirmDb
  readonly audit: AuditService
  readonly settings: SettingsService
  readonly fileSaver: FileSaver
  readonly sources: ListSources
}

export type ListsService = ReturnType<typeof createListsService>
type Saving = Parsed<'lists.save'>

const rowsPerRead = 500

/** Saves any list of the firm as CSV, read page by page so that a long one never stands in memory. */
export function createListsService({ db, audit, settings, fileSaver, sources }: ListsDeps) {
  let isEnding = false

  /** The file in parts. The last step writes down what leaves: a file whose row cannot be written is not kept. */
  async function* partsOf({ list, separator, byteOrderMark: marked }: Saving, counted: (rows: number) => void): AsyncGenerator<string> {
    // The person may have taken longer to choose a place than the vault stayed open.
    if (isEnding) throw new AppError('vault.locked', {})
    const { columns, open } = sources[list.name] as ListSource<Saving['list']['filter']>
    yield (marked ? byteOrderMark : '') +
      csvLine(
        columns.map(({ heading }) => heading),
        separator
      )
    const read = await open(list.filter)
    let count = 0
    for (let more = true; more; ) {
      const rows = await read(count, rowsPerRead)
      yield rows
        .map((row) =>
          csvLine(
            columns.map((column) => column.cell(row)),
            separator
          )
        )
        .join('')
      count += rows.length
      more = rows.length === rowsPerRead
    }
    counted(count)
    await db.write((tx) =>
      audit.record(tx, {
        event: 'list.saved',
        clientId: idIn(list.filter, 'clientId'),
        accountId: idIn(list.filter, 'accountId'),
        details: { list: list.name, rows: count, filters: usedFilters(list.filter) }
      })
    )
  }

  return {
    async save(input: Saving): Promise<Output<'lists.save'>> {
      let rows = 0
      const parts = partsOf(input, (count) => {
        rows = count
      })
      const saved = await fileSaver.saveParts(`keydocket-${titleOf(input.list)}-${settings.today()}.csv`, parts)
      return { saved, rows }
    },
    /** Saving that waits for a place to be chosen will find the vault closed. */
    end(): void {
      isEnding = true
    },
    resume(): void {
      isEnding = false
    }
  }
}

const titleOf = (list: Saving['list']): string => (list.name === 'report' ? `report-${list.filter.report}` : list.name)

/** Names of the filters that leave rows out or choose them; never what they were set to. */
const usedFilters = (filter: Saving['list']['filter']): string[] =>
  Object.entries(filter)
    .filter(([name, value]) => name !== 'sort' && name !== 'descending' && value !== null && value !== false && value !== 'all')
    .filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0))
    .map(([name]) => name)

function idIn(filter: Saving['list']['filter'], name: 'clientId' | 'accountId'): string | null {
  const id: unknown = (filter as Readonly<Record<string, unknown>>)[name]
  return typeof id === 'string' ? id : null
}
