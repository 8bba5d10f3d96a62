import { expect, it } from 'vitest'
import { passphraseWeaknesses } from '../../api/error-text.ts'
import { setupText } from '../../text/vault.ts'
import { problemsOf } from './passphrase-problems.ts'

const words = setupText.passphrase
const weak = { score: 0, acceptable: false, weakness: 'too-short' } as const

it('says everything that is wrong at once, as far as it is known', () => {
  expect(problemsOf({ memberName: ' ', passphrase: '', retyped: '' }, null)).toEqual({
    memberName: words.nameMissing,
    passphrase: words.missing
  })
  expect(problemsOf({ memberName: 'Ana', passphrase: 'short', retyped: 'shirt' }, weak)).toEqual({
    passphrase: passphraseWeaknesses['too-short'],
    retyped: words.mismatch
  })
  expect(problemsOf({ memberName: 'Ana', passphrase: 'six quiet herons', retyped: 'six quiet herons' }, null)).toEqual({})
})
