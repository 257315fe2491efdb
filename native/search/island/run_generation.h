#pragma once

#include "search/side.h"

namespace tessera::search::island {

/** An island's share of a generation, or, in generation 0, its first state; about generation.quota evaluations. */
template <class Kind, class Team>
TSR_SIDE void run_generation(Team& team) {
  if (team.generation.number == 0) {
    Kind::start(team);
  } else {
    Kind::step(team);
  }
}

}  // namespace tessera::search::island
