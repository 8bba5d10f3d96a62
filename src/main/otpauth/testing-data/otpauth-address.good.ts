/**
 * Well-formed addresses as sites, courts and people write them, each with what it says. One a line, columns parted by " | ":
 * address, issuer, account, key in hex, settings ("-": SHA1 6 30), remarks ("-": none; else parted by "; ").
 * {202E} stands for the character U+202E. Every secret is made up.
 */
export const goodAddresses = `
# Sites practices use every day
otpauth://totp/GitHub:alice-mendez?secret=RQNKBSUGSVFITK5F&issuer=GitHub | GitHub | alice-mendez | 8c1aa0ca86954a89aba5 | - | -
otpauth://totp/GitHub:alice-mendez?secret=SOMARXTDGOPXXPNKZ34UTX7G66OJFANE&issuer=GitHub | GitHub | alice-mendez | 939808de63339f7bbdaacef949dfe6f79c9281a4 | - | -
otpauth://totp/Contoso%20Law:alice%40contoso.example?secret=iexsgaxq36ipx2iu&issuer=Microsoft | Microsoft | alice@contoso.example | 412f2302f0df90fbe914 | - | mismatch: Contoso Law / Microsoft
otpauth://totp/Microsoft:alice@contoso.example?secret=epsiyhabye46quzs&issuer=Microsoft | Microsoft | alice@contoso.example | 23e48c1c01c139e85332 | - | -
otpauth://totp/Microsoft%20Entra%20ID:alice.mendez@contoso.example?secret=W4WFLEBFBTNANRI4&issuer=Microsoft%20Entra%20ID | Microsoft Entra ID | alice.mendez@contoso.example | b72c5590250cda06c51c | - | -
otpauth://totp/Google%3Aalice%40mail.example?secret=dtghfjrkmfgqzyuhsdgxyo6hunfueyg6&issuer=Google | Google | alice@mail.example | 1ccc72a62a614d0ce28790cd7c3bc7a34b4260de | - | -
otpauth://totp/Google:alice@mail.example?secret=ATRUJIJ4VXQ6D76N6YCPKL3VBQSFMPKJ&issuer=Google | Google | alice@mail.example | 04e344a13cade1e1ffcdf604f52f750c24563d49 | - | -
otpauth://totp/Google%3A%20alice%40mail.example?secret=33eiq3skqwyynpw27xjx75vwjm4kszsf&issuer=Google | Google | alice@mail.example | dec8886e4a85b186bedafdd37ff6b64b38a96645 | - | -
otpauth://totp/Amazon%20Web%20Services:root-account-mfa-device@123456789012?secret=JWAPQS5KFAU7SYU7AHITXAQFYEN7OE6YN7LB4TMSZYNSEDPGS3H4CA3QMVGXG6VD&issuer=Amazon%20Web%20Services | Amazon Web Services | root-account-mfa-device@123456789012 | 4d80f84baa2829f9629f01d13b8205c11bf713d86fd61e4d92ce1b220de696cfc10370654d737aa3 | - | -
otpauth://totp/Amazon%20Web%20Services:alice@123456789012?secret=7L64EF762NOCOVJXC7JBO7HBD7B3E5WVOCAOLFLAUI2K3F5JFFRZGHHLBKJEYQ7B&issuer=Amazon%20Web%20Services | Amazon Web Services | alice@123456789012 | fafdc217fed35c27553717d2177ce11fc3b276d57080e59560a234ad97a92963931ceb0a924c43e1 | - | -
otpauth://totp/Amazon%3Aalice%40mail.example?secret=TCTSUOK73RJKW6OEVRTPOH6NS7LV3NUNMBWGSQSJE5C3KCQQ6UQQ&issuer=Amazon | Amazon | alice@mail.example | 98a72a395fdc52ab79c4ac66f71fcd97d75db68d606c6942492745b50a10f521 | - | -
otpauth://totp/firm.okta.example:alice%40firm.example?secret=NPATLG6WLUWUR5QC&issuer=firm.okta.example | firm.okta.example | alice@firm.example | 6bc1359bd65d2d48f602 | - | -
otpauth://totp/alice%40firm.example?secret=MUNSCPJUTV3CEDOU&issuer=Okta | Okta | alice@firm.example | 651b213d349d76220dd4 | - | -
otpauth://totp/Okta:alice@firm.example?secret=TQP6L55YAVUHQCJXG547RF2B2S45R5Q2&issuer=Okta&algorithm=SHA1&digits=6&period=30 | Okta | alice@firm.example | 9c1fe5f7b805687809373779f89741d4b9d8f61a | - | -
otpauth://totp/Duo%20Central:alice?secret=MCSAZXRMXNN5PS5SAZKMYMDIM4COMBYV&issuer=Duo%20Central | Duo Central | alice | 60a40cde2cbb5bd7cbb20654cc30686704e60715 | - | -
otpauth://totp/Duo%20Protected%20VPN:alice@firm.example?secret=FPCX23DTEIK4S7QGKT4PJWXXC6MXSTU4&issuer=Duo%20Protected%20VPN&digits=6 | Duo Protected VPN | alice@firm.example | 2bc57d6c732215c97e0654f8f4daf71799794e9c | - | -
otpauth://totp/Auth0:alice@firm.example?secret=S3IPPVHULS75ZL3O4Q6NH3325U6JSXOU4OIIG4YZ&enrollment=0&issuer=Auth0&algorithm=SHA1&digits=6&period=30 | Auth0 | alice@firm.example | 96d0f7d4f45cbfdcaf6ee43cd3ef7aed3c995dd4e390837319 | - | unknown: enrollment
otpauth://totp/OneLogin:alice?secret=LZOWUYCMZL3HGFLW&issuer=OneLogin | OneLogin | alice | 5e5d6a604ccaf6731576 | - | -
otpauth://totp/JumpCloud:alice@firm.example?secret=34ITNGNR2USQ6N3YZONRD4ASCULCBT2S&issuer=JumpCloud | JumpCloud | alice@firm.example | df113699b1d5250f3778cb9b11f012151620cf52 | - | -
otpauth://totp/PingOne%3Aalice?secret=42PDUIR23DTJ5CDRU7W7LBWDU2QHL44P&issuer=PingOne | PingOne | alice | e69e3a223ad8e69e8871a7edf586c3a6a075f38f | - | -
otpauth://totp/Salesforce:alice@firm.example?secret=GPBTGRR63ISL34HL6PM4BA27P3CCDFSZ&issuer=Salesforce | Salesforce | alice@firm.example | 33c333463eda24bdf0ebf3d9c0835f7ec4219659 | - | -
otpauth://totp/login.salesforce.example%20(alice%40firm.example)?secret=7KF7CHG5SNUAIUQZMNVK6HX55HRF7AVO |  | login.salesforce.example (alice@firm.example) | fa8bf11cdd9368045219636aaf1efde9e25f82ae | - | -
otpauth://totp/Dropbox:alice@firm.example?secret=J3UO3IFPDESTJLOZMU6TZFA6NY&issuer=Dropbox | Dropbox | alice@firm.example | 4ee8eda0af192534add9653d3c941e6e | - | -
otpauth://totp/DocuSign:alice@firm.example?secret=VRBHG4LYHDCTHT34D3Z7GCZ4IO7PEGKU&issuer=DocuSign | DocuSign | alice@firm.example | ac4273717838c533cf7c1ef3f30b3c43bef21954 | - | -
otpauth://totp/Adobe%20ID:alice@firm.example?secret=PFQT37JN3I4NIW44&issuer=Adobe%20Inc | Adobe Inc | alice@firm.example | 79613dfd2dda38d45b9c | - | mismatch: Adobe ID / Adobe Inc
otpauth://totp/Zoom:alice@firm.example?secret=IHPEEI6E3EVRY7YVZLPPONA5GPNIY6VK&issuer=zoom.example&algorithm=SHA1&digits=6&period=30 | zoom.example | alice@firm.example | 41de4223c4d92b1c7f15cadef7341d33da8c7aaa | - | mismatch: Zoom / zoom.example
otpauth://totp/Slack%20(Firm):alice@firm.example?secret=Z4EPIKPCCBJQ26LK&issuer=Slack | Slack | alice@firm.example | cf08f429e210530d796a | - | mismatch: Slack (Firm) / Slack
otpauth://totp/Facebook:alice?secret=TYXQVCXBFGASDAPHJVLGAR77BTUP6IBN&digits=6&issuer=Facebook | Facebook | alice | 9e2f0a8ae129812181e74d566047ff0ce8ff202d | - | -
otpauth://totp/Instagram:alice?secret=26URRBS6GFD4GIYPR7GCT62QWH664EES&issuer=Instagram | Instagram | alice | d7a918865e3147c3230f8fcc29fb50b1fdee1092 | - | -
otpauth://totp/LinkedIn:alice@mail.example?secret=F5UWTDEJ7ZSPOQKYNKYR3Y2QQ4I3B2DZ&issuer=LinkedIn | LinkedIn | alice@mail.example | 2f69698c89fe64f741586ab11de3508711b0e879 | - | -
otpauth://totp/Intuit:alice@firm.example?secret=WI2HACEYDVCS6JHI&issuer=Intuit | Intuit | alice@firm.example | b2347008981d452f24e8 | - | -
otpauth://totp/Clio:alice@firm.example?secret=2ZLQAL2WE6QPDSQO2N5OJQLV6IKZDTZM&issuer=Clio | Clio | alice@firm.example | d657002f5627a0f1ca0ed37ae4c175f21591cf2c | - | -
otpauth://totp/NetDocuments:amendez?secret=JNXF6ZBASMYMQV2NZVBXA7WBTLQ65PXG&issuer=NetDocuments | NetDocuments | amendez | 4b6e5f64209330c8574dcd43707ec19ae1eebee6 | - | -
otpauth://totp/iManage%20Work:amendez?secret=UJWKI4AZG7AZGRRS6PRJNUPY6CISEGU6&issuer=iManage%20Work | iManage Work | amendez | a26ca4701937c1934632f3e296d1f8f091221a9e | - | -
otpauth://totp/LawPay:alice@firm.example?secret=3GZWRFNK4CGZSI2ZXBQS7JAXXW4S6BCZ&issuer=LawPay | LawPay | alice@firm.example | d9b36895aae08d992359b8612fa417bdb92f0459 | - | -
otpauth://totp/1Password:alice@firm.example?secret=K5TCD5ESAEAMJ4QPP43G5F2PNH23J5BP&issuer=1Password | 1Password | alice@firm.example | 576621f4920100c4f20f7f366e974f69f5b4f42f | - | -
otpauth://totp/Bitwarden:alice@firm.example?secret=B4TXYBOCBESSDS3OP4J3EATGRE4KUSC7&issuer=Bitwarden | Bitwarden | alice@firm.example | 0f277c05c2092521cb6e7f13b202668938aa485f | - | -
otpauth://totp/Cloudflare:alice@firm.example?secret=L4ZVKAPRDRVLWZ4WGRYJ5Q6P7UAYQYKNSVM6QHIAM2F7PL5WANT33EW7&issuer=Cloudflare | Cloudflare | alice@firm.example | 5f335501f11c6abb679634709ec3cffd0188614d9559e81d00668bf7afb60367bd92df | - | -
otpauth://totp/DigitalOcean:alice@firm.example?secret=NPH3AQOXLNQEBO7Q6366JBFA5I&issuer=DigitalOcean | DigitalOcean | alice@firm.example | 6bcfb041d75b6040bbf0f6fde484a0ea | - | -
otpauth://totp/GitLab.example:gitlab.example_alice@firm.example?secret=CMN5WA524B6VN3NILPAB56LKS3C5Q6PT&issuer=GitLab.example | GitLab.example | gitlab.example_alice@firm.example | 131bdb03bae07d56eda85bc01ef96a96c5d879f3 | - | -

# Government and courts
otpauth://totp/Login.gov:alice@firm.example?secret=FIBLJNIEYMPK6AP2K6OPNBA5BWLEY7SH&issuer=Login.gov | Login.gov | alice@firm.example | 2a02b4b504c31eaf01fa579cf6841d0d964c7e47 | - | -
otpauth://totp/login.gov:alice%40firm.example?secret=YWX2NXNZ27D2UIS4O2PPWPWZPIJFTL5G&digits=6&period=30&issuer=login.gov | login.gov | alice@firm.example | c5afa6ddb9d7c7aa225c769efb3ed97a1259afa6 | - | -
otpauth://totp/login.gov:%20alice%40firm.example?secret=RHBIQSCFBNTU2HDMOSYDUS5EYU&issuer=Login.gov | Login.gov | alice@firm.example | 89c28848450b674d1c6c74b03a4ba4c5 | - | -
otpauth://totp/ID.me:alice@mail.example?secret=K4BPNSSB2RVCNI264KI3BO5K33GM2P4T&issuer=ID.me | ID.me | alice@mail.example | 5702f6ca41d46a26a35ee291b0bbaadecccd3f93 | - | -
otpauth://totp/ID.me%3Aalice%40mail.example?secret=GJN7ECTXX3RFXGCT5GO5BS5SCOJ2FVAGN247TQQTXEU2AYMZNTZA&issuer=ID.me&algorithm=SHA1 | ID.me | alice@mail.example | 325bf20a77bee25b9853e99dd0cbb21393a2d4066eb9f9c213b929a061996cf2 | - | -
otpauth://totp/USCIS:alice@firm.example?secret=55F3MACGZI2UGY7PFH63RO64U3FWL4XL&issuer=USCIS | USCIS | alice@firm.example | ef4bb60046ca354363ef29fdb8bbdca6cb65f2eb | - | -
otpauth://totp/USCIS%20Online%20Account:alice%40firm.example?secret=L357ENSEB6EX7GDE7YCFCTBDX7KDIQZE&issuer=USCIS%20Online%20Account | USCIS Online Account | alice@firm.example | 5efbf236440f897f9864fe04514c23bfd4344324 | - | -
otpauth://totp/USCIS+Online+Account:alice@firm.example?secret=U3ERVK6DYLYZLX25TBZFSCMFR7YIOI4C&issuer=USCIS+Online+Account | USCIS Online Account | alice@firm.example | a6c91aabc3c2f195df5d98725909858ff0872382 | - | -
otpauth://totp/myUSCIS:alice%2Buscis%40firm.example?secret=E7GI3TH4W6X2VEFFBEZX7VRLAUR7VBUW&issuer=myUSCIS | myUSCIS | alice+uscis@firm.example | 27cc8dccfcb7afaa90a509337fd62b0523fa8696 | - | -
otpauth://totp/myUSCIS:alice+uscis@firm.example?secret=TNQL4D5JDX7Z27OQNFT3MI3YZN7LLYWN&issuer=myUSCIS | myUSCIS | alice+uscis@firm.example | 9b60be0fa91dff9d7dd06967b62378cb7eb5e2cd | - | -
otpauth://totp/PACER:amendez01?secret=2G2FU4LCVVLEC7K7BW3DH7HRDONXIGX6&issuer=PACER | PACER | amendez01 | d1b45a7162ad56417d5f0db633fcf11b9b741afe | - | -
otpauth://totp/PACER%20Case%20Locator:amendez01?secret=QILJHN4XN2NPVV5RB6T2OKJZ27ZHDW74&issuer=PACER&algorithm=SHA256 | PACER | amendez01 | 821693b7976e9afad7b10fa7a72939d7f271dbfc | SHA256 6 30 | mismatch: PACER Case Locator / PACER; unusual
otpauth://totp/US%20Courts:amendez?secret=COUSIB6D5VCGW6NZ56ETPH5MVS74WS53MLFBNAE72BG3XBYT2WPA&issuer=US%20Courts&algorithm=SHA256&digits=6&period=30 | US Courts | amendez | 13a92407c3ed446b79b9ef89379facacbfcb4bbb62ca16809fd04dbb8713d59e | SHA256 6 30 | unusual
otpauth://totp/DOJ%20ECAS:alice.mendez?secret=YQF4IGKZEMOGLCYL7YV2DZDYLHK6Y6LJ&issuer=DOJ%20ECAS | DOJ ECAS | alice.mendez | c40bc41959231c658b0bfe2ba1e47859d5ec7969 | - | -
otpauth://totp/EOIR%20Respondent%20Access:alice%40firm.example?secret=TYONDXVTXKPODN7WQSVOD54VF2MMKLUL&issuer=EOIR%20Respondent%20Access | EOIR Respondent Access | alice@firm.example | 9e1cd1deb3ba9ee1b7f684aae1f7952e98c52e8b | - | -
otpauth://totp/FLAG.DOL.gov:alice@firm.example?secret=AENTGKKVSB32OLM7JTSYJ6GXKGXMCISD&issuer=FLAG.DOL.gov | FLAG.DOL.gov | alice@firm.example | 011b3329559077a72d9f4ce584f8d751aec12243 | - | -
otpauth://totp/CEAC%2FDOS:amendez?secret=QSLDUSPDMDYXZP5U4JJEFET2B74FXIQP&issuer=CEAC%2FDOS | CEAC/DOS | amendez | 84963a49e360f17cbfb4e25242927a0ff85ba20f | - | -
otpauth://totp/SEVIS:amendez?secret=7P5XHOMEQBYG563UAVO2I7GVOAH6G6IV&issuer=SEVIS | SEVIS | amendez | fbfb73b98480706efb74055da47cd5700fe37915 | - | -
otpauth://totp/CBP%20One:alice?secret=HGDCLGVIZEC4CJ6TNRS3A4JJLWSJNNCC&issuer=CBP%20One | CBP One | alice | 3986259aa8c905c127d36c65b071295da496b442 | - | -
otpauth://totp/SSA:alice?secret=G4MHTRDLY64AIKBZP2XUUMB4IM&issuer=SSA | SSA | alice | 371879c46bc7b80428397eaf4a303c43 | - | -
otpauth://totp/IRS%20e-Services:alice?secret=OB5XMCX6FUOTZQGYHHTVLUZAAFFFGYPA&issuer=IRS%20e-Services | IRS e-Services | alice | 707b760afe2d1d3cc0d839e755d320014a5361e0 | - | -
otpauth://totp/SAM.gov:alice@firm.example?secret=75SV3XC5TZCSL3A5DENPW4IJQZIN2N22&issuer=SAM.gov | SAM.gov | alice@firm.example | ff655ddc5d9e4525ec1d191afb71098650dd375a | - | -
otpauth://totp/NY%20Courts%20NYSCEF:amendez?secret=SKJJOML47M6JFSMW6YS2QZFCHAQ4BKCF&issuer=NY%20Courts%20NYSCEF | NY Courts NYSCEF | amendez | 929297317cfb3c92c996f625a864a23821c0a845 | - | -
otpauth://totp/eFileTexas:alice@firm.example?secret=CV6PDER7AJJP265K&issuer=eFileTexas | eFileTexas | alice@firm.example | 157cf1923f0252fd7baa | - | -
otpauth://totp/Tyler%20Odyssey:alice@firm.example?secret=74DFXKEQWAOT5ADUQ5FG2E6ZTZXKJLIG&issuer=Tyler%20Odyssey&period=60 | Tyler Odyssey | alice@firm.example | ff065ba890b01d3e8074874a6d13d99e6ea4ad06 | SHA1 6 60 | unusual
otpauth://totp/State%20Bar:123456?secret=KMC23CU4MOQQLRXS&issuer=State%20Bar | State Bar | 123456 | 5305ad8a9c63a105c6f2 | - | -
otpauth://totp/IRCC%20Portal:alice?secret=E7H2PXGBBPHBXRTLDAVSDVNZL4MPFOFA&issuer=IRCC%20Portal | IRCC Portal | alice | 27cfa7dcc10bce1bc66b182b21d5b95f18f2b8a0 | - | -
otpauth://totp/GCKey:alice?secret=VCSXN663TL3YDWTKMNTNHQEMNOCY4CT6&issuer=GCKey | GCKey | alice | a8a576fbdb9af781da6a6366d3c08c6b858e0a7e | - | -
otpauth://totp/GOV.UK:alice@firm.example?secret=SWJ3A474SA4R7HCHHPMU5IBVDGXAWN3J&issuer=GOV.UK%20One%20Login | GOV.UK One Login | alice@firm.example | 9593b073fc90391f9c473bd94ea03519ae0b3769 | - | mismatch: GOV.UK / GOV.UK One Login

# Case, order and spelling of the parts
OTPAUTH://TOTP/Acme:alice?SECRET=RWES4HBF364BNDZ4DRLJBXXUZ3RFHHHL&ISSUER=Acme | Acme | alice | 8d892e1c25dfb8168f3c1c5690def4cee2539ceb | - | -
Otpauth://Totp/Acme:alice?Secret=ZH73IKZJ7JV67ZVTNP4VJ7RJX5ODS6O2&Issuer=Acme&Digits=6&Period=30&Algorithm=SHA1 | Acme | alice | c9ffb42b29fa6befe6b36bf954fe29bf5c3979da | - | -
otpauth://totp/Acme:alice?issuer=Acme&period=30&digits=6&algorithm=SHA1&secret=HUDRF5Y6FMTZAS5VI4VUPMAQD6J6OHWG | Acme | alice | 3d0712f71e2b27904bb5472b47b0101f93e71ec6 | - | -
otpauth://totp/Acme:alice?secret=BUEGTRVJHJKU56ARNNDVUHPAL5TEJY7M&issuer=ACME | ACME | alice | 0d0869c6a93a554ef8116b475a1de05f6644e3ec | - | -
otpauth://totp/acme:alice?secret=ST3NS5PNCA2VVCPNX5B3WOF5JB7BJ5EZ&issuer=Acme | Acme | alice | 94f6d975ed10355a89edbf43bb38bd487e14f499 | - | -
otpauth://totp/alice?secret=P3GSOH27YQXVQGSQWSD6H6TBE2O3SLIL |  | alice | 7ecd271f5fc42f581a50b487e3fa61269db92d0b | - | -
otpauth://totp/Acme:alice?secret=MR4E7JBBSXN6AGRV5SQEGNKTSQUJR26J | Acme | alice | 64784fa42195dbe01a35eca0433553942898ebc9 | - | -
otpauth://totp/Acme%3Aalice?secret=YMA54VUR5JUPSIILRK4JDHAR3E6FLTIG | Acme | alice | c301de5691ea68f9210b8ab8919c11d93c55cd06 | - | -
otpauth://totp/Acme%3aalice?secret=J3HLVHKQ5HAPMFR3AEOYU4SW37PUVW7K | Acme | alice | 4eceba9d50e9c0f6163b011d8a7256dfdf4adbea | - | -
otpauth://totp/Acme:%20alice?secret=NRXCVJ73HXBBENYD2QTW2RLYH64QF6LR | Acme | alice | 6c6e2aa7fb3dc2123703d4276d45783fb902f971 | - | -
otpauth://totp/Acme%3A%20alice?secret=YY3BFTDL4IEYAQAU6JDI2TDQOO5YNFET&issuer=Acme | Acme | alice | c63612cc6be209804014f2468d4c7073bb869493 | - | -
otpauth://totp/Acme%20:%20alice?secret=CBW6NZG32KTKSCXTTLIQMZ5ISP242L2X&issuer=Acme | Acme | alice | 106de6e4dbd2a6a90af39ad10667a893f5cd2f57 | - | -
otpauth://totp/?secret=O2SCNEPFGO23ILAYJROTB4GIYUMOABSN&issuer=Acme | Acme |  | 76a42691e533b5b42c184c5d30f0c8c518e0064d | - | -
otpauth://totp?secret=NQM7OEA3CSEDBUIHWH4TP4MHRTDRQ546&issuer=Acme | Acme |  | 6c19f7101b148830d107b1f937f1878cc718779e | - | -
otpauth://totp/:alice?secret=5I4ZEUJYYYHGMBHYQTC2ECSVYKMJ6B2J |  | alice | ea39925138c60e6604f884c5a20a55c2989f0749 | - | -
otpauth://totp/Acme:?secret=M65MLYTVBRCRZVCQ6EN7HDBB2RBPJZUE&issuer=Acme | Acme |  | 67bac5e2750c451cd450f11bf38c21d442f4e684 | - | -
otpauth://totp/Acme?secret=UPOGIWXCQKSXIAZXJEW2SHSGAPAPDPOL&issuer=Acme | Acme | Acme | a3dc645ae282a5740337492da91e4603c0f1bdcb | - | -
otpauth://totp/Acme:alice:work?secret=OZAHWOKBCU4M43R6D6HGN2JGOE6CL7MQ&issuer=Acme | Acme | alice:work | 76407b39411538ce6e3e1f8e66e926713c25fd90 | - | -
otpauth://totp/https%3A%2F%2Fportal.example:alice?secret=AESSRLESFAPNRMVNCXDEZQNAMASJWJOR&issuer=https%3A%2F%2Fportal.example | https://portal.example | alice | 012528ac92281ed8b2ad15c64cc1a060249b25d1 | - | -
otpauth://totp/https://portal.example:alice?secret=PLKGLUB4F3K2FY32NZQ4KI4CSF4FDU6G&issuer=https://portal.example | https://portal.example | alice | 7ad465d03c2ed5a2e37a6e61c52382917851d3c6 | - | -
otpauth://totp/Acme/alice?secret=WIIKXNXPNJPMIWXLTNYAQ6XCACQCWGWK&issuer=Acme | Acme | Acme/alice | b210abb6ef6a5ec45aeb9b70087ae200a02b1aca | - | -
otpauth://totp/Acme:alice?secret=FKRISKV6YFQ6ZG2GDVOWAFM2KO6IR7XC&issuer= | Acme | alice | 2aa2892abec161ec9b461d5d60159a53bc88fee2 | - | -
otpauth://totp/Acme:alice?secret=3DBQ2M66RAENXO7CACJFQ6M3G6LC6XV5&issuer | Acme | alice | d8c30d33de8808dbbbe2009258799b37962f5ebd | - | -
otpauth://totp/Acme:alice?secret=TLDX4OVFXVV5B2HLIKVTB6D6NR7EFMGR&&issuer=Acme& | Acme | alice | 9ac77e3aa5bd6bd0e8eb42ab30f87e6c7e42b0d1 | - | -
otpauth://totp/Acme:alice?&secret=6NGG6CDOF7G43726R4QOXWTNMW63QKBP&issuer=Acme | Acme | alice | f34c6f086e2fcdcdff5e8f20ebda6d65bdb8282f | - | -
apple-otpauth://totp/Acme:alice?secret=ZAI3VVEZAZC2NQ4IBTQFDR7ZFPLROHEA&issuer=Acme | Acme | alice | c811bad4990645a6c3880ce051c7f92bd7171c80 | - | -

# Settings
otpauth://totp/Acme:alice?secret=UT2UAQOKK57CAG4FDXVPGS4DFWKZ3OIQ&issuer=Acme&algorithm=SHA-1 | Acme | alice | a4f54041ca577e201b851deaf34b832d959db910 | - | -
otpauth://totp/Acme:alice?secret=YD66M2J4YL2BLDIH7BUHPCRCI4RKKTEK&issuer=Acme&algorithm=sha1 | Acme | alice | c0fde6693cc2f4158d07f868778a224722a54c8a | - | -
otpauth://totp/Acme:alice?secret=KNHFZLBG2GWGAG73JDKAJJSYRTRI5EPL&issuer=Acme&algorithm=HmacSHA1 | Acme | alice | 534e5cac26d1ac601bfb48d404a6588ce28e91eb | - | -
otpauth://totp/Acme:alice?secret=AH42JKRZHHDOOFDMKT4FUKXQKKZPN6JY&issuer=Acme&algorithm=HMAC-SHA-1 | Acme | alice | 01f9a4aa3939c6e7146c54f85a2af052b2f6f938 | - | -
otpauth://totp/Acme:alice?secret=JG6AIUJ6K2P3CQYUBPVSGYF47TX7ISMFUFBKEXHOCF3ZAVFYMBTA&issuer=Acme&algorithm=SHA256 | Acme | alice | 49bc04513e569fb143140beb2360bcfceff44985a142a25cee11779054b86066 | SHA256 6 30 | unusual
otpauth://totp/Acme:alice?secret=IFBL4BG7DTYUCDCPBWRGLUPQMNMPEWRWMOPN23BO7NKO2VPFJYXQ&issuer=Acme&algorithm=sha-256 | Acme | alice | 4142be04df1cf1410c4f0da265d1f06358f25a36639edd6c2efb54ed55e54e2f | SHA256 6 30 | unusual
otpauth://totp/Acme:alice?secret=OZZWF522WKDQ62PTNJDEDRSXKJ2HF33KODEOVQ5FSAIVKJ4FTVPA&issuer=Acme&algorithm=HmacSHA256 | Acme | alice | 767362f75ab2870f69f36a4641c657527472ef6a70c8eac3a590115527859d5e | SHA256 6 30 | unusual
otpauth://totp/Acme:alice?secret=EGV6KPG2RPDE2ERM3ERYY4ZYCMRRQN7RW36SHDXSCMY5FPIHJ46Q&issuer=Acme&algorithm=hmac-sha-256 | Acme | alice | 21abe53cda8bc64d122cd9238c733813231837f1b6fd238ef21331d2bd074f3d | SHA256 6 30 | unusual
otpauth://totp/Acme:alice?secret=HCGP43UBI7CVYAJ435TFODW3GZPFPNNF7KSM6K7ZKIDISYE62DKA&issuer=Acme&algorithm=hmac_sha_256 | Acme | alice | 388cfe6e8147c55c013cdf66570edb365e57b5a5faa4cf2bf9520689609ed0d4 | SHA256 6 30 | unusual
otpauth://totp/Acme:alice?secret=QZBDLLXIZ2GSW2PIFVGNCPNRL47D3TN62VIQ74NDIHQJPULKTWKETNYIQDQI6SCAOKLB5R5NSKRHYVNEXKWI24IRVFQRKUZMVBPIBPY&issuer=Acme&algorithm=SHA512 | Acme | alice | 864235aee8ce8d2b69e82d4cd13db15f3e3dcdbed5510ff1a341e097d16a9d9449b70880e08f484072961ec7ad92a27c55a4baac8d7111a96115532ca85e80bf | SHA512 6 30 | unusual
otpauth://totp/Acme:alice?secret=NBPG6PSPCYXWVAL6KKGDWYHONXXYANHGEIH2SVJDLKS4EIJKBTUB4M3JAAX5J5CRHIOP3DTGSXLTBDIW2LPX54SR6LNVOMCIAL3EPTY&issuer=Acme&algorithm=Sha-512 | Acme | alice | 685e6f3e4f162f6a817e528c3b60ee6def8034e6220fa955235aa5c2212a0ce81e3369002fd4f4513a1cfd8e6695d7308d16d2df7ef251f2db57304802f647cf | SHA512 6 30 | unusual
otpauth://totp/Acme:alice?secret=DRLOCWZHUYQDKE7733C7F6INX27BFWVDUY33YVKHCY3BY5AJRMYSP4R5AX2C5UL7EVEZ2U4NOQPXT3YL7762GMCW6RBVISFEWX6PEEA&issuer=Acme&algorithm=HmacSha512&digits=8&period=60 | Acme | alice | 1c56e15b27a6203513ffdec5f2f90dbebe12daa3a637bc554716361c74098b3127f23d05f42ed17f25499d538d741f79ef0bfffda33056f4435448a4b5fcf210 | SHA512 8 60 | unusual
otpauth://totp/Acme:alice?secret=WXNMCE7RPTPTWGTIAQGYL4MC5MDHX5I3&issuer=Acme&digits=5 | Acme | alice | b5dac113f17cdf3b1a68040d85f182eb067bf51b | SHA1 5 30 | unusual
otpauth://totp/Acme:alice?secret=VFAP34K26ZRYJYVEHC4TMJB55O2NEGXY&issuer=Acme&digits=7 | Acme | alice | a940fdf15af66384e2a438b936243debb4d21af8 | SHA1 7 30 | unusual
otpauth://totp/Acme:alice?secret=CQL6D2VS3BYSBGQQNSMPNWI6ST2ME75N&issuer=Acme&digits=8 | Acme | alice | 1417e1eab2d871209a106c98f6d91e94f4c27fad | SHA1 8 30 | unusual
otpauth://totp/Acme:alice?secret=SVHSBOF557VQL7TOTUJH7RR6KJRENE2M&issuer=Acme&digits=9 | Acme | alice | 954f20b8bdefeb05fe6e9d127fc63e526246934c | SHA1 9 30 | unusual
otpauth://totp/Acme:alice?secret=FGOA6UUEEZHTJWGZCHFGZ3XDTMLGWKLE&issuer=Acme&digits=10 | Acme | alice | 299c0f5284264f34d8d911ca6ceee39b166b2964 | SHA1 10 30 | unusual
otpauth://totp/Acme:alice?secret=IREYPZWRWAQNIOM4NS3UUPJEIDB3EO5H&issuer=Acme&digits=06 | Acme | alice | 444987e6d1b020d4399c6cb74a3d2440c3b23ba7 | - | -
otpauth://totp/Acme:alice?secret=DTVPOJC6UQ76JUVTMJPFIKQU4N7XYCSR&issuer=Acme&digits=%206 | Acme | alice | 1ceaf7245ea43fe4d2b3625e542a14e37f7c0a51 | - | -
otpauth://totp/Acme:alice?secret=FVNHYA4WBGYJQRX2V3X3Y3IIZY4PZVK4&issuer=Acme&period=1 | Acme | alice | 2d5a7c039609b09846faaeefbc6d08ce38fcd55c | SHA1 6 1 | unusual
otpauth://totp/Acme:alice?secret=H4I2VNQFQRYGQNDMHVKAQEO76WHFYOHR&issuer=Acme&period=15 | Acme | alice | 3f11aab605847068346c3d540811dff58e5c38f1 | SHA1 6 15 | unusual
otpauth://totp/Acme:alice?secret=HNJY4OYVZGXYENX5E2TMPU4O2VMO5ZDY&issuer=Acme&period=90 | Acme | alice | 3b538e3b15c9af8236fd26a6c7d38ed558eee478 | SHA1 6 90 | unusual
otpauth://totp/Acme:alice?secret=HN5US674TJ5HEIUEYDKCMEPZYHIFEWAP&issuer=Acme&period=3600 | Acme | alice | 3b7b497bfc9a7a722284c0d42611f9c1d052580f | SHA1 6 3600 | unusual
otpauth://totp/Acme:alice?secret=6VTCQGAC7D7YU4SKRM3T3SA33ZRVEVK6&issuer=Acme&period=86400 | Acme | alice | f566281802f8ff8a724a8b373dc81bde6352555e | SHA1 6 86400 | unusual
otpauth://totp/Acme:alice?secret=HUTUOMMD4BTSPEC7XKUYTLY4VSESH5C7&issuer=Acme&algorithm=&digits=&period= | Acme | alice | 3d27473183e06727905fbaa989af1cac8923f45f | - | -

# Keys as sites print them
otpauth://totp/Acme:alice?secret=NQTS%205OA4%20BM2S%20HKBG%20VQQE%20WT33%20H7BU%20T77J&issuer=Acme | Acme | alice | 6c272eb81c0b3523a826ac204b4f7b3fc349ffe9 | - | -
otpauth://totp/Acme:alice?secret=6rez+nbmv+e65y+rjnb+qhli+wxk7+tdid+sj3w&issuer=Acme | Acme | alice | f44996859527bb88a5a181d68b5d5f98d0392776 | - | -
otpauth://totp/Acme:alice?secret=X3KK-UUX6-D26D-YO5K-HIB3-N2FG-7ZCU-YQMD&issuer=Acme | Acme | alice | bed4aa52fe1ebc3c3baa3a03b6e8a6fe454c4183 | - | -
otpauth://totp/Acme:alice?secret=IJBT6SGCVZ6NEG4B7I5GYNHZPA======&issuer=Acme | Acme | alice | 42433f48c2ae7cd21b81fa3a6c34f978 | - | -
otpauth://totp/Acme:alice?secret=2DSORBVGZN32HS2DNS6YCXSCCY%3D%3D%3D%3D%3D%3D&issuer=Acme | Acme | alice | d0e4e886a6cb77a3cb436cbd815e4216 | - | -
otpauth://totp/Acme:alice?secret=X4&issuer=Acme | Acme | alice | bf | - | short: 1
otpauth://totp/Acme:alice?secret=ZOOTJREL&issuer=Acme | Acme | alice | cb9d34c48b | - | short: 5
otpauth://totp/Acme:alice?secret=7XBHTCMQ2YXOR2A&issuer=Acme&digits=8 | Acme | alice | fdc2798990d62ee8e8 | SHA1 8 30 | short: 9; unusual
otpauth://totp/Acme:alice?secret=5VWYWFFB7CZZRRNGMGYTWBVBHFUOAKA4QXFOLESJY5J33F4G5N3GBQNEPPZS3QN5PT5U7EUQFZJJL6K75LWLBQUK6NCZCDHVAGS3IMBPX7O4W44DI2H5SRSE7BVWVLGJH6SXAYQMGLUJM3D5XC2CHQYX5HU7KKG4BMYYYNE3EWLOIUDH6JEITG3GIPFX3E37J4OBLEWALAX5D22EXT6ZSVV4MDVJLGN6ZS5IUK67OTD7GSEOVK4Y2LQFKSFM6TYZRFYXGWODC3LJM5W5WRBOEIPVM6AW6YVWUFZ2L4NSQCC46GQKRORZCWEQVJA3XPBMJPYAJSLCIUTTZJD6DKXSHAW53LDDHJBXPKOCRE4APACRG2NGJ7W4BJVOOTXWSQKJ7OHK4NT4B25EYQX4U4B46UQZIQ&issuer=Acme | Acme | alice | ed6d8b14a1f8b398c5a661b13b06a13968e0281c85cae59249c753bd9786eb7660c1a47bf32dc1bd7cfb4f92902e5295f95feaecb0c28af345910cf501a5b4302fbfddcb7383468fd94644f86b6aacc93fa570620c32e8966c7db8b423c317e9e9f528dc0b318c349b2596e45067f248899b6643cb7d937f4f1c1592c0582fd1eb44bcfd9956bc60ea9599beccba8a2bdf74c7f3488eaab98d2e05548acf4f1989717359c316d69676ddb442e221f567816f62b6a173a5f1b28085cf1a0a8ba3915890aa41bbbc2c4bf004c96245273ca47e1aaf2382dddac633a4377a9c28938078051369a64fedc0a6ae74ef694149fb8eae367c0eba4c42fca703cf521944 | - | -

# As pasted
"otpauth://totp/Acme:alice?secret=VQCMVYMGUR3OV3BMJQU4YN2ZNUQN37KX&issuer=Acme" | Acme | alice | ac04cae186a476eaec2c4c29cc37596d20ddfd57 | - | -
'otpauth://totp/Acme:alice?secret=HZDJMPZB2ILBPI5MSTVFYW5KUYEHELDB&issuer=Acme' | Acme | alice | 3e46963f21d21617a3ac94ea5c5baaa608722c61 | - | -
<otpauth://totp/Acme:alice?secret=7V3AYRXJHDC5DES5CRPZ7QL5DHUMETCH&issuer=Acme> | Acme | alice | fd760c46e938c5d1925d145f9fc17d19e8c24c47 | - | -
{201C}otpauth://totp/Acme:alice?secret=OHSS5GPPJPIRCWQHJ7HMU4WPRPZHY7Q5&issuer=Acme{201D} | Acme | alice | 71e52e99ef4bd1115a074fceca72cf8bf27c7e1d | - | -
{0020}{0020}otpauth://totp/Acme:alice?secret=EO76ITFB632CIRQFI5574KJCEUIM32Q2&issuer=Acme{000D}{000A} | Acme | alice | 23bfe44ca1f6f4244605477bfe29222510cdea1a | - | -
{FEFF}otpauth://totp/Acme:alice?secret=DPWRWXPTXNJC22WLMTXXUUPYXVOMXUQV&issuer=Acme{000A} | Acme | alice | 1bed1b5df3bb522d6acb64ef7a51f8bd5ccbd215 | - | -
otpauth://totp/Acme:alice?secret=LTLMM2MFKOPT4E5EIPSD5HKBWNMVSABA{000D}{000A}&issuer=Acme | Acme | alice | 5cd6c66985539f3e13a443e43e9d41b359590020 | - | -
otpauth://totp/Acme:alice?secret=DLA32YBODGUIXYQN2NIBYFZK54XLL22H&amp;issuer=Acme&amp;digits=6 | Acme | alice | 1ac1bd602e19a88be20dd3501c172aef2eb5eb47 | - | -
otpauth%3A%2F%2Ftotp%2FAcme%3Aalice%3Fsecret%3DAPNNHETFMKUZHI5J3RK6WK6G6SV2LIBU%26issuer%3DAcme | Acme | alice | 03dad3926562a993a3a9dc55eb2bc6f4aba5a034 | - | -
otpauth://totp/Acme Law:alice mendez?secret=NC5UGNQRVXWAISXIFDO6HMSLSJGSZNEZ&issuer=Acme Law | Acme Law | alice mendez | 68bb433611adec044ae828dde3b24b924d2cb499 | - | -

# Names in other scripts, odd names, hostile names
otpauth://totp/Caf%C3%A9%20Juridique:ren%C3%A9e?secret=WLMV3MACQWHOL6FZRFQTZ4TNDZWYFS4Q&issuer=Caf%C3%A9%20Juridique | Café Juridique | renée | b2d95db002858ee5f8b989613cf26d1e6d82cb90 | - | -
otpauth://totp/Caf%E9:alice?secret=CVJUTWFFYRK7IE3C5TK4BWKSBVDW4QWH&issuer=Caf%E9 | Café | alice | 155349d8a5c455f41362ecd5c0d9520d476e42c7 | - | -
otpauth://totp/%E6%B3%95%E5%BE%8B:%E7%8E%8B%E8%8A%B3?secret=AQY3RO2UDQ3CTHHZVVPSC2UJOFPXIVVI&issuer=%E6%B3%95%E5%BE%8B | 法律 | 王芳 | 0431b8bb541c36299cf9ad5f216a89715f7456a8 | - | -
otpauth://totp/Despacho Núñez:maría?secret=6UYVEUD7N3TEB6NQJ65QLKOS47QB72PW&issuer=Despacho Núñez | Despacho Núñez | maría | f53152507f6ee640f9b04fbb05a9d2e7e01fe9f6 | - | -
otpauth://totp/AT%26T:alice?secret=G4W36VHYJLUTB7M3G7OICTFHCY77D7FP&issuer=AT%26T | AT&T | alice | 372dbf54f84ae930fd9b37dc814ca7163ff1fcaf | - | -
otpauth://totp/100%:alice?secret=GSMZZVOFHQ2KX3RE2QUW537HEJ2MKNCK&issuer=100% | 100% | alice | 34999cd5c53c34abee24d4296eefe72274c5344a | - | -
otpauth://totp/50%25%20Off:alice?secret=MATE6QZDSGKFWOCXCNWNBUKLDEGSUATZ&issuer=50%25%20Off | 50% Off | alice | 60264f432391945b3857136cd0d14b190d2a0279 | - | -
otpauth://totp/Case #12:alice?secret=PTHT6YZZKL5QRCKZOS5XAG4DPAU6HCSR&issuer=Case #12 | Case #12 | alice | 7ccf3f633952fb08895974bb701b837829e38a51 | - | -
otpauth://totp/Ac{202E}me:ali{200B}ce?secret=G67V6NLTH4WS73R744NIU36SB4LSZSQR&issuer=Ac{2066}me | Acme | alice | 37bf5f35733f2d2fee3fe71a8a6fd20f172cca11 | - | -
otpauth://totp/Acme%E2%80%AE:alice%00%1B[31m?secret=LEFNK4TLD7XCGIHUFLYTUDV726WFPWLC&issuer=Acme%0A | Acme | alice [31m | 590ad5726b1fee2320f42af13a0ebfd7ac57d962 | - | -
otpauth://totp/%3Cimg%20src=x%3E:=HYPERLINK(1)?secret=26D2JIGF2MY3UOROLFTH7M2J7SHSOXTF&issuer=%3Cimg%20src=x%3E | <img src=x> | =HYPERLINK(1) | d787a4a0c5d331ba3a2e59667fb349fc8f275e65 | - | -

# Parameters of other programs: kept out, named, never fetched
otpauth://totp/Acme:alice?secret=42RKBBICRDSTVSODCNTVQYZPQJAE5YWS&issuer=Acme&image=https%3A%2F%2Facme.example%2Flogo.png | Acme | alice | e6a2a0850288e53ac9c3136758632f82404ee2d2 | - | unknown: image
otpauth://totp/Acme:alice?secret=GKNX2CFPGXAEZ6CNZFDSNKTVDJ6KYSAK&issuer=Acme&icon=acme&color=FF0000 | Acme | alice | 329b7d08af35c04cf84dc94726aa751a7cac480a | - | unknown: icon,color
otpauth://totp/Acme:alice?secret=IEQFL3HG3UNHUOCWW4JBRPUVJ5UKFP5Q&issuer=Acme&url=javascript:alert(1)&lock=true | Acme | alice | 412055ece6dd1a7a3856b71218be954f68a2bfb0 | - | unknown: url,lock
otpauth://totp/Acme:alice?secret=LINTM2QYSZ6HVHG3GZXI44VENZMCQSQM&issuer=Acme&counter=0&__proto__=1 | Acme | alice | 5a1b366a18967c7a9cdb366e8e72a46e58284a0c | - | unknown: counter,…
otpauth://totp/Acme:alice?secret=77OH4YIJV3TACPDQRI7YJNABSKZAFNRH&issuer=Acme&GEZDGNBV | Acme | alice | ffdc7e6109aee6013c708a3f84b40192b202b627 | - | unknown: …
`
