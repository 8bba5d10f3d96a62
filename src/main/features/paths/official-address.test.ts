import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { readPortals } from '../portals/portal-file.ts'
import { officialAddress } from './official-address.ts'

const hosts = new Set(readPortals(join(import.meta.dirname, '../../../../resources')).flatMap((portal) => portal.hosts))

describe('addresses of portals', () => {
  test.each([
    ['https://my.uscis.gov/account/v1/needhelp', 'https://my.uscis.gov/account/v1/needhelp'],
    ['https://my.uscis.gov', 'https://my.uscis.gov/'],
    ['HTTPS://MyAccount.USCIS.gov/Sign-In', 'https://myaccount.uscis.gov/Sign-In'],
    ['https://ceac.state.gov/IV/Login.aspx', 'https://ceac.state.gov/IV/Login.aspx'],
    ['https://ssa.gov/a?b=c#d', 'https://ssa.gov/a?b=c#d'],
    ['https://ssa.gov/@usciss.us', 'https://ssa.gov/@usciss.us'],
    ['https://ssa.gov?x', 'https://ssa.gov/?x']
  ])('%j is opened as %j', (text, href) => expect(officialAddress(text, hosts)?.href).toBe(href))

  test.each([
    ['nothing', ''],
    ['no scheme', 'my.uscis.gov/'],
    ['no authority', 'https:my.uscis.gov'],
    ['a script', 'javascript:alert(1)//my.uscis.gov'],
    ['a script with an authority', 'javascript://my.uscis.gov/%0aalert(1)'],
    ['data', 'data:text/html,https://my.uscis.gov/'],
    ['a file', 'file:///etc/passwd'],
    ['a file on a host', 'file://my.uscis.gov/x'],
    ['a program', 'ms-msdt:/id'],
    ['mail', 'mailto:a@my.uscis.gov'],
    ['our own pages', 'app://keydocket/index.html'],
    ['another scheme behind https', 'https:javascript:alert(1)'],
    ['no encryption', 'http://my.uscis.gov/'],
    ['a socket', 'wss://my.uscis.gov/'],
    ['a look-alike', 'https://usciss.us/'],
    ['another look-alike', 'https://myuscisgov.com/contactcenter.html'],
    ['a third look-alike', 'https://uscisaccount.cloud/'],
    ['a host that begins alike', 'https://my.uscis.gov.example.com/'],
    ['a host that ends alike', 'https://notmy.uscis.gov/'],
    ['a host without its dot', 'https://myuscis.gov/'],
    ['a parent nobody listed', 'https://gov/'],
    ['a subdomain nobody listed', 'https://evil.my.uscis.gov/'],
    ['an official host of no portal', 'https://developer.uscis.gov/'],
    ['a user', 'https://user@my.uscis.gov/'],
    ['a user and a word', 'https://user:word@my.uscis.gov/'],
    ['an empty user', 'https://@my.uscis.gov/'],
    ['the host as user', 'https://my.uscis.gov@usciss.us/'],
    ['the host and path as user', 'https://my.uscis.gov%2f@usciss.us/'],
    ['a port', 'https://my.uscis.gov:8443/'],
    ['the usual port', 'https://my.uscis.gov:443/'],
    ['an empty port', 'https://my.uscis.gov:/'],
    ['a trailing dot', 'https://my.uscis.gov./'],
    ['two dots', 'https://my..uscis.gov/'],
    ['a backslash for the host of another', 'https://my.uscis.gov\\@usciss.us/'],
    ['backslashes', 'https:\\\\my.uscis.gov\\x'],
    ['three slashes', 'https:///my.uscis.gov/'],
    ['a Cyrillic letter', 'https://my.uscіs.gov/'],
    ['an accent', 'https://my.uscís.gov/'],
    ['the same in Punycode', 'https://my.xn--uscs-6pa.gov/'],
    ['wide letters', 'https://ｍｙ.uscis.gov/'],
    ['an ideographic dot', 'https://my。uscis.gov/'],
    ['a soft hyphen', 'https://my.us\u00adcis.gov/'],
    ['an escaped letter', 'https://my%2euscis.gov/'],
    ['a tab', 'https://my.us\tcis.gov/'],
    ['a line break', 'https://my.uscis.gov\n.example.com/'],
    ['a space before', ' https://my.uscis.gov/'],
    ['a null', 'https://my.uscis.gov\u0000/'],
    ['a number', 'https://2130706433/'],
    ['an address of this computer', 'https://[::1]/'],
    ['a word of every object', 'https://constructor/']
  ])('%s is refused', (_what, text) => expect(officialAddress(text, hosts)).toBeNull())

  it('never leads anywhere but to a listed host, whatever stands before, in and after one', () =>
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...hosts), fc.string(), fc.string(), (before, host, within, after) => {
        for (const text of [
          before + after,
          `${before}https://${host}${after}`,
          `https://${within}${host}${after}`,
          `https://${host}${within}/${after}`
        ]) {
          const url = officialAddress(text, hosts)
          if (url !== null)
            expect([url.protocol, hosts.has(url.host), url.username, url.password, url.port]).toEqual(['https:', true, '', '', ''])
        }
      })
    ))
})
