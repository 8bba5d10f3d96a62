/** The lines of a table of addresses, comments left out, with {202E} as the character it names and {A*8200} written out. */
export function rowsOf(table: string): string[] {
  return table
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map((line) => line.replaceAll(/\{(?:([0-9A-F]{4})|(.))(?:\*(\d+))?\}/g, repeated))
}

function repeated(_whole: string, hex: string | undefined, letter: string | undefined, times: string | undefined): string {
  return (hex === undefined ? (letter ?? '') : String.fromCodePoint(Number.parseInt(hex, 16))).repeat(Number(times ?? 1))
}
