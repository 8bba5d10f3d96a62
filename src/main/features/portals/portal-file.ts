import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Portal } from '#contract/portals'
import { officialHosts } from './official-hosts.ts'

/**
 * Every portal of `<resourcesFolder>/portals`, one JSON file each, sorted by name. Portals are shipped data, so a bad file is a bug:
 * throws a plain Error that names each bad file with its reasons. Throws too when the folder is missing or holds no portal.
 */
export function readPortals(resourcesFolder: string): Portal[] {
  const folder = join(resourcesFolder, 'portals')
  const fileNames = readdirSync(folder).filter((name) => name.endsWith('.json'))
  if (fileNames.length === 0) throw new Error(`No portal file in ${folder}`)
  const portals: Portal[] = []
  const problems: string[] = []
  for (const fileName of fileNames.toSorted()) {
    const answer = portalFromText(fileName, readFileSync(join(folder, fileName), 'utf8'))
    if ('portal' in answer) portals.push(answer.portal)
    else problems.push(`${fileName}: ${answer.problems.join('; ')}`)
  }
  if (problems.length > 0) throw new Error(`Portal files that cannot be used:\n${problems.join('\n')}`)
  return portals.toSorted((a, b) => (nameKey(a) < nameKey(b) ? -1 : 1))
}

/** A file of the firm that cannot be used, with the reasons. */
export interface PortalFileProblem {
  readonly fileName: string
  readonly problems: readonly string[]
}

export const firmPortalsFolder = (dataFolder: string): string => join(dataFolder, 'portals')

const largestFirmFile = 256 * 1024

/**
 * The firm's own portal files, `<dataFolder>/portals/*.json`. They are the firm's data, so a bad one is no bug: it is answered as a problem and
 * the others count. No folder, no portals.
 */
export function readFirmPortals(dataFolder: string): { readonly portals: Portal[]; readonly problems: PortalFileProblem[] } {
  const folder = firmPortalsFolder(dataFolder)
  const portals: Portal[] = []
  const problems: PortalFileProblem[] = []
  let fileNames: string[] = []
  try {
    fileNames = readdirSync(folder).filter((name) => name.endsWith('.json'))
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') problems.push({ fileName: 'portals', problems: [`cannot be read (${codeOf(error)})`] })
  }
  for (const fileName of fileNames.toSorted()) {
    const answer = firmPortalFrom(join(folder, fileName), fileName)
    if ('portal' in answer) portals.push(answer.portal)
    else problems.push({ fileName, problems: answer.problems })
  }
  return { portals, problems }
}

function firmPortalFrom(path: string, fileName: string): PortalOrProblems {
  try {
    const file = statSync(path)
    if (!file.isFile()) return { problems: ['is not a file'] }
    if (file.size > largestFirmFile) return { problems: [`is larger than ${largestFirmFile} bytes`] }
    return portalFromText(fileName, readFileSync(path, 'utf8'))
  } catch (error) {
    return { problems: [`cannot be read (${codeOf(error)})`] }
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unreadable'

/** Names of these portals are plain ASCII. A language's own order would cost more at its first comparison than reading all the files. */
const nameKey = ({ name }: Portal): string => name.toLowerCase()

type PortalOrProblems = { readonly portal: Portal } | { readonly problems: string[] }

/** One file's content against the schema, and against what a schema cannot say. */
export function portalFromText(fileName: string, text: string): PortalOrProblems {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    return { problems: [`is not JSON (${error instanceof Error ? error.message : 'unreadable'})`] }
  }
  const parsed = Portal.safeParse(content)
  if (!parsed.success) {
    return { problems: parsed.error.issues.map((issue) => `${issue.path.map(String).join('.') || 'file'}: ${issue.message}`) }
  }
  const problems = contradictions(fileName, parsed.data)
  return problems.length > 0 ? { problems } : { portal: parsed.data }
}

const codesPerScheme: Record<Portal['backupCodes']['scheme'], number> = { none: 0, one: 1, 'ten-each-once': 10, 'one-replaced-on-use': 1 }

function contradictions(fileName: string, portal: Portal): string[] {
  const problems: string[] = []
  if (fileName !== `${portal.id}.json`) problems.push(`id: "${portal.id}" is not the file's name`)
  if (portal.accountNumber && !isPattern(portal.accountNumber.pattern)) problems.push('accountNumber.pattern: is not a regular expression')
  const { scheme, count } = portal.backupCodes
  if (count !== codesPerScheme[scheme]) problems.push(`backupCodes.count: ${count} does not fit the scheme "${scheme}"`)
  if (portal.accessCode && portal.accessCode.expiringFromDaysLeft >= portal.accessCode.lifetimeDays) {
    problems.push('accessCode.expiringFromDaysLeft: leaves no day on which the code is new')
  }
  for (const name of ['passcode', 'draft'] as const) {
    const rule = portal[name]
    if (rule && rule.expiringFromDaysLeft >= rule.lifetimeDays)
      problems.push(`${name}.expiringFromDaysLeft: leaves no day without a reminder`)
  }
  const days = portal.signInClocks.map((clock) => clock.days)
  if (days.some((day, index) => index > 0 && day <= (days[index - 1] ?? 0)))
    problems.push('signInClocks: are not in the order of their days')
  if (portal.passwordClock && portal.passwordClock.dueFromDaysLeft >= portal.passwordClock.days) {
    problems.push('passwordClock.dueFromDaysLeft: the password would always be due')
  }
  for (const host of portal.hosts) if (!officialHosts.has(host)) problems.push(`hosts: "${host}" is not an official host`)
  const page = portal.helpDesk?.page ?? null
  if (page !== null && !portal.hosts.includes(new URL(page).host)) problems.push("helpDesk.page: its host is not among the portal's hosts")
  if (portal.lowBackupCodes !== null && portal.lowBackupCodes >= count) {
    problems.push('lowBackupCodes: a full set would already be low')
  }
  return problems
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'u')
    return true
  } catch {
    return false
  }
}
