/** Authenticators from other apps: a file, an encrypted file and the pictures of a phone, each looked at before anything is stored. */
import { execFileSync } from 'node:child_process'
import { createCipheriv, randomBytes, scryptSync } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, type Keydocket, test } from '../fixtures.ts'
import { look } from '../look.ts'

test.use({ beginning: 'new-firm' })

const keys = {
  maria: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  ngozi: 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U',
  private: 'KRUGS4ZANFZSAYJAOBZGS5TBORSSA2LU'
}
const password = 'phone of the front desk'

const entry = (issuer: string, name: string, secret: string) => ({
  ...{ type: 'totp', uuid: '0', name, issuer, note: '', favorite: false, icon: null },
  info: { secret, algo: 'SHA1', digits: 6, period: 30 }
})
const database = {
  version: 2,
  entries: [
    entry('USCIS', 'maria@example.com', keys.maria),
    entry('PACER', 'ngozi@example.com', keys.ngozi),
    entry('Facebook', 'ana.private@example.com', keys.private)
  ]
}

/** As Aegis encrypts (its docs/vault.md): a password slot wraps the master key, the master key seals the database. */
function encryptedAegis(): string {
  const hex = (bytes: Buffer): string => bytes.toString('hex')
  const sealed = (key: Buffer, plain: Buffer) => {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    return { bytes: Buffer.concat([cipher.update(plain), cipher.final()]), nonce: hex(nonce), tag: hex(cipher.getAuthTag()) }
  }
  const [masterKey, salt] = [randomBytes(32), randomBytes(32)]
  const wrapped = sealed(scryptSync(password, salt, 32, { N: 1 << 14, r: 8, p: 1 }), masterKey)
  const db = sealed(masterKey, Buffer.from(JSON.stringify(database)))
  const slot = {
    ...{ type: 1, uuid: '0', key: hex(wrapped.bytes), key_params: { nonce: wrapped.nonce, tag: wrapped.tag } },
    ...{ n: 1 << 14, r: 8, p: 1, salt: hex(salt), repaired: true }
  }
  const header = { slots: [slot], params: { nonce: db.nonce, tag: db.tag } }
  return JSON.stringify({ version: 1, header, db: db.bytes.toString('base64') })
}

async function firmWithMaria(keydocket: Keydocket): Promise<string> {
  const client = await keydocket.invoke('clients.create', { name: 'Garcia Lopez, Maria' })
  if (!client.ok) throw new Error(client.error.code)
  const common = { clientId: client.value.id, custody: 'firm-holds', consentOn: '2026-01-15' } as const
  const account = await keydocket.invoke('accounts.create', { ...common, portalId: 'uscis', username: 'maria@example.com' })
  const other = await keydocket.invoke('accounts.create', { ...common, portalId: 'pacer', username: 'garcia-pacer' })
  if (!account.ok || !other.ok) throw new Error('the accounts were not made')
  await keydocket.page.evaluate(() => {
    location.hash = '#/import/authenticators'
  })
  await expect(keydocket.page.getByRole('heading', { level: 1, name: 'Import authenticators' })).toBeVisible()
  return account.value.id
}

const choose = (page: Page, ...files: string[]) => page.locator('input[type=file]').setInputFiles(files)

