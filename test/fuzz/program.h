// What a program does with a session, chosen by the fuzzer: each byte is a command for one of the
// streams.
#pragma once

#include <fuzzer/FuzzedDataProvider.h>

#include "../engine/pair.h"

namespace http2::test {

// One command for a stream that is open, if there is any, or for the connection.
void ActOnce(End& end, FuzzedDataProvider& choices);

// Receives what comes in pieces of sizes that are chosen, and acts between them; takes all output.
void ReceiveInPieces(End& end, std::string_view bytes, FuzzedDataProvider& choices);

// Takes all that can be sent now. Aborts when it does not come to an end.
std::string Drain(End& end);

}  // namespace http2::test
