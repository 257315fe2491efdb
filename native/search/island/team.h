#pragma once

/**
 * How islands run on both sides. An island's code is a template over a Team: one thread of the host (search/host_team.h), or the
 * threads of one block of a device (backends/cuda/search/block_team.cuh). All threads of a team go through the code together; what they share
 * is in `state`, `work` and `stream`, which only these change:
 *
 *   once(f)                             one thread calls f()
 *   each(count, f)                      f(0) .. f(count - 1), in any order and at the same time; each writes to places of its own
 *   ranges(count, f)                    f(begin, end) over ranges that make up 0 .. count - 1, in any order and at the same time
 *   collect(count, first, test, store)  store(first, k), store(first + 1, l) ... for the k < l < ... that pass test; returns the place
 *                                       behind the last. A thread's store follows its test before it tests another
 *   first(count, test)                  the first k < count that passes, or count
 *   best(count)                         place of the best of work.scores, the first of equals
 *   sort(list, count)                   ascending, in place; count <= list_capacity, no repeats
 *   rank(keys, count, order)            order = places by descending key, the first of equals first
 *
 *   parallel                            whether there are several threads, so that work shared out beats work saved
 *
 *   refresh()                           canonical sums and score of the chain's members
 *   score_swaps(count, interesting)     work.swaps to work.scores. While the chain is feasible, a swap whose fitness does not exceed
 *                                       `interesting` may be left with violation 0 unexamined
 *   apply(swap, score)                  makes the swap
 *   score_drawn(count)                  canonical scores of the portfolios work.drawn to work.scores
 *   sum_drawn(members, count)           P&L sums of `count` portfolios to work.drawn_sums
 *   interrupted()                       whether the caller wants the search to end
 *
 *   screen_usable()                     whether the objective has bounds (screen.h) and what they need is in memory
 *   screen_reset()                      forgets all windows, so that what follows depends on nothing before
 *   screen_prepare()                    takes over the chain, which must be feasible
 *   screen_scan(threshold)              the swaps that the groups allow whose bound is over the threshold, to work.screened
 *   screen_learn(swap)                  adds the window in which the chain after the swap has its drawdown; false when it is known
 *
 * What threads read outside of these calls was written before the last of them, so that every branch is taken by all or none.
 * Numbers come out the same on both sides: sums have a fixed order, nothing is contracted, and exp and log are those of functions.h.
 */
