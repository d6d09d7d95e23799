#include "copied_chunk.h"

#include <cstring>
#include <memory>
#include <new>

namespace http2 {

CopiedChunk::CopiedChunk(Key, size_t capacity) : Chunk(nullptr, capacity) {
  SetData(writable());
}

CopiedChunk* CopiedChunk::Create(size_t capacity) {
  void* memory = ::operator new(sizeof(CopiedChunk) + capacity);
  return std::construct_at(static_cast<CopiedChunk*>(memory), Key(), capacity);
}

ChunkRef CopiedChunk::CopyOf(const uint8_t* data, size_t size) {
  CopiedChunk* chunk = Create(size);
  if (size > 0) std::memcpy(chunk->writable(), data, size);
  return ChunkRef(chunk);
}

uint8_t* CopiedChunk::writable() {
  return reinterpret_cast<uint8_t*>(this + 1);
}

void CopiedChunk::Release() {
  this->~CopiedChunk();
  ::operator delete(this);
}

}  // namespace http2
