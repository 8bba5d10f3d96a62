import { adjustment, byClient, type ClientRow, filed, held, tracked } from './sample-rows.ts'

export const people: readonly ClientRow[] = [
  {
    name: 'Adeyemi, Oluwaseun',
    mailbox: 'o.adeyemi',
    opened: 230,
    cases: adjustment(100),
    accounts: [held(220, { access: [{ notice: 87 }] })]
  },
  {
    name: 'Álvarez Quintero, Lucía',
    otherNames: 'Lucy Alvarez',
    mailbox: 'lucia.alvarez',
    opened: 160,
    cases: adjustment(90),
    accounts: [
      held(150, { nickname: 'beneficiary', access: [{ notice: 78 }] }),
      tracked({ nickname: 'petitioner', mailbox: 'd.alvarez', notes: 'Spouse files the I-130 from this account.' })
    ]
  },
  { name: 'Bakić, Jelena', mailbox: 'jelena.bakic', opened: 300, cases: [filed('IOE', 'N-400', 240)], accounts: [held(290)] },
  {
    name: 'Banerjee, Arundhati',
    mailbox: 'a.banerjee',
    opened: 120,
    cases: [filed('IOE', 'I-140', 75), filed('IOE', 'I-907', 75, 'Premium processing')],
    accounts: [held(110, { access: [{ notice: 65 }] }), byClient({ portal: 'login-gov' })]
  },
  {
    name: 'Castellanos Peña, Mateo',
    mailbox: 'mateo.castellanos',
    opened: 400,
    cases: [filed('MSC', 'I-485', 380), filed('IOE', 'I-765', 130, 'Renewal')],
    accounts: [held(390, { access: [{ notice: 121 }] })]
  },
  {
    name: 'Chukwu, Ngozi',
    mailbox: 'ngozi.chukwu',
    opened: 60,
    cases: [filed('IOE', 'I-130', 45)],
    accounts: [held(55, { access: [{ notice: 20 }] })]
  },
  {
    name: 'Đặng, Thị Mai',
    otherNames: 'Dang, Mai',
    mailbox: 'mai.dang',
    opened: 210,
    cases: [filed('LIN', 'I-751', 190), filed('IOE', 'N-400', 30)],
    accounts: [held(200, { access: [{ notice: 5 }], backup: { issued: 199, staleSince: 40 }, authenticator: { confirmed: 40 } })]
  },
  {
    name: 'Demir, Elif',
    mailbox: 'elif.demir',
    opened: 35,
    withoutANumber: true,
    cases: [filed('IOE', 'I-539', 20)],
    accounts: [byClient()]
  },
  {
    name: 'El-Masri, Karim',
    mailbox: 'k.elmasri',
    opened: 500,
    notes: 'Prefers calls after 5 p.m.',
    cases: [filed('IOE', 'I-589', 480), filed('IOE', 'I-765', 300)],
    accounts: [held(490, { backup: { issued: 489, used: [1] }, notes: 'Backup code used when the phone was lost. Record the new one.' })]
  },
  {
    name: 'Ferreira da Luz, Beatriz',
    mailbox: 'beatriz.luz',
    opened: 90,
    cases: [filed('IOE', 'I-129', 70), filed('IOE', 'I-765', 60)],
    accounts: [held(80, { access: [{ notice: 60, used: 41, linkedBy: 'access-code', verified: 39 }] }), byClient({ portal: 'id-me' })]
  },
  {
    name: 'Fofana, Aminata',
    mailbox: 'aminata.fofana',
    opened: 40,
    cases: [filed('IOE', 'I-130', 25)],
    accounts: [held(35, { authenticator: { added: 2, confirmed: null } })]
  },
  {
    name: 'García Robledo, Ximena',
    mailbox: 'ximena.garcia',
    opened: 330,
    cases: [filed('WAC', 'I-129F', 310), ...adjustment(110)],
    accounts: [
      held(320, { nickname: 'beneficiary', access: [{ notice: 100, used: 80, byOther: true }, { notice: 30 }] }),
      tracked({ mailbox: 'p.robledo', nickname: 'petitioner' })
    ]
  },
  {
    name: 'Gebreselassie, Hana',
    mailbox: 'hana.gebre',
    opened: 250,
    cases: [filed('IOE', 'I-730', 220)],
    accounts: [{ custody: 'firm-holds', notes: 'Consent form sent, not back yet.' }]
  },
  {
    name: 'Haddadi, Nasrin',
    mailbox: 'nasrin.haddadi',
    opened: 140,
    cases: adjustment(115),
    accounts: [held(130, { access: [{ notice: 105 }, { notice: 9 }] })]
  },
  {
    name: 'Hernández Ixchel, Tomás',
    mailbox: 'tomas.hernandez',
    opened: 75,
    cases: [filed('SRC', 'I-821D', 50)],
    accounts: [held(70, { backup: { issued: 69, keptAt: 'Fireproof cabinet, drawer 2' } })]
  },
  {
    name: 'Huang, Wei-Lin',
    otherNames: 'Vivian Huang; 黃維琳',
    mailbox: 'weilin.huang',
    opened: 420,
    cases: [filed('IOE', 'I-526E', 400), filed('IOE', 'I-485', 85)],
    accounts: [
      held(410, { access: [{ notice: 50, expiresIn: 44 }] }),
      held(410, {
        portal: 'login-gov',
        backup: { issued: 409, used: [1, 2, 3, 4, 5, 6, 7] },
        authenticator: { confirmed: 409, algorithm: 'SHA256' }
      })
    ]
  },
  {
    name: 'Ivanchenko, Oksana',
    mailbox: 'oksana.ivanchenko',
    opened: 180,
    cases: [filed('IOE', 'I-821', 160), filed('IOE', 'I-765', 160)],
    accounts: [held(170)]
  },
  {
    name: 'Jean-Baptiste, Roselène',
    mailbox: 'roselene.jb',
    opened: 205,
    cases: [filed('IOE', 'I-821', 170)],
    accounts: [byClient(), byClient({ portal: 'id-me' })]
  },
  {
    name: 'Kaplan-Reyes, Daniel',
    mailbox: 'daniel.kaplan',
    opened: 15,
    cases: [],
    accounts: [held(10, { backup: { issued: 9, keptAt: 'File folder, sealed envelope' } })]
  },
  {
    name: 'Kim, Seo-yeon',
    otherNames: '김서연',
    mailbox: 'seoyeon.kim',
    opened: 270,
    cases: [filed('EAC', 'I-129', 260, 'O-1'), filed('IOE', 'I-140', 95)],
    accounts: [held(265, { access: [{ notice: 84, used: 60 }] }), tracked({ portal: 'login-gov' })]
  },
  { name: 'Kowalczyk, Zofia', mailbox: 'zofia.kowalczyk', opened: 110, cases: [filed('IOE', 'I-90', 100)], accounts: [tracked()] },
  {
    name: 'Lim, Mei Hua',
    mailbox: 'meihua.lim',
    opened: 65,
    withoutANumber: true,
    cases: [filed('IOE', 'I-539', 55)],
    accounts: [held(60, { access: [{ notice: 40 }] })]
  },
  {
    name: 'Maharjan, Bishal',
    mailbox: 'bishal.maharjan',
    opened: 350,
    cases: [filed('NBC', 'I-485', 340), filed('IOE', 'I-131', 125)],
    accounts: [held(345, { access: [{ notice: 110 }] })]
  },
  {
    name: 'Mbeki-Dlamini, Thandiwe',
    mailbox: 'thandiwe.md',
    opened: 28,
    cases: [filed('IOE', 'I-130', 12)],
    accounts: [byClient({ access: [{ notice: 4, noticeOnly: true }] })]
  },
  {
    name: 'Morales Tzoc, Catarina',
    mailbox: 'catarina.morales',
    opened: 145,
    cases: [filed('IOE', 'I-360', 120), filed('IOE', 'I-485', 82)],
    accounts: [held(140, { access: [{ notice: 70 }] })]
  },
  {
    name: 'Nakamura, Haruto',
    mailbox: 'haruto.nakamura',
    opened: 7,
    withoutANumber: true,
    notes: 'First meeting done; engagement letter out.'
  },
  {
    name: 'Nguyễn, Văn Khải',
    otherNames: 'Kevin Nguyen',
    mailbox: 'khai.nguyen',
    opened: 195,
    cases: adjustment(92),
    accounts: [held(190, { access: [{ notice: 76, addressee: 'client' }] })]
  },
  {
    name: 'O’Sullivan, Niamh',
    otherNames: "O'Sullivan, Niamh",
    mailbox: 'niamh.osullivan',
    opened: 310,
    cases: [filed('IOE', 'N-400', 280)],
    accounts: [held(305, { access: [{ notice: 96, requested: 4 }] }), byClient({ portal: 'login-gov' })]
  },
  { name: 'Okoro, Chidiebere', mailbox: 'c.okoro', opened: 85, cases: [filed('YSC', 'I-765', 70)], accounts: [tracked()] },
  {
    name: 'Patel, Rohan',
    mailbox: 'rohan.patel',
    opened: 380,
    cases: [filed('IOE', 'I-129', 360, 'H-1B'), filed('IOE', 'I-140', 200), filed('IOE', 'I-485', 58)],
    accounts: [
      held(370, { access: [{ notice: 33, used: 21 }], authenticator: { confirmed: 25 }, backup: { issued: 369, staleSince: 25 } }),
      held(370, { portal: 'id-me', backup: { issued: 369, used: [1] }, authenticator: { confirmed: 369, algorithm: 'SHA512', digits: 8 } })
    ]
  },
  {
    name: 'Popescu, Andrei',
    mailbox: 'andrei.popescu',
    opened: 155,
    cases: [filed('IOE', 'I-751', 135)],
    accounts: [held(150, { authenticator: { added: 1, confirmed: null }, backup: { issued: 1 } })]
  },
  { name: 'Quispe Mamani, Rosa', mailbox: 'rosa.quispe', opened: 50, cases: [filed('IOE', 'I-589', 38)], accounts: [byClient()] },
  {
    name: 'Rahimi, Farzana',
    mailbox: 'farzana.rahimi',
    opened: 260,
    cases: [filed('IOE', 'I-485', 128), filed('IOE', 'I-765', 128)],
    accounts: [held(255, { access: [{ notice: 98, noticeOnly: true }] })]
  },
  {
    name: 'Santos, Maria Clara',
    mailbox: 'mc.santos',
    opened: 3,
    withoutANumber: true,
    notes: 'Intake form received; conflict check open.'
  },
  {
    name: 'Tesfaye, Dawit',
    mailbox: 'dawit.tesfaye',
    opened: 175,
    cases: [filed('IOE', 'I-730', 150)],
    accounts: [held(170, { access: [{ notice: 14 }] })]
  }
]
