import type { Parsed } from '#contract'

type AnyList = Parsed<'lists.save'>['list']
export type ListName = AnyList['name']
export type FilterOf<Name extends ListName> = Extract<AnyList, { readonly name: Name }>['filter']

export interface ListColumn<Row> {
  readonly heading: string
  /** Dates as YYYY-MM-DD. Never a secret. */
  cell(row: Row): string | number | null
}

/** What a feature tells about a list of its own so that it can be saved. */
export interface ListSource<Filter, Row = unknown> {
  readonly columns: readonly ListColumn<Row>[]
  /** Begins reading; each call answers the rows that follow the first `offset`, fewer than `limit` at the end. */
  open(filter: Filter): Promise<(offset: number, limit: number) => Promise<readonly Row[]>>
}

/** One source per list of the contract. */
export type ListSources = { readonly [Name in ListName]: ListSource<FilterOf<Name>> }
