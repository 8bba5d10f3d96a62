import { describe, expect, it } from 'vitest'
import { parseCommandLine } from './command-line.ts'
import { commands } from './commands.ts'
import { CommandError } from './exit-codes.ts'

const parse = (line: string) => parseCommandLine(line === '' ? [] : line.split(' '), commands)

function refusalOf(line: string): string {
  try {
    parse(line)
  } catch (error) {
    if (error instanceof CommandError && error.exitCode === 2) return error.message
    throw error
  }
  throw new Error(`accepted: ${line}`)
}

describe('finding the command', () => {
  it.each([
    ['init --kit-file kit.txt', 'init', []],
    ['status', 'status', []],
    ['client add --name Ana', 'client add', []],
    ['client show 0198', 'client show', ['0198']],
    ['--json code maria@example.com', 'code', ['maria@example.com']],
    ['code --json maria@example.com', 'code', ['maria@example.com']],
    ['code maria@example.com --json', 'code', ['maria@example.com']],
    ['backup-code use maria@example.com --position 3', 'backup-code use', ['maria@example.com']],
    ['code -- -odd-username', 'code', ['-odd-username']],
    ['audit list --limit=20', 'audit list', []],
    ['report today', 'report today', []],
    ['report single-person', 'report', ['single-person']],
    ['path step maria@example.com ask-help-desk --undo', 'path step', ['maria@example.com', 'ask-help-desk']],
    ['access-code board --status expired --status expiring', 'access-code board', []]
  ])('%s', (line, words, operands) => {
    const parsed = parse(line)
    expect(parsed.command?.words.join(' ')).toBe(words)
    expect(parsed.operands).toEqual(operands)
  })

  it('offers every command of the specification', () => {
    expect(commands.map((command) => [...command.words, ...command.operands].join(' '))).toEqual([
      'init',
      'status',
      'vault info',
      'vault passphrase change',
      'vault kit renew',
      'vault rotate',
      'backup create',
      'backup list',
      'backup verify FILE',
      'backup restore FILE',
      'backup drill',
      'backup place',
      'vault check',
      'vault salvage',
      'vault losses',
      'member list',
      'member add',
      'member leave MEMBER',
      'portals list',
      'portals check',
      'client add',
      'client list',
      'client show CLIENT',
      'client destroy CLIENT',
      'client certificate CLIENT-ID',
      'case add',
      'case update CASE',
      'case show CASE',
      'case status CASE',
      'case list',
      'matter list',
      'matter add',
      'matter close MATTER',
      'matter reopen MATTER',
      'matter keep MATTER',
      'contact list',
      'contact add',
      'case party list CASE',
      'case party add CASE',
      'case party remove PARTY',
      'case representative list CASE',
      'case representative add CASE',
      'case representative withdraw REPRESENTATIVE',
      'account add',
      'account list',
      'account show ACCOUNT',
      'account signed-in ACCOUNT',
      'factor add ACCOUNT',
      'factor list ACCOUNT',
      'factor retire FACTOR',
      'authenticator add ACCOUNT',
      'authenticator list ACCOUNT',
      'authenticator confirm ACCOUNT',
      'authenticator check ACCOUNT',
      'authenticator rename ACCOUNT',
      'code ACCOUNT',
      'import authenticators FILE',
      'import waiting',
      'import give ENTRY ACCOUNT',
      'import discard ENTRY',
      'clock show',
      'clock accept',
      'clock correct',
      'backup-code add ACCOUNT',
      'backup-code use ACCOUNT',
      'backup-code list ACCOUNT',
      'backup-code reserve ACCOUNT',
      'backup-code strike-out ACCOUNT',
      'backup-code paper ACCOUNT',
      'backup-code board',
      'access-code add ACCOUNT',
      'access-code list ACCOUNT',
      'access-code not-replaced ACCOUNT',
      'access-code replacement ACCOUNT',
      'access-code board',
      'passcode add ACCOUNT',
      'passcode list',
      'passcode show PASSCODE',
      'passcode outcome PASSCODE',
      'draft add ACCOUNT',
      'draft list',
      'draft edit DRAFT',
      'sign-ins',
      'account password-changed ACCOUNT',
      'access-code used ACCOUNT',
      'deadline add',
      'deadline list',
      'deadline done DEADLINE',
      'deadline snooze DEADLINE',
      'deadline cancel DEADLINE',
      'deadline reopen DEADLINE',
      'calendar export FILE',
      'path list',
      'path guides ACCOUNT',
      'path start ACCOUNT',
      'path show ACCOUNT',
      'path step ACCOUNT STEP',
      'path finish ACCOUNT',
      'path abandon ACCOUNT',
      'report today',
      'report next-steps',
      'report overview',
      'report duplicates',
      'report NAME',
      'audit list',
      'audit verify',
      'audit export FILE',
      'audit exposure',
      'rotation list MEMBER',
      'rotation close MEMBER KIND RECORD',
      'rotation reopen MEMBER KIND RECORD',
      'import clients FILE',
      'imports',
      'undo IMPORT',
      'export',
      'export authenticators',
      'import archive FILE'
    ])
  })

  it('answers --help and --version without a command', () => {
    expect(parse('--help')).toMatchObject({ command: null })
    expect(parse('-h').options.has('help')).toBe(true)
    expect(parse('--version').options.has('version')).toBe(true)
  })

  it('shows a command its help although its options are missing', () => {
    expect(parse('account add --help').command?.words).toEqual(['account', 'add'])
  })
})

