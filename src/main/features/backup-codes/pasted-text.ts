/** Finds backup codes in text that somebody pasted or typed: one code, a sheet of any shape, a page with words around it. */

export interface FoundCodes {
  readonly codes: string[]
  readonly leftOut: { readonly text: string; readonly why: 'not-a-code' | 'twice' | 'too-many' }[]
  readonly marksRemoved: boolean
}

export interface Bounds {
  readonly maxCodes: number
  readonly maxLength: number
}

/** Left-out texts shown at most, and characters of each. */
const shownLeftOut = 40
const shownLength = 200

/** Spaces that copying from web pages and PDFs brings along, some of them invisible. */
const invisible = /[\u200b-\u200d\u2060\ufeff\u00ad]/g
const anySpace = /[^\S\r\n\t\f\u2028\u2029]/gu
const anyDash = /[\u2010-\u2015\u2212]/g
const bullet = /^(?:[•◦▪▫·‣∙●○■□☐☑☒✓✔*>–-]|\[[ xX]?\])\s+|^[•◦▪▫·‣∙●○■□☐☑☒✓✔]/u
/** "1.", "2)", "(3)", "#4", "5:", "No. 6". */
const listNumber = /^(?:(?:#|No\.?\s?)(\d{1,2})[.):]?|\(?(\d{1,2})[.):])\s+(?=\S)/i
/** "7 abcd": a number with nothing but a space behind it; taken for one only in a run that counts up. */
const bareNumber = /^(\d{1,2})\s+(?=\S)/
const label =
  /^(?:your\s+)?(?:(?:one[- ]time|backup|back-up|recovery|security|single[- ]use)\s+)*codes?(?:\s*(?:#|no\.?)?\s*\d{1,2})?\s*(?:[:=]|\bis\b)\s*/i

interface Cell {
  readonly text: string
  /** The line it stood in, to name what is left out as the person sees it. */
  readonly line: number
  /** The number before it, and the text without it. */
  readonly number: number | null
  readonly rest: string
  readonly hadMark: boolean
}

/**
 * Lines are cut at tabs, bars, commas, semicolons and wide gaps (columns); single spaces and dashes inside a code stay, since some portals print codes in
 * groups. Bullets and numbers that count up go. What remains is a code when it looks like one beside the others: letters with digits, capitals, groups, one
 * length. When nothing looks like a code, short entries are taken as they are, because formats are not published. Case is kept.
 */
export function findCodes(text: string, { maxCodes, maxLength }: Bounds): FoundCodes {
  const lines = text
    .replace(invisible, '')
    .replace(anySpace, ' ')
    .replace(anyDash, '-')
    .split(/\r\n|[\r\n\f\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const cells = lines.flatMap((line, index) => cellsOf(line, index))
  const numbered = countsUp(cells)
  const entries = cells.flatMap((cell): Entry[] => {
    const isNumbered = numbered.has(cell)
    const shown = isNumbered ? cell.rest : cell.text
    return shown === '' ? [] : tokensOf(shown).map((token) => ({ text: token, hadMark: cell.hadMark || isNumbered }))
  })
  const marksRemoved = numbered.size > 0 || cells.some(({ hadMark }) => hadMark)
  const chosen = chooseCodes(entries)
  const codes: string[] = []
  const leftOut: FoundCodes['leftOut'] = []
  for (const { text: entry } of entries) {
    const code = chosen.get(entry)
    if (code === undefined || code.length > maxLength) leftOut.push({ text: entry, why: 'not-a-code' })
    else if (codes.includes(code)) leftOut.push({ text: code, why: 'twice' })
    else if (codes.length === maxCodes) leftOut.push({ text: code, why: 'too-many' })
    else codes.push(code)
  }
  return { codes, leftOut: leftOut.slice(0, shownLeftOut).map((one) => ({ ...one, text: one.text.slice(0, shownLength) })), marksRemoved }
}

interface Entry {
  readonly text: string
  readonly hadMark: boolean
}

function cellsOf(line: string, index: number): Cell[] {
  // Commas and gaps of a sentence do not make columns.
  const parts = isSentence(line) ? [line] : line.split(/\t+|\s*[|¦│]\s*|\s*[,;]\s*|\s{2,}/)
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '' && !/^[-_=+|\s]+$/.test(part))
    .map((part) => {
      const bare = part.replace(bullet, '').replace(/^["'“”‘’`]+|["'“”‘’`]+$/g, '')
      const found = listNumber.exec(bare) ?? bareNumber.exec(bare)
      const alone = /^\(?(\d{1,2})[.):]?$/.exec(bare)
      const number = found?.[1] ?? found?.[2] ?? alone?.[1] ?? null
      const rest = found === null ? (alone === null ? bare : '') : bare.slice(found[0].length).trim()
      return { text: bare, line: index, number: number === null ? null : Number(number), rest, hadMark: bare !== part }
    })
}

/** The cells whose number is a list number: numbers that count up by one from the first, at least two of them, down the columns or along the lines. */
function countsUp(cells: readonly Cell[]): Set<Cell> {
  const numbered = cells.filter(({ number }) => number !== null)
  const sorted = [...numbered].sort((a, b) => (a.number ?? 0) - (b.number ?? 0))
  const first = sorted[0]?.number ?? 0
  const isRun = numbered.length > 1 && first <= 1 && sorted.every(({ number }, at) => number === first + at)
  return new Set(isRun ? numbered : [])
}

/** A cell of several whole codes with single spaces between them, as PDFs give two columns; otherwise the cell is one entry. */
function tokensOf(text: string): string[] {
  const tokens = text.split(' ')
  const [first = ''] = tokens
  const isRow = tokens.length > 1 && tokens.every((token) => token.length === first.length && token.length >= 8 && hasCodeLook(token))
  return isRow ? tokens : [text]
}

/** The entries that are codes, each with the code in it. */
function chooseCodes(entries: readonly Entry[]): Map<string, string> {
  const read = entries.map(({ text, hadMark }) => ({ text, hadMark, code: codeIn(text) }))
  const strong = read.filter(({ code }) => code !== null && hasCodeLook(code))
  if (strong.length === 0) return plainEntries(entries)
  const usual = usualLength(strong.map(({ code }) => compactLength(code ?? '')))
  const chosen = new Map<string, string>()
  for (const { text, hadMark, code } of read) {
    if (code === null) continue
    const fits = usual === null || compactLength(code) === usual
    // A word between codes is one when it has their length, or stood behind a bullet or number as they did.
    if (fits && (hasCodeLook(code) || (usual !== null && !code.includes(' ')) || hadMark)) chosen.set(text, code)
  }
  return chosen
}

/** Nothing looks like a code: one entry is one, whatever it is; of several, the sentences are left out. */
function plainEntries(entries: readonly Entry[]): Map<string, string> {
  const chosen = new Map<string, string>()
  for (const { text } of entries) {
    if (entries.length > 1 && (isSentence(text) || isFurniture(text))) continue
    chosen.set(text, text)
  }
  return chosen
}

/** The code in an entry: the entry itself, what stands behind a label, or the one word of a sentence that can be nothing else. */
function codeIn(text: string): string | null {
  if (isFurniture(text)) return null
  const labelled = text.replace(label, '').replace(/^["'“”‘’]+|["'“”‘’.]+$/g, '')
  if (labelled !== text && isPlain(labelled) && !isSentence(labelled)) return labelled
  if (isPlain(text) && !isSentence(text)) return text
  const words = text
    .split(/[\s,;:()"“”]+/)
    .map((word) => word.replace(/^['‘’]+|['‘’.!?]+$/g, ''))
    .filter((word) => isPlain(word) && compactLength(word) >= 6 && /[0-9]/.test(word) && /[A-Za-z]/.test(word) && !isFurniture(word))
  return words.length === 1 ? (words[0] ?? null) : null
}

const isPlain = (text: string): boolean => /^[A-Za-z0-9]+(?:[ _.-][A-Za-z0-9]+)*$/.test(text)

const compactLength = (text: string): number => text.replace(/[^A-Za-z0-9]/g, '').length

/** Letters with digits, digits alone, capitals alone, mixed case inside, or groups of one length. */
function hasCodeLook(text: string): boolean {
  if (!isPlain(text) || compactLength(text) < 4) return false
  const groups = text.split(/[ _.-]/)
  const sameGroups = groups.length > 1 && groups.every((group) => group.length === groups[0]?.length)
  if (groups.length > 1 && text.includes(' ') && !sameGroups) return false
  if (/[0-9]/.test(text)) return sameGroups || groups.length === 1 || !text.includes(' ')
  if (sameGroups) return (groups[0]?.length ?? 0) >= 3 && (!text.includes(' ') || text === text.toUpperCase())
  return groups.length === 1 && (text === text.toUpperCase() || /[a-z][A-Z]/.test(text))
}

/** The length most have, when at least two have it and more than half do; null when they are of all lengths. */
function usualLength(lengths: readonly number[]): number | null {
  const counts = [...Map.groupBy(lengths, (length) => length)].map(([length, all]) => ({ length, count: all.length }))
  const [most] = counts.sort((a, b) => b.count - a.count)
  return most !== undefined && most.count > 1 && most.count * 2 > lengths.length ? most.length : null
}

/** Words with a sentence's shape: several of them, mostly in small letters. */
function isSentence(text: string): boolean {
  const words = text.split(/\s+/).filter((word) => /[A-Za-z]/.test(word))
  const plain = words.filter((word) => /^["'“‘(]?[A-Z]?[a-z]+(?:['’][a-z]+)?[.,:;!?)"”’]*$/.test(word) && !/\d/.test(word))
  return (words.length >= 3 && plain.length * 2 > words.length) || (words.length >= 2 && /[a-z][.!?:]$/.test(text) && plain.length >= 2)
}

/** What pages carry besides codes: page numbers, dates, times, addresses, telephone numbers. */
function isFurniture(text: string): boolean {
  return (
    /^(?:page|p\.)\s*\d+(?:\s*(?:of|\/)\s*\d+)?$/i.test(text) ||
    /^-?\s*\d{1,3}\s*(?:of|\/)\s*\d{1,3}\s*-?$/.test(text) ||
    /^-?\s*\d{1,3}\s*-?$/.test(text) ||
    /^\d{4}-\d{2}-\d{2}$|^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b/.test(text) ||
    /^\d{1,2}:\d{2}/.test(text) ||
    /^(?:January|February|March|April|May|June|July|August|September|October|November|December)\b.*\d{4}$/i.test(text) ||
    /^(?:\+?1[ -])?\(?\d{3}\)?[ -]\d{3}-\d{4}$/.test(text) ||
    /@|:\/\/|^www\.|\.(?:gov|com|org|me)\b/i.test(text)
  )
}
