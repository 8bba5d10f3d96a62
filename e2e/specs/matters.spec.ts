import { expect, type Keydocket, test } from '../fixtures.ts'

test.use({ beginning: 'new-firm' })

const go = ({ page }: Keydocket, hash: string): Promise<void> =>
  page.evaluate((to) => {
    location.hash = to
  }, hash)

async function matters(keydocket: Keydocket) {
  const answer = await keydocket.invoke('matters.list', {})
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.value.rows
}

test('a matter is added, gets a case, a party and a G-28, and is closed and reopened', async ({ keydocket }) => {
  const { page } = keydocket
  const client = await keydocket.invoke('clients.create', { name: 'Garcia Lopez, Maria' })
  if (!client.ok) throw new Error(client.error.code)
  await go(keydocket, `#/clients/${client.value.id}`)

  await page.getByRole('button', { name: 'Add matter' }).click()
  await page.getByRole('textbox', { name: 'Title' }).fill('Adjustment of status')
  await page.getByRole('dialog').getByRole('button', { name: 'Add matter' }).click()
  await page.getByRole('link', { name: 'Adjustment of status' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /Adjustment of status/ })).toBeVisible()

  await page.getByRole('button', { name: 'Add case' }).first().click()
  await page.getByRole('textbox', { name: 'Case number' }).fill('IOE0912345678')
  await expect(page.getByRole('dialog').getByRole('button', { name: /Adjustment of status/ })).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Add case' }).click()
  await expect(page.getByText('No representative access', { exact: false })).toBeVisible()
  await page.getByRole('link', { name: 'IOE0912345678' }).click()
  await expect(page.getByRole('link', { name: 'Adjustment of status' })).toBeVisible()

  await page.getByRole('button', { name: 'Add party' }).click()
  const dialog = page.getByRole('dialog')
  await dialog
    .getByRole('button', { name: /^Role/ })
    .or(dialog.getByRole('button', { name: /Choose a role/ }))
    .first()
    .click()
  await page.getByRole('option', { name: 'Petitioner' }).click()
  await dialog.getByRole('textbox', { name: 'Client or contact' }).fill('Lopez, Grace')
  await dialog.getByText('New contact, a person: Lopez, Grace').click()
  await dialog.getByRole('button', { name: 'Add party' }).click()
  await expect(page.getByText('Lopez, Grace added as petitioner.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Remove Lopez, Grace, Petitioner' })).toBeVisible()

  await expect(page.getByText('No representative access').first()).toBeVisible()
  await page.getByRole('button', { name: 'Record G-28' }).click()
  await dialog.getByText('Somebody outside').click()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Osei, Marta')
  await dialog.getByText('Accredited representative').click()
  await dialog.getByRole('button', { name: 'Record G-28' }).click()
  await expect(page.getByText('Representative access', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Actions for the G-28 of Osei, Marta' }).click()
  await page.getByRole('menuitem', { name: 'Note withdrawal' }).click()
  await dialog.getByRole('button', { name: 'Note withdrawal' }).click()
  await expect(page.getByText('No representative access').first()).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Representative access', { exact: true })).toBeVisible()

  await page.getByRole('link', { name: 'Adjustment of status' }).click()
  const [matter] = await matters(keydocket)
  const due = {
    clientId: client.value.id,
    kind: 'follow-up' as const,
    title: 'Call client',
    dueOn: '2099-12-01',
    matterId: matter?.id ?? null
  }
  expect(await keydocket.invoke('deadlines.add', due)).toMatchObject({ ok: true })
  await page.getByRole('button', { name: 'Close matter' }).click()
  await expect(dialog.getByText('Follow-up “Call client”, due Dec 1, 2099')).toBeVisible()
  await expect(dialog.getByText('Case IOE0912345678')).toBeVisible()
  await expect(dialog.getByText('G-28 of Osei, Marta, IOE0912345678, in effect')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close all the same' }).click()
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeVisible()
  await expect(page.getByText('No representative access', { exact: false }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(page.getByRole('button', { name: 'Close matter' })).toBeVisible()
})

test('matters and contacts of the sample firm stand beside the clients', async ({ keydocket }) => {
  const { page } = keydocket
  expect(await keydocket.invoke('sample.load', {})).toMatchObject({ ok: true })
  await page.getByRole('link', { name: 'Clients', exact: true }).click()
  await page.getByRole('navigation', { name: 'Clients area' }).getByRole('link', { name: 'Matters' }).click()
  await expect(page.getByRole('row', { name: /Employment-based green card/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /Removal of conditions/ })).toBeHidden()
  await page.getByRole('searchbox').fill('patel')
  await page.getByRole('row', { name: /Employment-based green card/ }).dblclick()
  await expect(page.getByRole('heading', { name: 'People' })).toBeVisible()
  await expect(page.getByText('Petitioner in', { exact: false }).first()).toBeVisible()

  await page.getByRole('link', { name: 'Clients', exact: true }).click()
  await page.getByRole('navigation', { name: 'Clients area' }).getByRole('link', { name: 'Contacts' }).click()
  await expect(page.getByRole('row', { name: /Adeyemi, Grace/ })).toBeVisible()
  await page.getByRole('button', { name: 'New contact' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Baker, Ines')
  await page.getByRole('button', { name: 'Save contact' }).click()
  await expect(page.getByRole('row', { name: /Baker, Ines/ })).toBeVisible()
  await page.getByRole('button', { name: 'Actions for Baker, Ines' }).click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  await expect(page.getByRole('row', { name: /Baker, Ines/ })).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('row', { name: /Baker, Ines/ })).toBeVisible()
})
