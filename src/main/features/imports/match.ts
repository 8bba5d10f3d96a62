import type { Fault, ImportRow } from './rows.ts'
import type { CaseSubject, ClientSubject, KnownRecords, Likeness, MatterSubject } from './subjects.ts'

const add = <T>(index: Map<string, T[]>, key: string, value: T): void => {
  if (key === '') return
  const list = index.get(key)
  if (list === undefined) index.set(key, [value])
  else if (!list.includes(value)) list.push(value)
}

export type Records = ReturnType<typeof createRecords>
export type Found = { readonly subject: ClientSubject } | { readonly fault: Fault } | null

const digits = (text: string): string => text.replace(/\D/g, '')
const fault = (reason: Fault['reason'], found: readonly ClientSubject[], field: Fault['field'] = null): { fault: Fault } => ({
  fault: { reason, field, names: found.slice(0, 5).map(({ fields }) => fields.name) }
})

/** What an import knows: the firm's records, and those that earlier rows of the file bring. */
export function createRecords(known: KnownRecords, like: Likeness) {
  const byExternal = new Map<string, ClientSubject[]>()
  const byANumber = new Map<string, ClientSubject[]>()
  const byName = new Map<string, ClientSubject[]>()
  const cases = new Map<string, CaseSubject[]>()
  const mattersByExternal = new Map<string, MatterSubject[]>()
  /** What the import adds or changes, in the order of the rows. */
  const subjects = { clients: new Set<ClientSubject>(), matters: new Set<MatterSubject>(), cases: new Set<CaseSubject>() }

  const place = (subject: ClientSubject): void => {
    add(byExternal, subject.fields.externalKey, subject)
    add(byANumber, like.aNumberKey(subject.fields.aNumber), subject)
    add(byName, like.nameWords(subject.fields.name), subject)
  }
  const clientById = new Map<string, ClientSubject>()
  for (const { id, isArchived, ...fields } of known.clients) {
    const subject: ClientSubject = { stored: { id }, fields, isArchived, said: new Map(), changed: new Set(), matters: [] }
    clientById.set(id, subject)
    place(subject)
  }
  const matterById = new Map<string, MatterSubject>()
  for (const { id, clientId, ...fields } of known.matters) {
    const client = clientById.get(clientId)
    if (client === undefined) continue
    const subject: MatterSubject = { stored: { id }, fields, client, said: new Map(), changed: new Set() }
    matterById.set(id, subject)
    client.matters.push(subject)
    add(mattersByExternal, fields.externalKey, subject)
  }
  const caseById = new Map<string, CaseSubject>()
  for (const { id, clientId, matterId, ...fields } of known.cases) {
    const client = clientById.get(clientId)
    if (client === undefined) continue
    const matter = matterId === null ? null : (matterById.get(matterId) ?? null)
    const subject: CaseSubject = {
      ...{ stored: { id }, fields, client, matter, movesIntoMatter: false, said: new Map(), changed: new Set() },
      ...{ statuses: [], newStatuses: [] }
    }
    caseById.set(id, subject)
    add(cases, fields.receiptNumber, subject)
  }
  for (const { caseId, text, on } of known.statuses) if (on !== null) caseById.get(caseId)?.statuses.push({ text, on })

  const shareWord = (a: string, b: string): boolean => {
    const words = new Set(like.nameWords(a).split(' '))
    return like
      .nameWords(b)
      .split(' ')
      .some((word) => word.length > 1 && words.has(word))
  }

  /** By external id, receipt number, A-Number, name with date of birth; the name alone only where nothing speaks against it. */
  function findClient(row: ImportRow): Found {
    const { client } = row
    const born =
      client.bornOn === null ? [] : (byName.get(like.nameWords(client.name)) ?? []).filter((one) => one.fields.bornOn === client.bornOn)
    const found: readonly (readonly [Fault['field'], readonly ClientSubject[]])[] = [
      ['client-external-id', byExternal.get(client.externalKey) ?? []],
      ['case-receipt-number', [...new Set((cases.get(row.case?.receiptNumber ?? '') ?? []).map((one) => one.client))]],
      ['client-a-number', byANumber.get(like.aNumberKey(client.aNumber)) ?? []],
      ['client-born-on', born]
    ]
    const filled = found.filter(([, subjects]) => subjects.length > 0)
    const [first] = filled
    if (first === undefined) return byNameOnly(row)
    const [field, [subject, ...others]] = first as readonly [Fault['field'], readonly [ClientSubject, ...ClientSubject[]]]
    if (others.length > 0) return fault('several-records', first[1], field)
    const against = filled.slice(1).find(([other, subjects]) => other !== 'client-born-on' && !subjects.includes(subject))
    if (against !== undefined) return fault('identifiers-disagree', [subject, ...against[1]], against[0])
    const isNamed = shareWord(client.name, subject.fields.name) || shareWord(client.name, subject.fields.otherNames)
    if ((field === 'case-receipt-number' || field === 'client-a-number') && !isNamed) return fault('belongs-to-other', [subject], field)
    if (field !== 'client-external-id' && contradicts(row, subject, like.aNumberKey)) return fault('identifiers-disagree', [subject], field)
    return { subject }
  }

  function byNameOnly(row: ImportRow): Found {
    const { client } = row
    const named = (byName.get(like.nameWords(client.name)) ?? []).filter((one) => !speaksAgainst(row, one, like.aNumberKey))
    if (named.length === 0) return null
    const sure = named.filter(
      ({ fields }) =>
        (client.email !== '' && like.emailKey(client.email) === like.emailKey(fields.email)) ||
        (digits(client.phone).length >= 7 && digits(client.phone) === digits(fields.phone)) ||
        (client.fileNumber !== '' && client.fileNumber === fields.fileNumber)
    )
    if (sure.length === 1) return { subject: sure[0] as ClientSubject }
    if (sure.length > 1) return fault('several-records', sure)
    if (named.length > 1) return fault('several-records', named)
    const only = named[0] as ClientSubject
    return addsNothing(row, only) ? { subject: only } : fault('name-only', named)
  }

  const addsNothing = ({ client }: ImportRow, { fields }: ClientSubject): boolean =>
    (['externalKey', 'otherNames', 'bornOn', 'email', 'phone', 'aNumber', 'fileNumber'] as const).every(
      (name) => (client[name] ?? '') === '' || client[name] === fields[name]
    ) && fields.notes.includes(client.notes)

  return {
    subjects,
    findClient,
    /** The client's matter that the row means. A fault where its external id is another client's. */
    findMatter(row: ImportRow, client: ClientSubject | null): MatterSubject | { readonly fault: Fault } | null {
      const { matter } = row
      if (matter === null) return null
      const external = mattersByExternal.get(matter.externalKey) ?? []
      const foreign = external.find((one) => one.client !== client)
      if (foreign !== undefined) return fault('belongs-to-other', [foreign.client], 'matter-external-id')
      if (external[0] !== undefined) return external[0]
      const own = client?.matters ?? []
      const numbered = own.filter(({ fields }) => matter.fileNumber !== '' && fields.fileNumber === matter.fileNumber)
      const titled = own.filter(
        ({ fields }) =>
          like.titleKey(fields.title) === like.titleKey(matter.title) &&
          (matter.fileNumber === '' || fields.fileNumber === '') &&
          (matter.externalKey === '' || fields.externalKey === '')
      )
      return numbered[0] ?? titled[0] ?? null
    },
    findCases: (receiptNumber: string): readonly CaseSubject[] => cases.get(receiptNumber) ?? [],
    /** Rows further on find it by what it is called now. */
    replaceClient(subject: ClientSubject): void {
      place(subject)
    },
    addClient(subject: ClientSubject): void {
      subjects.clients.add(subject)
      place(subject)
    },
    addMatter(subject: MatterSubject): void {
      subjects.matters.add(subject)
      subject.client.matters.push(subject)
      add(mattersByExternal, subject.fields.externalKey, subject)
    },
    addCase(subject: CaseSubject): void {
      subjects.cases.add(subject)
      add(cases, subject.fields.receiptNumber, subject)
    }
  }
}

/** Both say something, and not the same. */
const differ = (a: string | null, b: string | null): boolean => (a ?? '') !== '' && (b ?? '') !== '' && a !== b

function contradicts({ client }: ImportRow, { fields }: ClientSubject, aNumberKey: Likeness['aNumberKey']): boolean {
  return differ(client.bornOn, fields.bornOn) || differ(aNumberKey(client.aNumber), aNumberKey(fields.aNumber))
}

/** A namesake: another date of birth, A-Number, file number, or another id in the same program. */
function speaksAgainst(row: ImportRow, subject: ClientSubject, aNumberKey: Likeness['aNumberKey']): boolean {
  const { client } = row
  const source = (key: string): string => key.slice(0, key.indexOf(':'))
  const isOtherId =
    differ(client.externalKey, subject.fields.externalKey) && source(client.externalKey) === source(subject.fields.externalKey)
  return contradicts(row, subject, aNumberKey) || differ(client.fileNumber, subject.fields.fileNumber) || isOtherId
}
