#pragma once

#include "believable/table.h"
#include "search/search_error.h"
#include "tessera_backend.h"

namespace tessera::believable {

/** Runs an operation of a backend. Throws search::SearchError. */
inline void run_on(const tsr_backend& backend, tsr_session* session, tsr_op op, void* params) {
  const tsr_status status = backend.run(session, op, params);
  if (status != TSR_OK) throw search::SearchError(status, backend.last_error(session));
}

/** Tells parameters of which rows of the session their table is made; what is not given is null. */
template <class Params>
void name_rows(const RowsMade& made, Params& params) {
  const auto given = [](const auto& list) { return list.empty() ? nullptr : list.data(); };
  params.rows = made.rows.data();
  params.signs = given(made.signs);
  params.centre = given(made.centre);
  params.added = given(made.added);
}

}  // namespace tessera::believable
