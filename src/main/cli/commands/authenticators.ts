import type { Account, Authenticator, CheckedCode, Output } from '#contract'
import { hashAlgorithms } from '#contract/vocabulary'
import { AppError } from '../../errors.ts'
import { addressMaxBytes, pictureMaxBytes, verificationCodeMaxBytes } from '../bounds.ts'
import { type Command, type Context, command, onlyOperand } from '../command.ts'
import { wordOf } from '../command-line.ts'
import { CommandError, usageError } from '../exit-codes.ts'
import { findAccountId } from '../lookup.ts'
import { facts, groupDigits, localTime, table } from '../terminal.ts'
import { visible } from '../visible.ts'
import { noteClock } from './clock.ts'

type Pending = Output<'authenticators.readAddress'>

const add = command(
  'authenticator add ACCOUNT',
  'enrol an authenticator; unconfirmed until a code from it was accepted',
  {
    'uri-from': { value: 'FILE', help: 'file with the otpauth:// address', form: 'file' },
    qr: { value: 'FILE', help: 'picture with the QR code', form: 'file' },
    'key-from': { value: 'FILE', help: 'file with the key as the portal shows it', form: 'file' },
    algorithm: { value: 'NAME', help: `with --key-from: ${hashAlgorithms.join(', ')} (default SHA1)`, oneOf: hashAlgorithms },
    digits: { value: 'N', help: 'with --key-from: 5 to 10 (default 6)', form: 'count' },
    period: { value: 'SECONDS', help: 'with --key-from: length of a period (default 30)', form: 'count' },
    nickname: { value: 'TEXT', help: 'whose phone or which desk, where the portal takes several' },
    'confirm-code-from': { value: 'FILE', help: 'file with the code the portal accepted: confirms at once', form: 'file' }
  },
  async (context) => {
    const { call, options, terminal } = context
    const accountId = await findAccountId(call, onlyOperand(context))
    const pending = await readEnrolment(context, accountId)
    for (const remark of pending.remarks) terminal.note(remark.kind, remarkSentence(remark))
    const codeFile = options.text('confirm-code-from')
    const code = codeFile === undefined ? null : await readVerificationCode(context, codeFile)
    const { authenticatorId } = await call('authenticators.save', {
      pendingId: pending.pendingId,
      nickname: options.text('nickname') ?? ''
    })
    if (code !== null) await call('authenticators.confirm', { id: authenticatorId, code })
    const { pendingId: _, ...settings } = pending
    const replaces = pending.remarks.some(({ kind }) => kind === 'replaces-existing')
    await terminal.answer({ authenticatorId, accountId, confirmed: code !== null, ...settings }, () => [
      ...facts([
        ['Authenticator', authenticatorId],
        ['Issuer', pending.issuer],
        ['Label', pending.label],
        [
          'Settings',
          `${pending.kind === 'steam' ? 'Steam Guard, ' : ''}${pending.algorithm}, ${pending.digits} digits, ${pending.periodSeconds} s, key of ${pending.keyBytes} bytes`
        ],
        ['State', code === null ? 'unconfirmed' : 'confirmed']
      ]),
      ...(code === null
        ? [
            `Enter a code from "keydocket code${replaces ? ' --pending' : ''}" at the portal; once it is accepted, run "keydocket authenticator confirm".`
          ]
        : [])
    ])
  }
)

/** Reads the one of the three sources that was given. */
async function readEnrolment({ call, options, files }: Context, accountId: string): Promise<Pending> {
  const [address, picture, key] = [options.text('uri-from'), options.text('qr'), options.text('key-from')]
  if ([address, picture, key].filter((file) => file !== undefined).length !== 1)
    throw usageError('"authenticator add" needs exactly one of --uri-from, --qr, --key-from')
  const settings = ['algorithm', 'digits', 'period'].filter((name) => options.has(name))
  if (key === undefined && settings.length > 0)
    throw usageError(`--${settings[0]} goes with --key-from only: an address or a QR code brings its own`)
  if (address !== undefined) {
    return call('authenticators.readAddress', {
      accountId,
      address: (await files.text(address, addressMaxBytes, 'otpauth address: ')).trim()
    })
  }
  if (picture !== undefined) return call('authenticators.readPicture', { accountId, picture: await files.bytes(picture, pictureMaxBytes) })
  return call('authenticators.readKey', {
    accountId,
    key: await files.text(key ?? '', addressMaxBytes, 'Key: '),
    algorithm: wordOf(hashAlgorithms, options.text('algorithm')) ?? 'SHA1',
    digits: options.count('digits') ?? 6,
    periodSeconds: options.count('period') ?? 30
  })
}

