/** Typed keys and the bytes they mean, in hex; parted by " | ". {202E} stands for U+202E, {A*8} for 8 times A. The first lines are RFC 4648 section 10. */
export const goodKeys = `
MY====== | 66
MZXQ==== | 666f
MZXW6=== | 666f6f
MZXW6YQ= | 666f6f62
MZXW6YTB | 666f6f6261
MZXW6YTBOI====== | 666f6f626172

# Case and padding
MZXW6YTBOI | 666f6f626172
mzxw6ytboi | 666f6f626172
MzXw6yTbOi | 666f6f626172
mzxw6ytboi====== | 666f6f626172
MZXW6YTBOI= | 666f6f626172
MZXW6YTBOI========== | 666f6f626172
MZXW6YTB======== | 666f6f6261
MZXW6YTBOI = = = | 666f6f626172
MZXW6YTBOI{FF1D}{FF1D} | 666f6f626172
my | 66

# Spacing and dashes
JBSWY3DPEHPK3PXP | 48656c6c6f21deadbeef
jbsw y3dp ehpk 3pxp | 48656c6c6f21deadbeef
JBSW-Y3DP-EHPK-3PXP | 48656c6c6f21deadbeef
jbsw_y3dp_ehpk_3pxp | 48656c6c6f21deadbeef
J B S W Y 3 D P E H P K 3 P X P | 48656c6c6f21deadbeef
{0020*3}JBSWY3DPEHPK3PXP{0020*3} | 48656c6c6f21deadbeef
{0009}JBSWY3DP{0009}EHPK3PXP | 48656c6c6f21deadbeef
JBSWY3DP{000A}EHPK3PXP{000A} | 48656c6c6f21deadbeef
JBSWY3DP{000D}{000A}EHPK3PXP{000D}{000A} | 48656c6c6f21deadbeef
JBSWY3DP{000B}EHPK{000C}3PXP | 48656c6c6f21deadbeef
JBSWY3DP{0085}EHPK3PXP | 48656c6c6f21deadbeef
JBSW{00A0}Y3DP{00A0}EHPK{00A0}3PXP | 48656c6c6f21deadbeef
JBSW{202F}Y3DP{2009}EHPK{2003}3PXP | 48656c6c6f21deadbeef
JBSW{3000}Y3DP{1680}EHPK{205F}3PXP | 48656c6c6f21deadbeef
JBSWY3DP{2028}EHPK3PXP{2029} | 48656c6c6f21deadbeef
JBSW{2010}Y3DP{2011}EHPK{2012}3PXP | 48656c6c6f21deadbeef
JBSW{2013}Y3DP{2014}EHPK{2015}3PXP | 48656c6c6f21deadbeef
JBSW{2212}Y3DP{FF0D}EHPK{FE63}3PXP | 48656c6c6f21deadbeef
JBSW{FF3F}Y3DP__EHPK--3PXP | 48656c6c6f21deadbeef
-JBSWY3DPEHPK3PXP- | 48656c6c6f21deadbeef
JBSW{00AD}Y3DP{00AD}EHPK3PXP | 48656c6c6f21deadbeef

# Invisible characters
{FEFF}JBSWY3DPEHPK3PXP | 48656c6c6f21deadbeef
JBSW{200B}Y3DP{200C}EHPK{200D}3PXP | 48656c6c6f21deadbeef
JBSW{2060}Y3DP{FEFF}EHPK3PXP{200B} | 48656c6c6f21deadbeef
JBSWY3DPEHPK3PXP{200B*40} | 48656c6c6f21deadbeef
{180E}JBSWY3DPEHPK3PXP | 48656c6c6f21deadbeef

# Compatibility forms
{FF2A}{FF22}{FF33}{FF37}Y3DPEHPK3PXP | 48656c6c6f21deadbeef
{FF4A}{FF42}{FF53}{FF57}y{FF13}dpehpk3pxp | 48656c6c6f21deadbeef
{24BF}{24B7}{24C8}{24CC}Y{2462}DPEHPK3PXP | 48656c6c6f21deadbeef
JBSWY3DPEHPK{00B3}PXP | 48656c6c6f21deadbeef
JB{017F}WY3DPEHP{212A}3PXP | 48656c6c6f21deadbeef
{FB00}AA | 2940
MZXW6YTB{FB01} | 666f6f62612a

# Leftover bits are dropped, whatever they are
MZ | 66
M7 | 67
MZXR | 666f
MZXX | 666f
MZXW7 | 666f6f
MZXW6YR | 666f6f62
MZXW6YX | 666f6f62
77 | ff

# Long and short
{A*410} | {0*512}
{A*16} | {0*20}
{7*16} | {f*20}
{A*8}{0020*2000} | {0*10}
GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ | 3132333435363738393031323334353637383930
`