describe('options', () => {
  it('reads values, repeats and switches', () => {
    const { options } = parse(
      'access-code add a@b.c --notice-date 2026-02-28 --receipt IOE1 --receipt IOE2 --from - --addressee representative'
    )
    expect(options.text('notice-date')).toBe('2026-02-28')
    expect(options.all('receipt')).toEqual(['IOE1', 'IOE2'])
    expect(options.text('from')).toBe('-')
    expect(options.has('expires')).toBe(false)
  })

  it.each([
    ['', 'no command given'],
    ['frobnicate', 'unknown command "frobnicate"'],
    ['client', '"client" needs one of: add, list, show'],
    ['client remove', '"client" needs one of: add, list, show'],
    ['code', '"code" needs ACCOUNT'],
    ['code a b', '"code" takes 1 argument(s), 2 given'],
    ['init', '"init" needs --kit-file FILE'],
    ['client add', '"client add" needs --name NAME'],
    ['client add --name', '--name needs NAME'],
    ['client add --name=', '--name needs NAME'],
    ['client add --name --json', '--name needs NAME (write --name=… when it starts with a dash)'],
    ['client add --name A --name B', '--name is given twice'],
    ['client add --name A --kind ghost', '--kind must be one of: person, company'],
    ['client list --name A', '"client list" has no option --name'],
    ['client list --json=yes', '--json takes no value'],
    ['audit list --limit 0', '--limit must be a whole number from 1'],
    ['audit list --limit 1e3', '--limit must be a whole number from 1'],
    ['access-code add A --notice-date 2026-02-29', '--notice-date must be a date written YYYY-MM-DD'],
    ['access-code add A --notice-date 01/02/2026', '--notice-date must be a date written YYYY-MM-DD'],
    ['code A --passphrase-file p --recovery-kit-file k', 'give --passphrase-file or --recovery-kit-file, not both'],
    [
      'authenticator add A --key-from - --passphrase-file -',
      'standard input can be read once only, not for --key-from and --passphrase-file'
    ],
    ['report', '"report" needs NAME'],
    ['path step A', '"path step" needs STEP'],
    ['path start A', '"path start" needs --guide GUIDE'],
    ['path start A --guide lost-keys', '--guide must be one of: lost-phone'],
    ['factor add A --kind text --holder friend', '--holder must be one of: member, client, other'],
    ['access-code board --status old', '--status must be one of: new'],
    ['access-code replacement A --on 2026-02-30', '--on must be a date written YYYY-MM-DD'],
    ['constructor', 'unknown command "constructor"'],
    ['code A --__proto__ x', 'unknown option']
  ])('refuses "%s"', (line, message) => {
    expect(refusalOf(line)).toContain(message)
  })

  it.each([
    'authenticator add A --uri otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ',
    'authenticator add A --uri=otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ',
    'authenticator add A GEZDGNBVGY3TQOJQ --key-from f',
    'status --passphrase=GEZDGNBVGY3TQOJQ',
    'GEZDGNBVGY3TQOJQ',
    'audit list --limit GEZDGNBVGY3TQOJQ'
  ])('never repeats a value that could be a secret: %s', (line) => {
    expect(refusalOf(line)).not.toContain('GEZDGNBVGY3TQOJQ')
  })
})
