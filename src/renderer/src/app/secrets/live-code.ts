import { useCallback, useEffect, useRef, useState, useTransition } from 'react'
import { useStore } from 'zustand'
import type { VerificationCode } from '#contract'
import { useClient, useStores } from '../../api/context.tsx'
import { showFailure } from '../change.ts'
import { useNow } from '../clock.ts'

export interface CodeAtMoment {
  readonly code: string
  readonly nextCode: string | null
  /** Whole seconds until `code` gives way to the next, at least 1. */
  readonly secondsLeft: number
  readonly fractionLeft: number
}

/**
 * What to show at `now` (main's clock, epoch ms) of codes made a while ago: the code then current, the following one while it is known,
 * or null once both periods are over.
 */
export function codeAt({ code, nextCode, expiresAt, periodSeconds }: VerificationCode, now: number): CodeAtMoment | null {
  const periodMs = periodSeconds * 1000
  const left = now < expiresAt ? expiresAt - now : expiresAt + periodMs - now
  if (left <= 0) return null
  const share = { secondsLeft: Math.ceil(left / 1000), fractionLeft: Math.min(1, left / periodMs) }
  return now < expiresAt ? { code, nextCode, ...share } : { code: nextCode, nextCode: null, ...share }
}

interface Shown {
  readonly codes: VerificationCode
  /** Main's clock minus this window's, ms. */
  readonly offsetMs: number
  /** Epoch ms of this window at which the code is hidden again. */
  readonly hideAt: number
}

export interface LiveCode {
  readonly isPending: boolean
  /** Null while hidden. */
  readonly shown: Shown | null
  show(): void
  hide(): void
  /** Asks main for the codes of the period now begun; the time until hiding goes on. */
  renew(): void
}

/** Seconds a secret stays on screen, from the settings; the contract's upper bound never applies while they load. */
const revealSecondsUntilLoaded = 20

/** How long a revealed secret stays on screen, in seconds. */
export function useRevealSeconds(): number {
  const { settings } = useStores()
  return useStore(settings, (state) => state.settings?.revealSeconds ?? revealSecondsUntilLoaded)
}

/** The code of one authenticator, hidden until asked for and again after the time set. It lives in this component only and goes with it. */
export function useLiveCode(authenticatorId: string): LiveCode {
  const client = useClient()
  const revealSeconds = useRevealSeconds()
  const [shown, setShown] = useState<Shown | null>(null)
  const [isPending, start] = useTransition()
  const question = useRef(0)

  const ask = useCallback(
    (hideAtBefore: number | null) => {
      const asked = ++question.current
      start(async () => {
        try {
          const codes = await client.authenticators.showCode({ id: authenticatorId })
          const now = Date.now()
          if (asked === question.current)
            setShown({ codes, offsetMs: codes.madeAt - now, hideAt: hideAtBefore ?? now + revealSeconds * 1000 })
        } catch (error) {
          if (asked !== question.current) return
          setShown(null)
          showFailure(error)
        }
      })
    },
    [client, authenticatorId, revealSeconds]
  )
  const hide = useCallback(() => {
    question.current++
    setShown(null)
  }, [])
  const hideAt = shown?.hideAt ?? null
  return { isPending, shown, show: () => ask(null), hide, renew: useCallback(() => ask(hideAt), [ask, hideAt]) }
}

/** The code to show now, turning with the shared clock: it hides when its time is over and renews when a period ends. */
export function useCodeNow(live: LiveCode, shown: Shown): CodeAtMoment | null {
  const now = useNow()
  const moment = codeAt(shown.codes, now + shown.offsetMs)
  const isOver = now >= shown.hideAt
  const needsNew = now + shown.offsetMs >= shown.codes.expiresAt
  const { hide, renew } = live
  useEffect(() => {
    if (isOver) hide()
    else if (needsNew) renew()
  }, [isOver, needsNew, hide, renew])
  return moment
}
