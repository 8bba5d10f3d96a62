/**
 * The only hosts a portal file may name. Look-alike addresses circulate for these agencies, so a host is never taken from a data file alone:
 * adding one here is a reviewed change. Exact names; a subdomain does not follow from its parent.
 */
export const officialHosts: ReadonlySet<string> = new Set([
  'uscis.gov',
  'www.uscis.gov',
  'myaccount.uscis.gov',
  'my.uscis.gov',
  'egov.uscis.gov',
  'first.uscis.gov',
  'developer.uscis.gov',
  'dhs.gov',
  'login.gov',
  'secure.login.gov',
  'justice.gov',
  'www.justice.gov',
  'flag.dol.gov',
  'ceac.state.gov',
  'travel.state.gov',
  'pacer.uscourts.gov',
  'ssa.gov',
  'studyinthestates.dhs.gov'
])
