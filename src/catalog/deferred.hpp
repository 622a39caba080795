// Values that are read from an image when they are first asked for: loading the catalog costs
// nothing for what a request does not touch.
//
// Reading is invisible: to its reader such a value is as immutable as any other. Any number of
// threads may ask at once; each that comes too early reads for itself, the first publishes what it
// read, and the others drop theirs. Nobody waits, and who comes later pays one load. The bytes must
// outlive the value.
#pragma once

#include <atomic>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace tariff::catalog {

template <class T>
class Deferred {
 public:
  // Never null: what the bytes do not give is replaced by something harmless.
  using Read = auto(*)(std::string_view bytes) -> std::unique_ptr<T>;

  Deferred() noexcept = default;
  explicit Deferred(T value) : value_(new T(std::move(value))) {}
  Deferred(std::string_view bytes, Read read) noexcept : bytes_(bytes), read_(read) {}
  Deferred(const Deferred& other)
      : value_(copy_of(other.peek())), bytes_(other.bytes_), read_(other.read_) {}
  Deferred(Deferred&& other) noexcept
      : value_(other.value_.exchange(nullptr)), bytes_(other.bytes_), read_(other.read_) {}
  auto operator=(Deferred other) noexcept -> Deferred& {
    delete value_.exchange(other.value_.exchange(nullptr));
    bytes_ = other.bytes_;
    read_ = other.read_;
    return *this;
  }
  ~Deferred() { delete value_.load(std::memory_order_relaxed); }

  // Allocates the first time.
  [[nodiscard]] auto get() const -> const T& {
    const T* value = peek();
    return value != nullptr ? *value : *publish();
  }
  // For who builds a catalog, alone.
  [[nodiscard]] auto edit() -> T& {
    T* value = value_.load(std::memory_order_relaxed);
    return value != nullptr ? *value : *publish();
  }
  // Null as long as nobody has asked.
  [[nodiscard]] auto peek() const noexcept -> const T* {
    return value_.load(std::memory_order_acquire);
  }
  [[nodiscard]] auto bytes() const noexcept -> std::string_view { return bytes_; }

  friend auto operator==(const Deferred& a, const Deferred& b) -> bool {
    return a.get() == b.get();
  }

 private:
  static auto copy_of(const T* value) -> T* { return value == nullptr ? nullptr : new T(*value); }
  static auto read_nothing(std::string_view /*bytes*/) -> std::unique_ptr<T> {
    return std::make_unique<T>();
  }

  auto publish() const -> T* {
    auto fresh = read_(bytes_);
    T* winner = nullptr;
    if (value_.compare_exchange_strong(winner, fresh.get(), std::memory_order_acq_rel,
                                       std::memory_order_acquire)) {
      return fresh.release();
    }
    return winner;
  }

  mutable std::atomic<T*> value_{nullptr};
  std::string_view bytes_;
  Read read_ = &read_nothing;
};

// A list that is read as a whole. Looks like the vector that it stands for.
template <class T>
class LazyList {
 public:
  using Items = std::vector<T>;
  using value_type = T;

  LazyList() noexcept = default;
  LazyList(Items items) : items_(std::move(items)) {}
  LazyList(std::initializer_list<T> items) : items_(Items(items)) {}
  explicit LazyList(Deferred<Items> items) noexcept : items_(std::move(items)) {}

  [[nodiscard]] auto get() const -> const Items& { return items_.get(); }
  [[nodiscard]] auto edit() -> Items& { return items_.edit(); }

  [[nodiscard]] auto begin() const { return get().begin(); }
  [[nodiscard]] auto end() const { return get().end(); }
  [[nodiscard]] auto size() const -> std::size_t { return get().size(); }
  [[nodiscard]] auto empty() const -> bool { return get().empty(); }
  [[nodiscard]] auto operator[](std::size_t at) const -> const T& { return get()[at]; }

  [[nodiscard]] auto begin() { return edit().begin(); }
  [[nodiscard]] auto end() { return edit().end(); }
  [[nodiscard]] auto operator[](std::size_t at) -> T& { return edit()[at]; }
  void push_back(T item) { edit().push_back(std::move(item)); }
  void clear() { edit().clear(); }

  friend auto operator==(const LazyList&, const LazyList&) -> bool = default;

 private:
  Deferred<Items> items_;
};

// A list each item of which is read for itself. Items stay where they are when the list grows.
template <class T>
class LazyItems {
  using Items = std::vector<Deferred<T>>;

  template <class Base, class Item>
  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = Item*;
    using reference = Item&;

    Iterator() = default;
    explicit Iterator(Base at) : at_(at) {}

    auto operator*() const -> Item& {
      if constexpr (std::is_const_v<Item>) {
        return at_->get();
      } else {
        return at_->edit();
      }
    }
    auto operator->() const -> Item* { return &**this; }
    auto operator++() -> Iterator& {
      ++at_;
      return *this;
    }
    auto operator++(int) -> Iterator { return Iterator{at_++}; }
    friend auto operator==(const Iterator&, const Iterator&) -> bool = default;

   private:
    Base at_{};
  };

 public:
  using value_type = T;
  using iterator = Iterator<typename Items::iterator, T>;
  using const_iterator = Iterator<typename Items::const_iterator, const T>;

  LazyItems() noexcept = default;
  LazyItems(std::initializer_list<T> items) : LazyItems(std::vector<T>(items)) {}
  explicit LazyItems(std::vector<T> items) {
    for (T& item : items) push_back(std::move(item));
  }

  // Of the item as it is held: read or not.
  [[nodiscard]] auto held(std::size_t at) const -> const Deferred<T>& { return items_[at]; }
  void hold(Deferred<T> item) { items_.push_back(std::move(item)); }

  [[nodiscard]] auto size() const noexcept -> std::size_t { return items_.size(); }
  [[nodiscard]] auto empty() const noexcept -> bool { return items_.empty(); }
  [[nodiscard]] auto operator[](std::size_t at) const -> const T& { return items_[at].get(); }
  [[nodiscard]] auto begin() const -> const_iterator { return const_iterator{items_.begin()}; }
  [[nodiscard]] auto end() const -> const_iterator { return const_iterator{items_.end()}; }

  [[nodiscard]] auto operator[](std::size_t at) -> T& { return items_[at].edit(); }
  [[nodiscard]] auto begin() -> iterator { return iterator{items_.begin()}; }
  [[nodiscard]] auto end() -> iterator { return iterator{items_.end()}; }
  void push_back(T item) { items_.emplace_back(std::move(item)); }
  void resize(std::size_t count) { items_.resize(count); }
  void clear() { items_.clear(); }

  friend auto operator==(const LazyItems&, const LazyItems&) -> bool = default;

 private:
  Items items_;
};

}  // namespace tariff::catalog