test('an encrypted export is opened, looked at, decided line by line, stored, and the rest is given later', async ({ keydocket }) => {
  const { page } = keydocket
  const accountId = await firmWithMaria(keydocket)
  await look(keydocket, 'authenticators-source')
  const file = join(mkdtempSync(join(tmpdir(), 'keydocket-e2e-')), 'aegis-export.json')
  writeFileSync(file, encryptedAegis())
  await choose(page, file)
  const asked = page.getByRole('dialog', { name: 'The file is encrypted' })
  await asked.getByLabel('Password of the export').fill('not this one')
  await asked.getByRole('button', { name: 'Read' }).click()
  await expect(asked.getByText('The password does not open this file')).toBeVisible()
  await look(keydocket, 'authenticators-password')
  await asked.getByLabel('Password of the export').fill(password)
  await asked.getByRole('button', { name: 'Read' }).click()

  await expect(page.getByRole('heading', { name: 'Aegis: 3 entries' })).toBeVisible()
  const row = (name: string) => page.getByRole('row', { name: new RegExp(name) })
  await expect(page.getByRole('heading', { name: 'Aegis: 3 entries' })).toBeFocused()
  await expect(row('maria@example.com')).toContainText('Give to Garcia Lopez, Maria')
  await expect(row('maria@example.com')).toContainText('USCIS, maria@example.com · same portal and sign-in name')
  await expect(row('ngozi@example.com')).toContainText('Keep until assigned')
  await look(keydocket, 'authenticators-preview')
  await page.getByRole('button', { name: 'What to do with Facebook, ana.private@example.com' }).click()
  await page.getByRole('menuitem', { name: 'Leave out, store nothing' }).click()
  await page.getByRole('button', { name: 'Import 2 entries' }).click()
  await expect(page.getByText('3 entries read: 1 to accounts, 1 kept until assigned, 1 left out.')).toBeVisible()
  await expect(page.getByRole('heading', { level: 2, name: 'Imported' })).toBeFocused()
  await look(keydocket, 'authenticators-done')

  const account = await keydocket.invoke('accounts.get', { id: accountId })
  expect(account.ok && account.value.authenticatorDetail?.label).toBe('maria@example.com')

  // The one that waits is found an account by hand.
  await page.getByRole('button', { name: 'Give to an account…', exact: true }).click()
  const picked = page.getByRole('dialog', { name: 'Whose code is it?' })
  await picked.getByLabel('Find an account').fill('garcia-pacer')
  await expect(picked.getByRole('option', { name: /garcia-pacer/ })).toBeVisible()
  await look(keydocket, 'authenticators-pick')
  await picked.getByRole('option', { name: /garcia-pacer/ }).click()
  await expect(page.getByText('is now an authenticator of', { exact: false })).toBeVisible()
  await expect(page.getByText('No imported entry waits for an account.')).toBeVisible()
  await page.getByRole('link', { name: 'See what was imported' }).click()
  await expect(page.getByRole('row', { name: /aegis-export/ })).toContainText('1 authenticator added, 1 entry kept until assigned')
  await look(keydocket, 'import-past-authenticators')
})

test('pictures of one transfer in any order are one import; a missing one is named', async ({ keydocket }) => {
  const { page } = keydocket
  await firmWithMaria(keydocket)
  const folder = mkdtempSync(join(tmpdir(), 'keydocket-e2e-'))
  const single = join(folder, 'single.png')
  execFileSync('qrencode', ['-o', single, '-s', '6', `otpauth://totp/USCIS:maria%40example.com?secret=${keys.maria}&issuer=USCIS`])
  const parts = transfer()
  const files = parts.map((text, index) => {
    const name = join(folder, `part-${index + 1}.png`)
    execFileSync('qrencode', ['-o', name, '-s', '6', text])
    return name
  })
  await choose(page, files[1] as string)
  await expect(page.getByRole('alert')).toContainText('The transfer has 2 QR pictures; not all are there')
  await look(keydocket, 'authenticators-missing')
  await expect(page.getByRole('heading', { level: 2, name: /entries/ })).toHaveCount(0)
  await choose(page, files[1] as string, single, files[0] as string)
  await expect(page.getByRole('heading', { name: 'Google Authenticator: 3 entries' })).toBeVisible()
})

/** Two parts with one account each, as the phone app makes them. */
function transfer(): string[] {
  const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)])
  const bytes = (field: number, value: Buffer): Buffer => Buffer.from([(field << 3) | 2, ...varint(value.length), ...value])
  const number = (field: number, value: number): Buffer => Buffer.from([field << 3, ...varint(value)])
  return [0, 1].map((index) => {
    const parameters = Buffer.concat([
      bytes(1, Buffer.alloc(20, index + 1)),
      bytes(2, Buffer.from(`desk${index}@example.com`)),
      bytes(3, Buffer.from('Login.gov')),
      ...[number(4, 1), number(5, 1), number(6, 2)]
    ])
    const payload = Buffer.concat([bytes(1, parameters), number(2, 1), number(3, 2), number(4, index), number(5, 77)])
    return `otpauth-migration://offline?data=${encodeURIComponent(payload.toString('base64'))}`
  })
}
