/** How lists are ordered and searched, on both engines. What each list shows is tested with its feature. */
import { beforeEach, describe, expect, test } from 'vitest'
import { clientSorts, type contactSorts, type matterSorts } from '#contract/vocabulary'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm, withAccount } from '../../testing/test-firm.ts'

describe.each(engines)('$name', ({ open }) => {
  let firm: TestFirm
  beforeEach(async () => {
    firm = await openTestFirm(await open())
  })

  test('clients by each of their columns, either way, page by page', async () => {
    const added = [
      { name: 'Adeyemi, Ola', email: 'z@example.org', fileNumber: '2026-2', aNumber: 'A000000103' },
      { name: 'Bakić, Jelena', email: 'y@example.org', fileNumber: '2026-3', aNumber: 'A000000101' },
      { name: 'Chukwu, Ngozi', email: 'x@example.org', fileNumber: '2026-1', aNumber: 'A000000102' }
    ]
    for (const one of added) await firm.call('clients.create', one)
    const order: Record<(typeof clientSorts)[number], string> = { name: 'ABC', email: 'CBA', 'file-number': 'CAB', 'a-number': 'BCA' }
    for (const sort of clientSorts) {
      const initials = async (descending: boolean) => {
        const pages = [0, 2].map((offset) => firm.call('clients.list', { sort, descending, offset, limit: 2 }))
        return (await Promise.all(pages)).flatMap(({ rows }) => rows.map(({ name }) => name[0])).join('')
      }
      expect([sort, await initials(false)]).toEqual([sort, order[sort]])
      expect([sort, await initials(true)]).toEqual([sort, [...order[sort]].reverse().join('')])
    }
    const found = await firm.call('clients.list', { query: 'example', sort: 'email', descending: false })
    expect(found.rows.map(({ name }) => name[0]).join('')).toBe('CBA')
  })

  test('contacts by name and e-mail', async () => {
    for (const [name, email] of [
      ['Adeyemi, Grace', 'z@example.org'],
      ['Bakić, Ivo', 'y@example.org']
    ] as const) {
      await firm.call('contacts.create', { name, email })
    }
    const initials = async (sort: (typeof contactSorts)[number], descending: boolean) =>
      (await firm.call('contacts.list', { sort, descending })).rows.map(({ name }) => name[0]).join('')
    expect([await initials('name', false), await initials('name', true)]).toEqual(['AB', 'BA'])
    expect([await initials('email', false), await initials('email', true)]).toEqual(['BA', 'AB'])
  })

  test('matters by client, title and day of opening; pending ones stand last', async () => {
    const clients = await Promise.all(['Adeyemi, Ola', 'Bakić, Jelena'].map((name) => firm.call('clients.create', { name })))
    const [first, second] = clients.map(({ id }) => id)
    await firm.call('matters.create', { clientId: first ?? '', title: 'Removal', openedOn: '2026-03-01' })
    await firm.call('matters.create', { clientId: second ?? '', title: 'Adjustment', openedOn: '2026-01-01' })
    await firm.call('matters.create', { clientId: second ?? '', title: 'Naturalization' })
    const initials = async (sort: (typeof matterSorts)[number], descending: boolean) =>
      (await firm.call('matters.list', { sort, descending })).rows.map(({ title }) => title[0]).join('')
    expect([await initials('client', false), await initials('client', true)]).toEqual(['RAN', 'NAR'])
    expect([await initials('title', false), await initials('title', true)]).toEqual(['ANR', 'RNA'])
    expect([await initials('opened', false), await initials('opened', true)]).toEqual(['ARN', 'RAN'])
    expect((await firm.call('matters.list', { query: 'bakic', sort: 'title' })).rows.map(({ title }) => title[0]).join('')).toBe('AN')
  })

  test('what expires by day and by client, and by parts of the names of client and account', async () => {
    const one = await withAccount(firm, 'Zhang, Wei', 'wei.zhang@example.com')
    const other = await withAccount(firm, 'Adeyemi, Ola', 'ola@example.com')
    const own = await firm.call('accounts.create', {
      clientId: null,
      portalId: 'uscis',
      username: 'dana@example.org',
      custody: 'firms-own'
    })
    for (const [{ account, client }, on] of [
      [one, '2026-11-01'],
      [other, '2026-11-10']
    ] as const) {
      await firm.call('accessCodes.record', { accountId: account.id, noticeOn: on })
      await firm.call('passcodes.record', { accountId: own.id, clientId: client.id, form: 'G-28', issuedOn: on })
      await firm.call('drafts.record', { accountId: own.id, clientId: client.id, form: 'I-130', editedOn: on })
    }
    type Asked = { readonly query?: string; readonly sort?: 'expires' | 'client'; readonly descending?: boolean }
    const boards = {
      codes: async (asked: Asked) => (await firm.call('accessCodes.board', asked)).rows,
      passcodes: async (asked: Asked) => (await firm.call('passcodes.board', asked)).rows,
      drafts: async (asked: Asked) => (await firm.call('drafts.board', asked)).rows
    }
    for (const [name, board] of Object.entries(boards)) {
      const initials = async (asked: Asked) => (await board(asked)).map(({ clientName }) => clientName?.[0]).join('')
      expect([name, await initials({}), await initials({ descending: true })]).toEqual([name, 'ZA', 'AZ'])
      expect([name, await initials({ sort: 'client' }), await initials({ sort: 'client', descending: true })]).toEqual([name, 'AZ', 'ZA'])
      expect([name, await initials({ query: 'hang wei' }), await initials({ query: '%' })]).toEqual([name, 'Z', ''])
    }
    expect((await boards.passcodes({ query: 'dana' })).length).toBe(2)
    expect((await firm.call('accessCodes.board', { query: 'nobody' })).total).toBe(0)
  })

  test('a report by its own order and by client, and by parts of names', async () => {
    for (const [name, username] of [
      ['Zhang, Wei', 'wei@example.com'],
      ['Adeyemi, Ola', 'ola@example.com']
    ] as const) {
      await withAccount(firm, name, username)
    }
    type Asked = { readonly query?: string; readonly sort?: 'report' | 'client'; readonly descending?: boolean }
    const initials = async (asked: Asked) =>
      (await firm.call('recovery.report', { report: 'nothing-recorded', ...asked })).rows.map(({ clientName }) => clientName?.[0]).join('')
    expect([await initials({}), await initials({ sort: 'client', descending: true })]).toEqual(['AZ', 'ZA'])
    expect([await initials({ query: 'WEI' }), await initials({ query: 'ola@' }), await initials({ query: 'x' })]).toEqual(['Z', 'A', 'AZ'])
    expect((await firm.call('recovery.report', { report: 'nothing-recorded', query: 'wei' })).total).toBe(1)
  })
})
