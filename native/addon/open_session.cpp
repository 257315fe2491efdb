#include "addon/open_session.h"

#include "addon/addon_error.h"
#include "addon/type_tags.h"

namespace tessera::addon {
namespace {

using Held = std::shared_ptr<OpenSession>;

Held& held_arg(const Napi::Value& value) {
  if (!value.IsExternal() || !value.As<Napi::External<Held>>().CheckTypeTag(&kSessionTag)) {
    throw bad_argument(value.Env(), "expected the handle of a session");
  }
  return *value.As<Napi::External<Held>>().Data();
}

}  // namespace

Napi::Value session_handle(Napi::Env env, std::shared_ptr<OpenSession> session) {
  auto held = std::make_unique<Held>(std::move(session));
  auto external = Napi::External<Held>::New(env, held.get(), [](Napi::Env, Held* collected) { delete collected; });
  held.release();
  external.TypeTag(&kSessionTag);
  return external;
}

std::shared_ptr<OpenSession> session_arg(const Napi::Value& value) {
  const Held& held = held_arg(value);
  if (!held) throw bad_argument(value.Env(), "the session is closed");
  return held;
}

void close_session_handle(const Napi::Value& value) { held_arg(value).reset(); }

}  // namespace tessera::addon
