import { CounterRandom } from "../../electron/service/sampling/counter-random.ts";

const population = 30;
const generations = 50;

/** Random numbers of one run. */
function randomOf(seed) {
  const source = new CounterRandom(seed);
  let draws = 0;
  const integer = (bound) => source.integer(7000, 0, draws++, bound);
  const chance = (probability) => integer(1_000_000) < probability * 1_000_000;
  const outside = (members, strategies) => {
    for (;;) {
      const strategy = integer(strategies);
      if (!members.includes(strategy)) return strategy;
    }
  };
  const sample = (list, count) => {
    const rest = [...list];
    return Array.from({ length: count }, () => rest.splice(integer(rest.length), 1)[0]);
  };
  const portfolio = (strategies, size) => {
    const members = [];
    while (members.length < size) members.push(outside(members, strategies));
    return members;
  };
  return { integer, chance, outside, sample, portfolio };
}

function best(fitness) {
  return Math.max(...fitness);
}

/** Replaces one member at random and keeps what is better: the replaced "simulated annealing" and "hill climbing". */
const greedy = (iterations) => async (score, strategies, size, seed) => {
  const random = randomOf(seed);
  let members = random.portfolio(strategies, size);
  let [fitness] = await score([members]);
  for (let k = 0; k < iterations; k += 1) {
    const changed = members.with(random.integer(size), random.outside(members, strategies));
    const [value] = await score([changed]);
    if (value > fitness) [members, fitness] = [changed, value];
  }
  return fitness;
};

/** The best of random portfolios: the replaced "ant colony" and "Bayesian optimisation". */
const sampled = async (score, strategies, size, seed) => {
  const random = randomOf(seed);
  return best(await score(Array.from({ length: 1 + generations }, () => random.portfolio(strategies, size))));
};

/** `next` makes a generation of the one before and its fitness. */
const generational = (next) => async (score, strategies, size, seed) => {
  const random = randomOf(seed);
  let members = Array.from({ length: population }, () => random.portfolio(strategies, size));
  let found = Number.NEGATIVE_INFINITY;
  for (let generation = 0; generation < generations; generation += 1) {
    const fitness = await score(members);
    found = Math.max(found, best(fitness));
    members = next(members, fitness, strategies, random);
  }
  return Math.max(found, best(await score(members)));
};

const mutate = (members, rate, strategies, random) =>
  members.reduce(
    (now, _, place) => (random.chance(rate) ? now.with(place, random.outside(now, strategies)) : now),
    members,
  );

/** Two tournaments of three, members drawn from the union, one gene in ten replaced; nobody survives. */
const genetic = generational((members, fitness, strategies, random) => {
  const parent = () =>
    members[random.sample(members.keys(), 3).reduce((a, b) => (fitness[b] > fitness[a] ? b : a))];
  return members.map((one) => {
    const union = [...new Set([...parent(), ...parent()])];
    return mutate(random.sample(union, one.length), 0.1, strategies, random);
  });
});

/** A random walk of each particle: no velocity, no attraction. */
const swarm = generational((members, _, strategies, random) =>
  members.map((one) => mutate(one, 0.05, strategies, random)),
);

/** Each place from the individual or from a random partner, children replace parents in any case. */
const differential = generational((members, _, strategies, random) =>
  members.map((one) => {
    const partner = members[random.integer(members.length)];
    const child = [];
    for (const [place, strategy] of one.entries()) {
      const wanted = random.chance(0.5) ? strategy : partner[place];
      child.push(child.includes(wanted) ? random.outside([...child, ...one], strategies) : wanted);
    }
    return child;
  }),
);

/**
 * What the replaced system called by these names, with its usual 50 generations of 30: (score, strategies, size, seed)
 * to the best fitness. It had no random search.
 */
export const replacedAlgorithms = {
  ga: genetic,
  pso: swarm,
  sa: greedy(1000),
  de: differential,
  aco: sampled,
  hc: greedy(200),
  bo: sampled,
};
