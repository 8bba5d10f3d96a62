import { describe, expect, it } from 'vitest'
import { measurePassphrase } from './passphrase-strength.ts'

describe('passphrase strength', () => {
  it.each([
    ['', 'too-short'],
    ['x9#kQ!2mZ?w', 'too-short'],
    ['x'.repeat(129), 'too-long'],
    ['passwordpassword', 'too-easy-to-guess'],
    ['qwertyuiop12345', 'too-easy-to-guess'],
    ['keydocketkeydocket', 'too-easy-to-guess'],
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'too-easy-to-guess']
  ])('refuses "%s" as %s', async (passphrase, weakness) => {
    expect(await measurePassphrase(passphrase)).toMatchObject({ acceptable: false, weakness })
  })

  it.each(['purple tractor nine lemons', 'Riverside-Teapot-41-quiet', 'Зелёный трактор у реки 17', 'x9#kQ!2mZ?wL'])(
    'accepts "%s"',
    async (passphrase) => {
      const strength = await measurePassphrase(passphrase)
      expect(strength).toMatchObject({ acceptable: true, weakness: null })
      expect(strength.score).toBeGreaterThanOrEqual(3)
    }
  )

  it('counts characters, not code units', async () => {
    expect((await measurePassphrase('🔑🌲🚲🏠🔑🌲🚲🏠🔑🌲🚲')).weakness).toBe('too-short')
  })
})