function remarkSentence(remark: Pending['remarks'][number]): string {
  switch (remark.kind) {
    case 'issuer-mismatch':
      return `the address names two issuers: ${visible(remark.inLabel)} and ${visible(remark.inParameter)}`
    case 'short-key':
      return `the key has only ${remark.bytes} bytes; accepted`
    case 'unusual-settings':
      return 'the settings are not the usual SHA1, 6 digits, 30 seconds'
    case 'unknown-parameters':
      return `left out, unknown here: ${remark.names.map(visible).join(', ')}`
    case 'other-account':
      return `it names ${visible(remark.named)}, but this account is ${visible(remark.account)}: make sure it is not somebody else's`
    case 'replaces-existing':
      return 'the account has an authenticator already; it keeps working until the new one is confirmed'
  }
}

const readVerificationCode = async ({ files }: Context, file: string): Promise<string> =>
  (await files.text(file, verificationCodeMaxBytes, 'Code the portal accepted: ')).replace(/\s/g, '').slice(0, 20)

const whichByName = { nickname: { value: 'TEXT', help: 'the one with this nickname, where the account has several' } } as const

const confirm = command(
  'authenticator confirm ACCOUNT',
  'mark the authenticator as enrolled: the portal accepted this code',
  {
    'code-from': { value: 'FILE', help: 'file with the code the portal accepted', form: 'file', required: true },
    authenticator: { value: 'ID', help: 'which one, when a new one waits beside the old (id from "authenticator add")' },
    ...whichByName
  },
  async (context) => {
    const { call, options, terminal } = context
    const account = await call('accounts.get', { id: await findAccountId(call, onlyOperand(context)) })
    // Where a new one waits beside the old, it is the new one that the portal has just accepted.
    const named = options.text('nickname')
    const id =
      options.text('authenticator') ??
      (named === undefined ? (account.pendingAuthenticator?.id ?? authenticatorIdOf(account)) : byNickname(account, named).id)
    await call('authenticators.confirm', { id, code: await readVerificationCode(context, options.text('code-from') ?? '') })
    await terminal.answer({ authenticatorId: id, accountId: account.id, confirmed: true }, () => ['Confirmed.'])
  }
)

const whichCode = { pending: { value: null, help: 'of the new authenticator that waits to be confirmed' }, ...whichByName } as const

const code = command('code ACCOUNT', 'show the verification code of now and the next one', whichCode, async (context) => {
  const { call, options, terminal } = context
  const account = await call('accounts.get', { id: await findAccountId(call, onlyOperand(context)) })
  const isPending = options.has('pending')
  const named = options.text('nickname')
  if (isPending && named !== undefined) throw usageError('give --pending or --nickname, not both')
  const chosen =
    named !== undefined
      ? byNickname(account, named)
      : isPending
        ? account.pendingAuthenticator
        : account.authenticators.find(({ id }) => id === account.authenticator.id)
  if (chosen == null) throw new AppError('record.not-found', { kind: 'authenticator' })
  // What stands on standard output may go anywhere.
  const shown = await call('authenticators.showCode', { id: chosen.id, isHandedOut: true })
  const expiresInSeconds = Math.max(0, Math.ceil((shown.expiresAt - shown.madeAt) / 1000))
  const confirmed = chosen.confirmedAt !== null
  const value = {
    code: shown.code,
    nextCode: shown.nextCode,
    expiresInSeconds,
    periodSeconds: shown.periodSeconds,
    client: account.clientName,
    portal: account.portalId,
    account: account.username,
    nickname: chosen.nickname,
    confirmed,
    earlier: shown.earlier,
    clock: await noteClock(context)
  }
  if (shown.earlier !== null) {
    const { at, by } = shown.earlier
    terminal.note(
      'already-handed-out',
      `this code was already copied or printed at ${localTime(at)} by ${by}; a portal takes it once, the next one comes in ${expiresInSeconds} s`
    )
  }
  const digits = (text: string): string => (terminal.isTerminal ? groupDigits(text) : text)
  await terminal.answer(value, () =>
    facts([
      ['Code', digits(shown.code)],
      ['Next', digits(shown.nextCode)],
      ['Changes in', `${expiresInSeconds} s`],
      ['Client', account.clientName ?? '(firm)'],
      ['Portal', account.portalName],
      ['Account', account.username],
      ['Nickname', chosen.nickname],
      ['State', confirmed ? 'confirmed' : 'unconfirmed']
    ])
  )
})

