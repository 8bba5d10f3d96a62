import { expect, test } from 'vitest'
import { recordSecurityCount } from '../testing/security-counts.ts'
import { marksFor, secretItem } from './clipboard-marks.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

const table: readonly [NodeJS.Platform, readonly [string, string][]][] = [
  [
    'win32',
    [
      ['ExcludeClipboardContentFromMonitorProcessing', '01'],
      ['CanIncludeInClipboardHistory', '00000000'],
      ['CanUploadToCloudClipboard', '00000000']
    ]
  ],
  [
    'darwin',
    [
      ['org.nspasteboard.ConcealedType', '01'],
      ['org.nspasteboard.TransientType', '01']
    ]
  ],
  ['linux', [['x-kde-passwordManagerHint', Buffer.from('secret').toString('hex')]]],
  ['freebsd', []]
]

test.each(table)('a secret copied on %s is marked', async (platform, expected) => {
  expect(marksFor(platform).map(({ format, bytes }) => [format, hex(bytes)])).toEqual(expected)
  const item = secretItem('123456', platform)
  expect(Object.keys(item)).toEqual(['text/plain', ...expected.map(([format]) => `electron application/osclipboard;format="${format}"`)])
  expect(item['text/plain']).toBe('123456')
  for (const [format, bytes] of expected) {
    const blob = item[`electron application/osclipboard;format="${format}"`] as Blob
    expect(hex(new Uint8Array(await blob.arrayBuffer()))).toBe(bytes)
  }
  recordSecurityCount({
    row: `24-marks-${platform}`,
    title: `marks that keep a copy out of histories, ${platform}`,
    count: expected.length + 1,
    bar: 1,
    failed: 0
  })
})
