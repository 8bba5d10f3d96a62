/**
 * Texts that are no usable address, each with the reason it is refused for and the detail that goes with it. One a line: text, " | ", reason
 * of `authenticators.not-an-address` with its detail (none: null); or `bad-key` with its reason; or `doubtful-key` with position and character of
 * the first. {202E} stands for U+202E, {A*8200} for 8,200 times A. Every secret is made up.
 */
export const badAddresses = `
# Other things that end up in the box
 | not-otpauth
{0020}{000A} | not-otpauth
alice@firm.example | not-otpauth
7SWRYPSS3OP6XVNA | not-otpauth
JBSW Y3DP EHPK 3PXP | not-otpauth
123456 | not-otpauth
otpauth | not-otpauth
totp/Acme:alice?secret=A6BB722U2HS4SOM53EU3LRBR4IQ4ASIX | not-otpauth
//totp/Acme:alice?secret=EI3Z2PJOSOK3TUYW3I6QECIVY6MWW73F | not-otpauth
otp://totp/Acme:alice?secret=F2MDJJY2GHQZV6IY7F75BUF46E5JFHL6 | not-otpauth
otpauths://totp/Acme:alice?secret=DFA6RFE2ATR6W4IPDRXZDIWXVXDXRQDK | not-otpauth
xotpauth://totp/Acme:alice?secret=TLLUU2TT3A4BVWF5Z7STFZYNE75NNN5W | not-otpauth
otpauth ://totp/Acme:alice?secret=HGAMGIWU7RRBKDOGTFW7ZAWZOHOOTIN6 | not-otpauth
Setup key: otpauth://totp/Acme:alice?secret=6IFYXLHQEUFHCNXTZVOGYBNTVGJ55KNB | not-otpauth
https://github.example/settings/security | not-otpauth https
HTTPS://login.example/2fa?otpauth=1 | not-otpauth https
http://169.254.169.254/latest/meta-data | not-otpauth http
https://chart.example/chart?chl=otpauth://totp/Acme:alice?secret=DVOKVGELPEN2U5PBC7EPR4EFFPEPN4UI | not-otpauth https
mailto:alice@firm.example | not-otpauth mailto
tel:+12025550100 | not-otpauth tel
sms:+12025550100 | not-otpauth sms
WIFI:S:Office;T:WPA;P:not-a-real-one;; | not-otpauth wifi
geo:38.9,-77.0 | not-otpauth geo
BEGIN:VCARD{000A}FN:Alice{000A}END:VCARD | not-otpauth begin
javascript:alert(1) | not-otpauth javascript
data:text/html,<b>x</b> | not-otpauth data
file:///etc/hosts | not-otpauth file
ms-msdt:/id%20x | not-otpauth
phonefactor://activate_account?code=123456789&url=https%3A%2F%2Fmobile.example | not-otpauth phonefactor
duo://ABCDEFGHIJ-abcdef | not-otpauth duo
oktaverify://email/activateFactor?t=abc | not-otpauth oktaverify
microsoft-authenticator://activatePushNotification?x=1 | not-otpauth microsoft-authenticator
motp://Acme:alice?secret=0123456789abcdef | not-otpauth motp
=HYPERLINK("https://acme.example") | not-otpauth
<svg onload=alert(1)> | not-otpauth
{0000}otpauth://totp/Acme:alice?secret=JGIBWJZZ6AK7SEPWBJIIFL5F6AO5G4UB | not-otpauth
{202E}otpauth://totp/Acme:alice?secret=QLGGFG7VVK67KA5WTEE65TSIH6DDTCVMx | not-otpauth
o%74pauth://totp/Acme:alice?secret=6USAPCSKPWMZQR54JE63MIVWHYG5Y2IG | not-otpauth
TPKAAS3BX7HBD5G5://totp/Acme:alice | not-otpauth
otpauth{FF1A}//totp/Acme:alice?secret=SJCHXSO5CP3DIIYE6XTN2Y4CMFT674WS | not-otpauth

# Too long
otpauth://totp/Acme:{A*8200}?secret=N4RH4XK6NEARSDRY4ZTZ2HEP75BRWDVA | too-long
{A*8193} | too-long
{0020*9000}otpauth://totp/Acme:alice?secret=GPKGPH4BD3B77JY3Y6VOW7OG5Y6XJXNJ | too-long
otpauth://totp/Acme:alice?secret=SR6FEH7NYRNYZBJM5PP5F3AVEC4MDXJM&image={A*9000} | too-long

# Not the shape
otpauth: | unreadable
otpauth:// | unreadable
otpauth:/totp/Acme:alice?secret=NBNOTYAZ2TO6SCBGLDR3I62LHLJEFXNE | unreadable
otpauth:totp/Acme:alice?secret=36EBTN64SEQUWHWOHLYU3LNJY4JPT4I6 | unreadable
otpauth:totp?secret=EZUVUPPZTAXJWZHU5TSD6HTQDWOWCNWB | unreadable
otpauth:///totp/Acme:alice?secret=WZQ4NKMKZEON2WHI3U44HQDLKYZOYJFC | unreadable
otpauth:///?secret=7O7ICGOCG35CRBCNQ4OJ2ROBFPG6AFN5 | unreadable
otpauth://?secret=SWEDWKYPNAIJIQNGH65NP7GY56DXGKKS | unreadable
otpauth:\\\\totp\\Acme:alice?secret=YNZIJHGPTRQUWENUANK3S7Y4I4D42GOW | unreadable
otpauth:?secret=7HQMMHM3MVJRCKAJJJ4ZPIDVRVU2EAA4 | unreadable
otpauth%3Atotp%2FAcme%3Fsecret%3D4HFMZMD2BXKDLV2S5I5L4GRV3B3JXHIQ | unreadable

# Types that are not time-based codes of digits
otpauth://hotp/Acme:alice?secret=SZXVQAZO2Z6SNAZNKCSAZSAL44TFEA3C&counter=0 | counter-based
otpauth://HOTP/Acme:alice?secret=C22U2HTCOXZOAQAB6HKDVYGHZIYVKVEG&counter=5&issuer=Acme | counter-based
otpauth://hotp/Acme:alice?secret=7TSKAUSS7BNZ4TW2NG2PKPJCYNXNJ7OV | counter-based
otpauth://hotp?counter=1 | counter-based
"otpauth://hotp/Acme:alice?secret=7FU6VXEQ2LG2B3A5GLXVEPZ6HLKJWVUH&counter=1" | counter-based
otpauth://steam/Steam:alice?secret=WTC6SPDIQCNAMT3CGSSKSMG222HU6TZ3 | unsupported-type steam
otpauth://STEAM/alice?secret=ITALJWNPQSQ4EPM4MKHAMNF56Y7FPFIQ&issuer=Steam | unsupported-type steam
steam://5PK3ZQZPI6GVCNXTCYWKJH6WNGWUNIN4 | unsupported-type steam
STEAM://SATOHK5NUZJQM3S7 | unsupported-type steam
steam: | unsupported-type steam
otpauth://totp/Steam:alice?secret=6CEHEHQ2U4HU5ZB5UNVH6I3YZEWRXSAO&encoder=steam | unsupported-type steam
otpauth://totp/Steam:alice?secret=ORMBK3CLSLVJHQUUUFO7VZMX6RZ732QZ&Encoder=STEAM&digits=5 | unsupported-type steam
otpauth://yaotp/Yandex:alice?secret=PFMKLEJ2LPGKFVZXP5OYXDFMATMVZBRN&pin_length=4 | unsupported-type yaotp
otpauth://motp/Acme:alice?secret=ED7M4BPFJTVHAMPXUEPUEXVHI6FQ43TZ | unsupported-type motp
otpauth://u2f/Acme:alice?secret=WXJGWS6S2KEOU7VRNNSGEKG64VQIORWO | unsupported-type
otpauth://totps/Acme:alice?secret=T3TASRCDW2HXEIZV2SASH7IYQPWNICZR | unsupported-type
otpauth://time/Acme:alice?secret=AWGTLZM3RKDEBIT2CBJ3WXF5MMMILEOD | unsupported-type
otpauth://t%6Ftp/Acme:alice?secret=NE5PMSCILEO4XPQ4DDPXESMSGBJEPLXC | unsupported-type
otpauth://IMFPSFBVFNNRJLK6AO4LG4Z7XZI7EHVB/Acme?issuer=Acme | unsupported-type
otpauth://Acme:alice?secret=FTFRN5IVOWUGOYRATWBP4GEOGQGMCAEZ | unsupported-type
otpauth://user@totp/Acme:alice?secret=ULLL7UUI7WCP4UO6AKJETSBTPQ5V4SG7 | unsupported-type
otpauth://totp:443/Acme:alice?secret=KTEWSOGCS4JNH7PE2UZFJI2JIBJSZ7KK | unsupported-type
otpauth://totp /Acme:alice?secret=NR2GXJQAGGFQVX6RPVMMCIWHNEKYS5D3 | unsupported-type
otpauth://totp&secret=5F2W5UDJNSEFL5CPBTYK3KF6REHIGUQJ | unsupported-type
otpauth://totp#/Acme?secret=UUMU5ER6BZOH5NU2UVSQR3PRLAPQWBEN | unsupported-type

# Many accounts at once
otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8SGEV4YW1wbGU6YWxpY2VAZ29vZ2xlLmNvbRoHRXhhbXBsZTAC | migration-batch
OTPAUTH-MIGRATION://offline?data=AAAA | migration-batch
otpauth-migration://offline | migration-batch
otpauth-migration: | migration-batch
<otpauth-migration://offline?data=AAAA> | migration-batch
otpauth-migration%3A%2F%2Foffline%3Fdata%3DAAAA | migration-batch

# No key
otpauth://totp | missing-secret
otpauth://totp/ | missing-secret
otpauth://totp/Acme:alice | missing-secret
otpauth://totp/Acme:alice? | missing-secret
otpauth://totp/Acme:alice?issuer=Acme | missing-secret
otpauth://totp/Acme:alice?secret | missing-secret
otpauth://totp/Acme:alice?secret= | missing-secret
otpauth://totp/Acme:alice?secret=%20+ | doubtful-key 2:+
otpauth://totp/Acme:alice?secret=++ | missing-secret
otpauth://totp/Acme:alice?secret=%20&issuer=Acme | missing-secret
otpauth://totp/Acme:alice?key=YXSRWJGUXHWW65F7Z7EMOYPJ2DPQLJSP | missing-secret
otpauth://totp/Acme:alice?secrets=DGIK6WBCM6EMM2FOZKK3FCBPM5WVOET4 | missing-secret
otpauth://totp/Acme:alice?x-secret=55A434PYQXCGYYIKQS7MZ3M745GRQRZB&issuer=Acme | missing-secret
otpauth://totp/Acme:alice&secret=WOOX2FDEWGGDQNV2ESGRPI4RCQ76PR45 | missing-secret
otpauth://totp/Acme:alice;secret=Y2GUEHYHGX3JOEPO52C326ULNHJLWCWP | missing-secret
otpauth://totp/Acme:alice#secret=Y6ADJXQ5CE74APQBJXQM7YQRTZ2W3PXU | missing-secret
otpauth://totp/Acme:alice%3Fsecret=AVXM5TT3NLVGQHJEHRURM5BI4U6LMF7B | missing-secret
otpauth://totp/Acme:alice?=6NDU5SMTSZ5N55L3IC5V4LZGZQK7E3PD | missing-secret

# Said twice
otpauth://totp/Acme:alice?secret=QUB75BAL3FKAS6Q726CHM2C7A3XENX73&secret=3NSY7BNP27X7QLG7 | duplicate-parameter secret
otpauth://totp/Acme:alice?secret=FT3EYJ6HEADDPQ4J&SECRET=6AJPNFG34SGOSHW7SXL6HEXNCHC5GTRV | duplicate-parameter secret
otpauth://totp/Acme:alice?secret=YLLG27KZKTMRZNMRE6T44N22X4FBGJBT&%73ecret=7J5NDW5VJD46BNM4 | duplicate-parameter secret
otpauth://totp/Acme:alice?secret=&secret=I5DITRH3QCULUOOE | duplicate-parameter secret
otpauth://totp/Acme:alice?secret=3WBWFLSH6TPI4FMKZ447KQJ5ILT7EHDX&issuer=Acme&issuer=Other | duplicate-parameter issuer
otpauth://totp/Acme:alice?secret=PY4L33BSACIWQVIZM5GP6ZQ3ZNTOZLH7&issuer=Acme&Issuer=Acme | duplicate-parameter issuer
otpauth://totp/Acme:alice?secret=XMOMPD5S2WYSXPQAVGS7CVELI34YCMJF&digits=6&digits=8 | duplicate-parameter digits
otpauth://totp/Acme:alice?secret=OF6JNJKWH3SWON6X4QGV4LD3JPKXID7V&period=30&period=60 | duplicate-parameter period
otpauth://totp/Acme:alice?secret=23TLHXBF6PRQZ6TGMWJEQQI3EIMUGDD7&algorithm=SHA1&algorithm=SHA256 | duplicate-parameter algorithm
otpauth://totp/Acme:alice?secret=7IFYLK43IPOOPSSLCQSMAHMJJCTXOW6D&image=a&image=b | duplicate-parameter
otpauth://totp/Acme:alice?secret=MCRXG457V43BOSR7DDANAA3RVV4I5JUF&amp;secret=U5FURTRPN5EGDGG2 | duplicate-parameter secret

# Hashes
otpauth://totp/Acme:alice?secret=PHHIX3DAFJWRXC3NTA4FOP47JF2H6NZJ&algorithm=MD5 | bad-algorithm MD5
otpauth://totp/Acme:alice?secret=KTO3KXP5LQ5GOSKLYHN2IVAWHIQQBRC3&algorithm=HmacMD5 | bad-algorithm MD5
otpauth://totp/Acme:alice?secret=V3RXGWM25QMIZWZTTGIRD2FYJLCIG5TD&algorithm=SHA224 | bad-algorithm SHA224
otpauth://totp/Acme:alice?secret=U6Y67MG2QRIV5GISMFA4HSAXIGB3PCGA&algorithm=SHA-384 | bad-algorithm SHA384
otpauth://totp/Acme:alice?secret=QAHRFWEJOMVN6JXIY7MW7AOX4RKV52KV&algorithm=SHA | bad-algorithm
otpauth://totp/Acme:alice?secret=Z6MYMXXAZ5MYO37JNJ3XKTHWYDVWXWUG&algorithm=SHA2 | bad-algorithm
otpauth://totp/Acme:alice?secret=EEJJN6R3RBK2FUDNAZLPNLHAQSI3UGC7&algorithm=SHA3-256 | bad-algorithm
otpauth://totp/Acme:alice?secret=BMPOIKIC4EGMNSIKUBRT2XQIQZRN5SSY&algorithm=SHA512/256 | bad-algorithm
otpauth://totp/Acme:alice?secret=3XTBX3K6UG4CND72AYOP27EDOYYW4YSM&algorithm=SHA1024 | bad-algorithm
otpauth://totp/Acme:alice?secret=Y65PY6CWAFY3DYQYSVC44WB4H2NBD43I&algorithm=HMAC | bad-algorithm
otpauth://totp/Acme:alice?secret=LKBCS5E3DYBUHMWZKXID4YVBEFSQRSSC&algorithm=OYLTZICHAAIGTH4K5AL2PDWS64AKRZW7 | bad-algorithm
otpauth://totp/Acme:alice?secret=WH7HVDCAJ5OPUP3TWJCXQSPJBKESOUFU&algorithm={FF33}HA1 | bad-algorithm

# Digits
otpauth://totp/Acme:alice?secret=JYCLME3LQGPKZCM5BM2VCXMWUGOHCMH5&digits=4 | bad-digits 4
otpauth://totp/Acme:alice?secret=365ZU4J4UYLXLQCYCBD6I63KNESD37E7&digits=0 | bad-digits 0
otpauth://totp/Acme:alice?secret=3E56SSVUKWXBQBYNWVLU4DV3IPA4ZZUJ&digits=-6 | bad-digits -6
otpauth://totp/Acme:alice?secret=XSKHFFST7P2HAEGB3TMYUOG6SFTCO6LQ&digits=11 | bad-digits 11
otpauth://totp/Acme:alice?secret=6EGS5IYVJD5WYJRX75DG5PJX2ZANR3UF&digits=6.0 | bad-digits
otpauth://totp/Acme:alice?secret=PTUK2O27QRZQDUTP44QHR3E7CK4OZZU2&digits=six | bad-digits
otpauth://totp/Acme:alice?secret=CYQ2OIBWRO2LH2P4EZEXXRPTGVX63ZLD&digits=0x6 | bad-digits
otpauth://totp/Acme:alice?secret=3UWCWOLRSN6LYQ5F5WQ2UP3RCB75SJRZ&digits=6e0 | bad-digits
otpauth://totp/Acme:alice?secret=TMFOIWRJLVCOYN7A7SHR2MUC4OWS5YRK&digits=99999999999999999999 | bad-digits
otpauth://totp/Acme:alice?secret=YS3SPOBRFEXNPW5KQ4JRK6VFI6MEEMCV&digits={0666} | bad-digits
otpauth://totp/Acme:alice?secret=3V52GUJLWJGCLLIKDH75DIGSUHLHEBRZ&digits=FFTFVUQ2YJXU7VDC | bad-digits

# Period
otpauth://totp/Acme:alice?secret=RIYYKZFI6AHKFZLK2N7REYADPZC2ENXL&period=0 | bad-period 0
otpauth://totp/Acme:alice?secret=GNDTCGME3SR4SMCGAUA66VDEGK47DRHY&period=-30 | bad-period -30
otpauth://totp/Acme:alice?secret=22GITIO6BG33OQJQXWWUELAUY76AMXY5&period=86401 | bad-period 86401
otpauth://totp/Acme:alice?secret=NN3G4N6V6KVIOSFVL37QOVSVIXUSW7QZ&period=30s | bad-period
otpauth://totp/Acme:alice?secret=P5MFZP5YMPARXKRN7UV77N6KDZHRFD2T&period=30.5 | bad-period
otpauth://totp/Acme:alice?secret=UWJXF5UMI4BD6LFEHKREIQC7BNTDBXRD&period=Infinity | bad-period
otpauth://totp/Acme:alice?secret=WOJWCXY2PEXRDXCNX7IO7WKZYJEE3JBJ&period=1e3 | bad-period
otpauth://totp/Acme:alice?secret=7FMQGXZD2L2HXN5BFSC7ADD7EYHWJVH6&period=30,60 | bad-period
otpauth://totp/Acme:alice?secret=VYVOZHXLW4OUNDVQR6BUXX4OSMPJQX4W&period=%00 | bad-period

# Keys that are none
otpauth://totp/Acme:alice?secret==== | bad-key empty
otpauth://totp/Acme:alice?secret=A | bad-key impossible-length
otpauth://totp/Acme:alice?secret=ABC&issuer=Acme | bad-key impossible-length
otpauth://totp/Acme:alice?secret=AXK6FOWNWACFTI4YA&issuer=Acme | bad-key impossible-length
otpauth://totp/Acme:alice?secret=GHS42W3REZVYZGNVSQK6HV6AQPZSF33HZVFFE5QM5KMW253L7F7BFCVO56VJKCF2PIRVOCG7724IAJ4JWGBZMXTMLADNAYVQSVKCNNSNSNQ6NCNZZOF3SGSSFDZCNJK2DRSWEKBQK5MV756FGGZ4NNCU3I3Z2MF6YNT722TLESVOWSFYMPJ6CQD4RBNVJP7VXWOGWPWCQBIJK2LT76PIQP23PZEUZ7DOWFMZ433BP7VFWSYNGG3OPFO6KJJBWUGXKFY467TQXQODWYNTYXM3SRCGVNSGOTPMR4N4NYUCW26TO3YXZU2FJFNHVVQ5WV7OGZSRVDQRA63TJYLPZTWZQI34H2OVM3AF5QUVX6YI443LBTV7M46NBVDQJL7GRXBHLAYJBJUEO7TSSDJMWZ3YEILRQYAAAA&issuer=Acme | bad-key too-long
otpauth://totp/Acme:alice?secret=JBSWY3DPEHPK3PX0&issuer=Acme | doubtful-key 16:0
otpauth://totp/Acme:alice?secret=JBSWY3DPEHPK3P1P&issuer=Acme | doubtful-key 15:1
otpauth://totp/Acme:alice?secret=8BSWY3DPEHPK3PXP&issuer=Acme | doubtful-key 1:8
otpauth://totp/Acme:alice?secret=JBSW%ZZY3DPEHPK&issuer=Acme | doubtful-key 5:%
otpauth://totp/Acme:alice?secret=JBSWY3DP;issuer=Acme | doubtful-key 9:;
otpauth://totp/Acme:alice?secret=JBSWY3DP?issuer=Acme | doubtful-key 9:?
otpauth://totp/Acme:alice?secret=JBSWY3DP%00EHPK3PXP&issuer=Acme | doubtful-key 9:U+0000
otpauth://totp/Acme:alice?secret=JBSW+Y3DP&issuer=Acme%20Law | doubtful-key 5:+
`
