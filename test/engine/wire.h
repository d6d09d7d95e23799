// Bytes as they cross a connection.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace http2::test {

inline std::span<const uint8_t> Bytes(const std::string& text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

// The bytes of a frame.
inline std::string Frame(uint8_t type, uint8_t flags, int32_t id, std::string_view payload) {
  const auto byte = [](size_t value) { return static_cast<char>(value & 0xff); };
  const auto stream = static_cast<size_t>(id);
  std::string frame{byte(payload.size() >> 16),
                    byte(payload.size() >> 8),
                    byte(payload.size()),
                    byte(type),
                    byte(flags),
                    byte(stream >> 24),
                    byte(stream >> 16),
                    byte(stream >> 8),
                    byte(stream)};
  return frame.append(payload);
}

inline std::string Repeat(const std::string& text, size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (size_t i = 0; i < times; ++i)
    all += text;
  return all;
}

}  // namespace http2::test
