import { type AccountRow, byClient, type ClientRow, filed, tracked } from './sample-rows.ts'

export const companies: readonly ClientRow[] = [
  {
    kind: 'company',
    name: 'Bluebird Robotics Inc. (sample)',
    mailbox: 'people.bluebird',
    opened: 600,
    cases: [filed('IOE', 'I-129', 250, 'H-1B'), filed('IOE', 'I-140', 140)],
    accounts: [byClient({ nickname: 'company administrator (sample)' }), tracked({ portal: 'dol-flag', mailbox: 'labor.bluebird' })]
  },
  {
    kind: 'company',
    name: 'Cedar Hollow Dairy LLC (sample)',
    mailbox: 'office.cedarhollow',
    opened: 275,
    cases: [filed('SRC', 'I-129', 180, 'H-2A')],
    accounts: [tracked({ nickname: 'company administrator (sample)' }), tracked({ portal: 'dol-flag' })]
  },
  {
    kind: 'company',
    name: 'Lakeshore Dental Group PC (sample)',
    mailbox: 'admin.lakeshore',
    opened: 130,
    cases: [filed('IOE', 'I-140', 66)],
    accounts: [byClient({ nickname: 'company administrator (sample)' })]
  },
  {
    kind: 'company',
    name: 'Northgate Structural Engineers LLP (sample)',
    mailbox: 'hr.northgate',
    opened: 450,
    cases: [filed('IOE', 'I-129', 330, 'TN'), filed('IOE', 'I-129', 44, 'H-1B')],
    accounts: [
      byClient({ nickname: 'company administrator (sample)' }),
      tracked({ nickname: 'company member (sample)', mailbox: 'cfo.northgate' })
    ]
  },
  {
    kind: 'company',
    name: 'Tamarind Kitchen Holdings LLC (sample)',
    mailbox: 'owner.tamarind',
    opened: 22,
    cases: [],
    accounts: [byClient({ nickname: 'company administrator (sample)' })]
  }
]

const own = (mailbox: string, nickname: string, more: Partial<AccountRow> = {}): AccountRow => ({
  custody: 'firms-own',
  mailbox,
  nickname,
  ...more
})

/** Accounts of the firm's own people; they belong to no client. */
export const ownAccountRows: readonly AccountRow[] = [
  own('dana.whitfield', 'attorney', {
    authenticator: { confirmed: 520 },
    backup: { issued: 520, keptAt: 'Office safe' },
    access: [{ notice: 62, addressee: 'representative' }]
  }),
  own('priya.raman', 'attorney', {
    authenticator: { confirmed: 410 },
    backup: { issued: 410, keptAt: 'Office safe' },
    signedIn: 3,
    passcodes: [
      {
        ...{ client: 'Northgate Structural Engineers LLP (sample)', form: 'G-28, I-129', about: 'second TN engineer' },
        ...{ issued: 33, handedOver: 32 }
      },
      {
        ...{ client: 'Northgate Structural Engineers LLP (sample)', form: 'G-28, I-129', about: 'H-1B extension' },
        ...{ issued: 26, handedOver: 25 }
      },
      { client: 'Tamarind Kitchen Holdings LLC (sample)', form: 'G-28, I-129', about: 'chef', issued: 4, handedOver: 4 },
      {
        ...{ client: 'Tamarind Kitchen Holdings LLC (sample)', form: 'G-28, I-907', issued: 15, handedOver: 14 },
        ...{ outcome: 'accepted', answered: 12 }
      }
    ],
    drafts: [
      { client: 'Tamarind Kitchen Holdings LLC (sample)', form: 'I-129', edited: 25, note: 'Waits for the lease' },
      { client: 'Northgate Structural Engineers LLP (sample)', form: 'I-129', edited: 2 }
    ]
  }),
  own('luis.ortega', 'paralegal, Legal Team', {
    authenticator: { confirmed: 95 },
    backup: { issued: 95, keptAt: 'Office safe' },
    signedIn: 57,
    drafts: [{ form: 'G-28', edited: 40, note: 'Template, not needed any more' }]
  }),
  own('dana.whitfield', 'attorney', {
    portal: 'pacer',
    authenticator: { confirmed: 300, algorithm: 'SHA256' },
    backup: { issued: 300, used: [1, 2] },
    signedIn: 64
  }),
  own('priya.raman', 'attorney', { portal: 'pacer', authenticator: { confirmed: 280 }, backup: { issued: 280 } }),
  own('filings', 'shared filing account', {
    portal: 'pacer',
    authenticator: { confirmed: 150, nickname: 'Dana’s phone' },
    moreAuthenticators: [
      { confirmed: 120, algorithm: 'SHA256', nickname: 'Luis’s phone' },
      { added: 3, confirmed: null, algorithm: 'SHA512', nickname: 'front desk' }
    ],
    backup: {
      issued: 150,
      used: [1, 2, 3, 4, 5, 6, 7, 8],
      reserved: { position: 9, by: 'Dana Whitfield', for: 'filing while travelling' }
    }
  }),
  own('dana.whitfield', 'attorney', { portal: 'eoir-ecas', accountNumber: 'SAMPLE-EOIR-01', authenticator: { confirmed: 200 } }),
  own('priya.raman', 'attorney', { portal: 'eoir-ecas', accountNumber: 'SAMPLE-EOIR-02', authenticator: { added: 6, confirmed: null } }),
  own('luis.ortega', 'paralegal', {
    portal: 'login-gov',
    authenticator: { confirmed: 90, algorithm: 'SHA512' },
    backup: { issued: 90, used: [1] }
  }),
  own('luis.ortega', 'paralegal', { portal: 'dol-flag', notes: 'Signs in with the Login.gov account of the same address.' })
]
