import type { TableFile } from '../../ports.ts'
import { readCsv } from './csv-table.ts'
import { tableBounds, unreadable } from './table-sheet.ts'
import { decodeText } from './text-encoding.ts'
import { readVcards } from './vcard-table.ts'
import { readXlsx } from './xlsx-table.ts'

const startsWith = (bytes: Uint8Array, text: string): boolean => [...text].every((character, at) => bytes[at] === character.charCodeAt(0))

/** A table of clients as people bring it: what it is shows in its content, whatever it is called. Throws AppError `imports.table-unreadable`. */
export function readTableFile(bytes: Uint8Array): TableFile {
  if (bytes.byteLength > tableBounds.bytes) throw unreadable('too-large')
  if (bytes.byteLength === 0) throw unreadable('nothing')
  if (startsWith(bytes, 'PK\x03\x04')) return { format: 'xlsx', sheets: readXlsx(bytes) }
  // The container of .xls, and of every workbook with a password.
  if (startsWith(bytes, '\xd0\xcf\x11\xe0'))
    throw unreadable(Buffer.from(bytes).includes('EncryptedPackage', 0, 'utf16le') ? 'encrypted' : 'kind')
  if (['%PDF', '\x89PNG', '\xff\xd8\xff', 'GIF8', '{\\rtf', '\x1f\x8b'].some((start) => startsWith(bytes, start))) throw unreadable('kind')
  const text = decodeText(bytes).replace(/^\ufeff/, '')
  if (/^\s*BEGIN:VCARD/i.test(text)) return { format: 'vcard', sheets: [readVcards(text)] }
  if (/^\s*<(!doctype|html|\?xml)/i.test(text)) throw unreadable('kind')
  return { format: 'csv', sheets: [readCsv(text)] }
}
