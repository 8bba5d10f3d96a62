/** Whether text looks like an A-Number: optional A, then 7 to 9 digits, however grouped. Empty counts as fine. Warns, never blocks. */
export function isANumberShaped(text: string): boolean {
  const bare = text.replace(/[\s.#-]/g, '')
  return bare === '' || /^A?\d{7,9}$/i.test(bare)
}

/** As main keeps it: spaces and dashes removed, upper case. */
export function receiptNumberFrom(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase()
}

/** Whether text looks like a receipt number: three letters and ten digits. Empty counts as fine. Warns, never blocks. */
export function isReceiptNumberShaped(text: string): boolean {
  const bare = receiptNumberFrom(text)
  return bare === '' || /^[A-Z]{3}\d{10}$/.test(bare)
}
