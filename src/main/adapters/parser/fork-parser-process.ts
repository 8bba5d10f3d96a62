import { tmpdir } from 'node:os'
import { forkProcess } from '../separate-process/fork-process.ts'
import type { ParserChild } from './parser.ts'

/** Starts the parser process under plain Node, with what a process needs to start on each system and nothing else. */
export const forkParserProcess = (modulePath: string): ParserChild =>
  forkProcess(modulePath, { passOn: /^(SYSTEMROOT|WINDIR|TEMP|TMP|TMPDIR)$/i, cwd: tmpdir() })
