/** Words of the calendar of sign-ins. */
export const signInsText = {
  title: 'Sign-ins',
  subtitle: (overdue: number, neverNoted: number): string =>
    [
      overdue === 0 ? 'None overdue' : `${overdue.toLocaleString('en-US')} overdue`,
      neverNoted === 0 ? null : `${neverNoted.toLocaleString('en-US')} ${neverNoted === 1 ? 'account' : 'accounts'} without a noted sign-in`
    ]
      .filter((part) => part !== null)
      .join(' · '),
  loading: 'Loading sign-ins',
  calendar: (month: string) => `Sign-ins due in ${month}`,
  earlier: 'Earlier month',
  later: 'Later month',
  today: 'Today',
  overdue: (count: number): string => `Overdue (${count.toLocaleString('en-US')})`,
  overdueTitle: 'Overdue',
  dayTitle: (date: string): string => `Due on ${date}`,
  dayName: (date: string, count: number): string => `${date}: ${count === 0 ? 'none due' : `${count} due`}`,
  emptyOverdue: 'No account is overdue.',
  emptyDay: 'No account is due on this day.',
  lastSignIn: (date: string): string => `Last sign-in ${date}`,
  dueBy: (date: string, left: string): string => `sign in by ${date}, ${left}`,
  signedIn: 'Signed in today',
  signedInOf: (account: string): string => `Signed in today: ${account}`,
  noted: (account: string): string => `Sign-in today noted for ${account}.`,
  undone: 'The sign-in before stands again.',
  undo: 'Undo',
  passed: (what: string, date: string): string => `Passed after ${date}: ${what}`,
  ahead: (what: string, date: string): string => `After ${date}: ${what}`,
  more: 'Show more'
} as const
