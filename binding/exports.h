// Parts of the addon's exports that are not made in addon.cc.
#pragma once

#include <napi.h>

namespace http2 {

// contract.cc: what crosses by number or by position (src/contract.h, src/snapshot.h), as an object
// of objects of numbers, and of arrays of names. lib/engine/contract.js compares it with its
// literals.
Napi::Object DescribeContract(Napi::Env env);

}  // namespace http2
