import type { AuditEvent, AuditGroup } from '#contract'
import { auditEvents } from '#contract/vocabulary'

/** By the beginnings and ends of event names, so that an event of a new feature finds its group by itself. */
function groupOf(event: AuditEvent): AuditGroup {
  if (event.startsWith('vault.')) return 'opened'
  // A calendar file that is kept leaves again with every change.
  if (/\.(shown|revealed|copied|printed|saved|exported)$/.test(event) || event === 'calendar-file.started') return 'left'
  if (/^(path|link)\./.test(event)) return 'paths'
  return /^(settings|sample|member|backup|clock)\./.test(event) ? 'settings' : 'changes'
}

/** Events of a group. */
export const eventsIn = (group: AuditGroup): AuditEvent[] => auditEvents.filter((event) => groupOf(event) === group)
