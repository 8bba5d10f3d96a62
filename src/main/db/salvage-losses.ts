import type { Loss, LossReason } from '#contract'

/**
 * `unreadable`: it lies on a damaged page; `seal-broken`: its sealed value does not open; `contradicts`: another row has its place;
 * `belongs-to-lost`: what it belongs to is lost, and it means nothing alone; `link-cut`: kept, but a link of it to something lost was cut;
 * `placeholder`: lost, but other records belong to it, so an empty record stands in its place.
 */
export type { Loss, LossReason }

/** Reasons for which a row is gone or no longer what it was. */
export const isGone = ({ reason }: Loss): boolean => reason !== 'link-cut'
