import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Guide, GuideStep } from '#contract'
import { blockersOf, doneDependents, openRequired, orderProblems, waitingFor } from './order.ts'

const bare = { text: 'x', words: [], page: null, wait: null, record: null, code: null, source: 'x', certainty: 'A' as const }
const guideOf = (steps: GuideStep[]): Guide => ({ id: 'lost-phone', title: 'x', when: 'x', steps })

/** Guides without problems: each step comes after some earlier ones, a required one after required ones only. */
const guides = fc
  .array(fc.record({ required: fc.boolean(), after: fc.array(fc.nat(30), { maxLength: 4 }) }), { minLength: 1, maxLength: 12 })
  .map((shapes) =>
    guideOf(
      shapes.map(({ required, after }, index) => {
        const earlier = [...new Set(after)].filter((at) => at < index && (!required || shapes[at]?.required === true))
        return { ...bare, id: `s${index}`, required, after: earlier.map((at) => `s${at}`) }
      })
    )
  )
const clicks = fc.array(fc.record({ at: fc.nat(11), done: fc.boolean() }), { maxLength: 60 })

/** Does what people click, as far as the order allows. */
function play(guide: Guide, moves: readonly { at: number; done: boolean }[], check: (done: ReadonlyMap<string, number>) => void) {
  const done = new Map<string, number>()
  for (const [time, move] of moves.entries()) {
    const step = guide.steps[move.at % guide.steps.length] as GuideStep
    if (move.done && blockersOf(guide, step, done).length === 0) done.set(step.id, time)
    if (!move.done && doneDependents(guide, step.id, done).length === 0) done.delete(step.id)
    check(done)
  }
  return done
}

describe('the order of steps', () => {
  it('makes only guides without problems here', () =>
    fc.assert(
      fc.property(guides, (guide) => {
        expect(orderProblems(guide)).toEqual([])
      })
    ))

  it('never leaves a step done whose predecessor is open, however people click', () =>
    fc.assert(
      fc.property(guides, clicks, (guide, moves) => {
        play(guide, moves, (done) => {
          for (const step of guide.steps) if (done.has(step.id)) expect(step.after.filter((id) => !done.has(id))).toEqual([])
        })
      })
    ))

  it('lets every path be finished from wherever it is, without a step that may be skipped', () =>
    fc.assert(
      fc.property(guides, clicks, (guide, moves) => {
        const done = new Map(play(guide, moves, () => {}))
        for (const step of guide.steps.filter((one) => one.required && !done.has(one.id))) {
          expect(blockersOf(guide, step, done)).toEqual([])
          done.set(step.id, 0)
        }
        expect(openRequired(guide, done)).toEqual([])
      })
    ))

  it('lets everything be undone, last things first', () =>
    fc.assert(
      fc.property(guides, clicks, (guide, moves) => {
        const done = new Map(play(guide, moves, () => {}))
        for (const step of guide.steps.toReversed()) {
          expect(doneDependents(guide, step.id, done)).toEqual([])
          done.delete(step.id)
        }
      })
    ))

  it('finds a problem in whatever points forward, at itself or nowhere', () =>
    fc.assert(
      fc.property(guides, fc.nat(11), fc.nat(20), (guide, from, ahead) => {
        const at = from % guide.steps.length
        const steps = guide.steps.map((step, index) => (index === at ? { ...step, after: [...step.after, `s${at + ahead}`] } : step))
        expect(orderProblems(guideOf(steps))).not.toEqual([])
      })
    ))
})

describe('waiting', () => {
  const at = Date.parse('2026-11-25T02:30:00Z')
  const since = { startedAt: at, timeZone: 'America/New_York' }
  const waiting = (wait: GuideStep['wait'], after: string[] = []): GuideStep => ({ ...bare, id: 'w', required: true, after, wait })

  it('counts minutes from the later of the steps before it', () => {
    const step = waiting({ minutes: 20, businessDays: null }, ['a', 'b'])
    const done = new Map([
      ['a', at + 5000],
      ['b', at + 1000]
    ])
    expect(waitingFor(step, done, since)).toEqual({ waitUntil: at + 5000 + 1_200_000, waitUntilDay: null })
    expect(waitingFor(step, new Map([['a', at]]), since)).toEqual({ waitUntil: null, waitUntilDay: null })
    expect(waitingFor(step, new Map([...done, ['w', at]]), since)).toEqual({ waitUntil: null, waitUntilDay: null })
  })

  it('counts from the start of the path when nothing comes before', () =>
    expect(waitingFor(waiting({ minutes: 20, businessDays: null }), new Map(), since).waitUntil).toBe(at + 1_200_000))

  it('counts federal business days from the day it is for the firm', () => {
    // Late on Tuesday in New York; Thanksgiving is the Thursday after.
    const step = waiting({ minutes: null, businessDays: 10 }, ['a'])
    expect(waitingFor(step, new Map([['a', at]]), since)).toEqual({ waitUntil: null, waitUntilDay: '2026-12-09' })
    expect(waitingFor(step, new Map([['a', at]]), { ...since, timeZone: 'Europe/Berlin' }).waitUntilDay).toBe('2026-12-10')
  })
})
