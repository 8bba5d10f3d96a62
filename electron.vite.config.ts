import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

/** Epoch ms; SOURCE_DATE_EPOCH (seconds) where a build is to come out the same twice. */
const builtAt = Number(process.env['SOURCE_DATE_EPOCH'] ?? Date.now() / 1000) * 1000

export default defineConfig({
  main: {
    define: { __KEYDOCKET_BUILT_AT__: String(Math.round(builtAt)) },
    build: {
      // electron-vite leaves `dependencies` out of the bundle by itself; keytar is an optional one, so that a machine without it still builds.
      externalizeDeps: { include: ['keytar'] },
      sourcemap: true,
      rolldownOptions: {
        // Four programs from one core: the Electron entry, the command line, the process that alone loads keytar, and the one that reads untrusted input.
        input: {
          index: 'src/main/index.ts',
          cli: 'src/main/cli/index.ts',
          'keychain-process': 'src/main/adapters/keychain/keychain-process.ts',
          'parser-process': 'src/main/adapters/parser/parser-process.ts'
        },
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          // Few files: each one costs a call from the command line about a millisecond. What takes part in every call, what only an open
          // firm needs, and what only the command line needs.
          codeSplitting: {
            groups: [
              { name: 'folders', test: /\/src\/main\/cli\/(data|project)-folder\.ts$/, priority: 3 },
              { name: 'core', test: /\/src\/main\/(app|adapters\/system-\w+)\.ts$/, priority: 2 },
              { name: 'command-line', test: /\/src\/main\/cli\/(run|host)\.ts$/, priority: 1 }
            ]
          }
        }
      }
    }
  },
  preload: {
    build: {
      // A sandboxed preload is one CommonJS file that requires nothing but "electron".
      externalizeDeps: false,
      sourcemap: true,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: '[name].cjs' } }
    }
  },
  renderer: {
    plugins: [react()],
    build: { sourcemap: true, minify: true }
  }
})
