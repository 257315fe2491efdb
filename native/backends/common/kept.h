#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <typeindex>

namespace tessera {

/**
 * What operations keep in a session from one run to the next: one thing of each type, made by the first that asks for it. The
 * session knows nothing of them and drops them when it closes. Any thread; the things themselves say who may use them.
 */
class Kept {
 public:
  template <class T>
  T& get() {
    const std::lock_guard lock(mutex_);
    std::shared_ptr<void>& slot = things_[typeid(T)];
    if (!slot) slot = std::make_shared<T>();
    return *static_cast<T*>(slot.get());
  }

 private:
  std::mutex mutex_;
  std::map<std::type_index, std::shared_ptr<void>> things_;
};

}  // namespace tessera
