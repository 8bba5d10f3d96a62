/** Import and export, step by step, with the sample firm. */
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { picture } from './picture.ts'

test.use({ beginning: 'new-firm' })

const list = `Client,DOB,A-Number,Receipt number,Form,Matter title,Shoe size
"Garcia Lopez, María",03/14/1985,A012345678,IOE0912345678,I-485,Adjustment of status,38
"Okafor, Chidi",07/01/1990,A087654321,IOE0922222222,I-130,Family petition,
"Reyes, Ana",,A099912345,,,,
"Petrov, Ivan",99/99/1999,,,,,
`
const addresses = [
  'otpauth://totp/USCIS:chidi.okafor%40example.com?secret=MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U&issuer=USCIS',
  'otpauth://totp/Social:ana.private%40example.com?secret=KRUGS4ZANFZSAYJAOBZGS5TBORSSA2LU&issuer=Social'
]
const go = (page: Page, place: string) =>
  page.evaluate((hash) => {
    location.hash = hash
  }, `#${place}`)
const choose = (page: Page, name: string, text: string) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })

test('pictures of import and export', async ({ keydocket }) => {
  const { page } = keydocket
  expect((await keydocket.invoke('sample.load', {})).ok).toBe(true)
  await go(page, '/import/clients')
  await choose(page, 'clients.csv', list)
  await page.getByRole('heading', { name: 'What the columns hold' }).waitFor()
  await picture(keydocket, 'import-columns')
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByText('Adds client Okafor, Chidi').waitFor()
  await picture(keydocket, 'import-preview')
  await page.getByRole('button', { name: /^Import \d/ }).click()
  await page.getByRole('heading', { name: 'Imported' }).waitFor()

  await go(page, '/import/authenticators')
  await choose(page, 'addresses.txt', addresses.join('\n'))
  await page.getByRole('heading', { name: /2 entries/ }).waitFor()
  await picture(keydocket, 'import-authenticators')
  await page.getByRole('button', { name: /^Import \d/ }).click()
  await page.getByRole('heading', { name: 'Imported' }).waitFor()
  await picture(keydocket, 'import-authenticators-waiting')
  await go(page, '/import')
  await page.getByRole('row').nth(2).waitFor()
  await picture(keydocket, 'import')

  await go(page, '/export')
  for (const [action, name] of [
    ['Save everything…', 'dialog-export'],
    ['Export authenticators…', 'dialog-export-authenticators']
  ] as const) {
    await page.getByRole('button', { name: action }).click()
    await page.getByRole('dialog').waitFor()
    await picture(keydocket, name)
    await page.keyboard.press('Escape')
  }
  await picture(keydocket, 'export')
})
