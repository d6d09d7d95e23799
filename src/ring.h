// A queue in a circular buffer that grows and shrinks with what it holds.
//
// Every queue of the engine is one of these: a peer may keep a queue from ever draining, so room
// that was popped is used again, and a buffer of which three quarters are empty is halved. Both
// cost amortized constant time.
//
// Lifetime: elements are moved when the buffer grows or shrinks; references to them last until the
// next Push, Pop or Clear. A popped element is destroyed at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

namespace http2 {

// An empty ring keeps a buffer for at most `kKept` elements, a power of two or 0, so that a queue
// that fills and drains in each turn need not allocate in each turn.
template <typename T, size_t kKept = 0>
class Ring {
 public:
  Ring() = default;
  Ring(const Ring&) = delete;
  Ring& operator=(const Ring&) = delete;
  Ring(Ring&&) = delete;
  Ring& operator=(Ring&&) = delete;
  ~Ring() = default;

  [[nodiscard]] size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  // The bytes of its buffer.
  [[nodiscard]] size_t memory() const { return size_t{capacity_} * sizeof(T); }

  // Counted from the oldest. Precondition: index < size().
  T& operator[](size_t index) { return slots_[Slot(index)]; }
  const T& operator[](size_t index) const { return slots_[Slot(index)]; }
  // Precondition: not empty.
  T& front() { return slots_[first_]; }
  [[nodiscard]] const T& front() const { return slots_[first_]; }
  T& back() { return (*this)[size_ - 1]; }

  void Push(T element) {
    if (size_ == capacity_) Move(capacity_ == 0 ? kFirstCapacity : capacity_ * 2);
    slots_[Slot(size_)] = std::move(element);
    ++size_;
  }

  // Precondition: not empty.
  void Pop() {
    slots_[first_] = T{};
    first_ = Slot(1);
    --size_;
    if (size_ <= capacity_ / 4 && capacity_ > kKept) Shrink();
  }

  void Clear() {
    for (; size_ > 0; --size_) {
      slots_[first_] = T{};
      first_ = Slot(1);
    }
    if (capacity_ > kKept) Move(0);
  }

 private:
  static constexpr uint32_t kFirstCapacity = 4;

  [[nodiscard]] uint32_t Slot(size_t index) const {
    return (first_ + static_cast<uint32_t>(index)) & (capacity_ - 1);
  }

  void Shrink() {
    if (capacity_ > kFirstCapacity) {
      Move(capacity_ / 2);
    } else if (size_ == 0) {
      Move(0);
    }
  }

  void Move(uint32_t capacity) {
    std::unique_ptr<T[]> moved = capacity == 0 ? nullptr : std::make_unique<T[]>(capacity);
    for (uint32_t i = 0; i < size_; ++i)
      moved[i] = std::move((*this)[i]);
    slots_ = std::move(moved);
    capacity_ = capacity;
    first_ = 0;
  }

  std::unique_ptr<T[]> slots_;
  uint32_t capacity_ = 0;  // a power of two, or 0
  uint32_t first_ = 0;
  uint32_t size_ = 0;
};

}  // namespace http2