/** The one authenticator of that nickname, capitals aside. */
function byNickname(account: Account, nickname: string): Authenticator {
  const wanted = nickname.trim().toLowerCase()
  const found = account.authenticators.filter((one) => one.nickname.toLowerCase() === wanted)
  if (found.length > 1) throw new CommandError('command.ambiguous', `${found.length} authenticators of this account have that nickname`)
  if (found[0] === undefined) throw new AppError('record.not-found', { kind: 'authenticator' })
  return found[0]
}

const list = command('authenticator list ACCOUNT', 'show the authenticators of an account; never their keys', {}, async (context) => {
  const { call, terminal } = context
  const { authenticators } = await call('accounts.get', { id: await findAccountId(call, onlyOperand(context)) })
  await terminal.answer(authenticators, () =>
    table(
      ['ID', 'NICKNAME', 'LABEL', 'STATE', 'ADDED', 'CONFIRMED'],
      authenticators.map((one) => [
        one.id,
        one.nickname,
        one.label,
        one.confirmedAt === null ? 'unconfirmed' : 'confirmed',
        localTime(one.createdAt),
        localTime(one.confirmedAt)
      ])
    )
  )
})

const rename = command(
  'authenticator rename ACCOUNT',
  'give an authenticator another nickname',
  {
    authenticator: { value: 'ID', help: 'which one (id from "authenticator list"), where the account has several' },
    nickname: { value: 'TEXT', help: 'the new one', required: true }
  },
  async (context) => {
    const { call, options, terminal } = context
    const account = await call('accounts.get', { id: await findAccountId(call, onlyOperand(context)) })
    const id = options.text('authenticator')
    if (id === undefined && account.authenticators.length > 1) throw usageError('the account has several: give --authenticator')
    const authenticatorId = id ?? authenticatorIdOf(account)
    const nickname = options.text('nickname') ?? ''
    await call('authenticators.rename', { id: authenticatorId, nickname })
    await terminal.answer({ authenticatorId, nickname }, () => ['Renamed.'])
  }
)

function authenticatorIdOf(account: Account): string {
  if (account.authenticator.id === null) throw new AppError('record.not-found', { kind: 'authenticator' })
  return account.authenticator.id
}

const check = command(
  'authenticator check ACCOUNT',
  'tell a wrong clock from a wrong key by the code that another device shows',
  { 'code-from': { value: 'FILE', help: 'file with the code the other device shows', form: 'file', required: true }, ...whichByName },
  async (context) => {
    const { call, options, terminal } = context
    const account = await call('accounts.get', { id: await findAccountId(call, onlyOperand(context)) })
    const named = options.text('nickname')
    const id = named === undefined ? authenticatorIdOf(account) : byNickname(account, named).id
    const checked = await call('authenticators.checkCode', {
      id,
      code: await readVerificationCode(context, options.text('code-from') ?? '')
    })
    await terminal.answer(checked, () => checkedLines(checked))
  }
)

function checkedLines(checked: CheckedCode): string[] {
  if (!checked.found)
    return [
      `No code of this authenticator within ${checked.minutes} minutes either way: another key, or mistyped. The clock is not the reason.`
    ]
  const { fromSeconds, toSeconds, agrees, correctionSeconds } = checked
  if (agrees) return ['Key and clock fit: the other device makes the same codes.']
  const [side, least, most] = toSeconds > 0 ? ['slow', fromSeconds, toSeconds] : ['fast', -toSeconds, -fromSeconds]
  return [
    `The key is right; the clock of this computer is ${least} to ${most} s ${side}. Switch on automatic time.`,
    ...(correctionSeconds === null ? [] : [`Until then: clock correct --${side}-by ${Math.abs(correctionSeconds)}`])
  ]
}

export const authenticatorCommands: readonly Command[] = [add, list, confirm, check, rename, code]