/** Typed texts that are no key: `bad-key` with its reason, or `doubtful-key` with each character listed as position:character:what it may be, and how many more. */
export const badKeys = `
 | bad-key empty
{0020} | bad-key empty
{0020*30} | bad-key empty
= | bad-key empty
======== | bad-key empty
- - - | bad-key empty
____ | bad-key empty
{FEFF} | bad-key empty
{200B}{200C}{200D}{2060} | bad-key empty
{000A} | bad-key empty
{00A0}={00AD} | bad-key empty

# 1, 3 or 6 characters over a multiple of 8
A | bad-key impossible-length
a | bad-key impossible-length
A======= | bad-key impossible-length
ABC | bad-key impossible-length
ABC===== | bad-key impossible-length
A B C | bad-key impossible-length
ABCDEF | bad-key impossible-length
ABCDEF== | bad-key impossible-length
JBSWY3DPEHPK3PXPA | bad-key impossible-length
JBSWY3DPEHPK3PXPABC | bad-key impossible-length
JBSW Y3DP EHPK 3P | bad-key impossible-length
{A*409} | bad-key impossible-length

# More than 256 bytes
{A*412} | bad-key too-long
{A*413} | bad-key too-long
{A*411} | bad-key impossible-length
{A*2048} | bad-key too-long
{A*9000} | bad-key too-long
{0020*9000} | bad-key too-long

# Digits that look like letters
JBSWY3DPEHPK3PX0 | doubtful-key 16:0:O
0BSWY3DPEHPK3PXP | doubtful-key 1:0:O
JBSWY3DPEHPK3PX1 | doubtful-key 16:1:I,L
JBSW1 | doubtful-key 5:1:I,L
JBSWY3DPEHPK3PX8 | doubtful-key 16:8:B
jbsw y3dp ehpk 3px0 | doubtful-key 19:0:O
018 | doubtful-key 1:0:O 2:1:I,L 3:8:B
JBSW{FF10} | doubtful-key 5:{FF10}:O
JBSW{2460}AAA | doubtful-key 5:{2460}:I,L
{200B}0BSW | doubtful-key 2:0:O
JBSW{D83C}{DF00}Y3D0 | doubtful-key 5:{D83C}{DF00}: 9:0:O
00000 | doubtful-key 1:0:O 2:0:O 3:0:O 4:0:O 5:0:O
000000 | doubtful-key 1:0:O 2:0:O 3:0:O 4:0:O 5:0:O +1
{1*100} | doubtful-key 1:1:I,L 2:1:I,L 3:1:I,L 4:1:I,L 5:1:I,L +95

# Other characters
JBSW9 | doubtful-key 5:9:
JBSW! | doubtful-key 5:!:
JBSW.Y3DP | doubtful-key 5:.:
JBSW+Y3DP | doubtful-key 5:+:
JBSW/Y3DP | doubtful-key 5:/:
JBSW,Y3DP | doubtful-key 5:,:
JBSW=Y3DP | doubtful-key 5:=:
MY======MZXQ | doubtful-key 3:=: 4:=: 5:=: 6:=: 7:=: +1
=JBSWY3DP | doubtful-key 1:=:
{2A75}JBSW | doubtful-key 1:{2A75}:
"JBSWY3DP" | doubtful-key 1:": 10:":
JBSW'Y3DP | doubtful-key 5:':
JBSW%20Y3DP | doubtful-key 5:%: 7:0:O
JBSW{00C4}Y3D | doubtful-key 5:{00C4}:
JBSWA{0301} | doubtful-key 6:{0301}:
{0131}BSWY3DP | doubtful-key 1:{0131}:
{0410}BSWY3DP | doubtful-key 1:{0410}:
{039F}BSWY3DP | doubtful-key 1:{039F}:
JBSW{0000}Y3DP | doubtful-key 5:U+0000:
JBSW{001B}Y3DP | doubtful-key 5:U+001B:
JBSW{202E}Y3DP | doubtful-key 5:U+202E:
JBSW{200E}Y3DP | doubtful-key 5:U+200E:
JBSW{D800}Y3DP | doubtful-key 5:U+D800:
{0130}BSWY3DP | doubtful-key 1:{0130}:
{00DF}BSWY3DP | doubtful-key 1:{00DF}:
{0661}BSWY3DP | doubtful-key 1:{0661}:
48656c6c6f21deadbeef | doubtful-key 2:8:B 12:1:I,L
{005B}object Object{005D} | doubtful-key 1:{005B}: 15:{005D}:
`
