/** Names of computer users that belong to no person. */
const nobodys: ReadonlySet<string> = new Set(['root', 'admin', 'administrator', 'user', 'guest', 'owner', 'test', 'default'])

/** The computer's user name as a first suggestion for the person's own; '' where it names an account of the system. */
export const suggestedName = (computerUser: string): string => (nobodys.has(computerUser.trim().toLowerCase()) ? '' : computerUser)
