import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createClient } from './api/client.ts'
import { ClientProvider } from './api/context.tsx'
import { App } from './app/App.tsx'
import { createStores } from './app/stores.ts'
import './ui/tokens.css'
import './ui/base.css'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root element')

const client = createClient(window.keydocket)
const stores = createStores(client)

createRoot(root).render(
  <StrictMode>
    <ClientProvider client={client} stores={stores}>
      <App />
    </ClientProvider>
  </StrictMode>
)
