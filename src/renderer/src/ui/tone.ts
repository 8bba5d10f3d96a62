import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react'

/** How serious something is. Always shown with a word or an icon as well, never by colour alone. */
export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad'

export const toneIcons: Record<Tone, LucideIcon> = { neutral: Info, info: Info, good: CircleCheck, warn: TriangleAlert, bad: CircleAlert }
