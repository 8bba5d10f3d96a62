/**
 * What the fields of a request are called where one is not accepted, as a noun within a sentence. Every day has a name here; of the other
 * fields the words of the name itself are said: `fileNumber` -> "file number".
 */
const names: Readonly<Record<string, string>> = {
  addedOn: 'day it was added',
  after: 'first day',
  aNumber: 'A-Number',
  atTime: 'time of day',
  attorneyId: 'responsible attorney',
  bornOn: 'date of birth',
  caseId: 'case',
  caseStatusStaleDays: 'days after which a status is old',
  changedOn: 'day it was changed',
  checkedOn: 'day of the check',
  clientId: 'client',
  clipboardSeconds: 'seconds on the clipboard',
  consentOn: 'date of the client’s consent',
  contactId: 'contact',
  decidedOn: 'day of the decision',
  dueOn: 'due date',
  editedOn: 'day of the last edit',
  email: 'e-mail address',
  expiresOn: 'expiry date',
  filedOn: 'day it was filed',
  for: 'purpose',
  from: 'first day',
  givenOn: 'day it was given',
  handedOverHow: 'way it was handed over',
  handedOverOn: 'day it was handed over',
  intoAccountId: 'account it was redeemed into',
  issuedOn: 'day it was issued',
  keptAt: 'place of the paper',
  matterId: 'matter',
  memberId: 'member',
  memberName: 'name of the member',
  noticeOn: 'notice date',
  on: 'day',
  openedOn: 'opening day',
  ownerId: 'owner',
  paperCheckedOn: 'day the paper was checked',
  paralegalId: 'responsible paralegal',
  periodSeconds: 'seconds of a code',
  portalId: 'portal',
  priorityOn: 'priority date',
  receivedOn: 'day it was received',
  receiptNumbers: 'receipt number',
  redeemedOn: 'day it was redeemed',
  reminderDays: 'reminder',
  revealSeconds: 'seconds a code is shown',
  statusOn: 'date of the status',
  to: 'last day',
  until: 'last day',
  verifiedOn: 'day the case was seen in the account'
}

/** Name of the field an issue of `request.invalid` is about: `receiptNumbers.0` -> "receipt number"; '' for the request as a whole. */
export function fieldName(path: string): string {
  const field = path.split('.').findLast((part) => !/^\d*$/.test(part)) ?? ''
  return names[field] ?? field.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}
