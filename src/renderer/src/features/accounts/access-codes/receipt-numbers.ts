/** Splits typed receipt numbers at commas, semicolons and line breaks; spaces and dashes go, letters become capitals, repeats go. */
export function parseReceiptNumbers(text: string): string[] {
  const numbers = text
    .split(/[,;\r\n]+/)
    .map((entry) => entry.replace(/[\s-]/g, '').toUpperCase())
    .filter((entry) => entry !== '')
  return [...new Set(numbers)]
}
