// Windows (RFC 9113, 5.2). nghttp2 keeps their sizes, and sends a WINDOW_UPDATE when half a window
// was consumed; here is decided what counts as consumed, and when.
//
// Receiving: the connection's window is consumed as DATA comes, so that it never waits for the
// reader of one stream. A stream's is consumed as DATA comes while somebody reads; what comes
// meanwhile is withheld: owed to the window until the reader takes it. Windows grow with the path;
// see WindowTuner.
#pragma once

#include <nghttp2/nghttp2.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "connection.h"
#include "window_tuner.h"

namespace http2 {

class FlowControl {
 public:
  explicit FlowControl(Connection& connection);
  // When the connection has been opened, and before anything else.
  void Start();

  // ---- Receiving

  // DATA came; `stream` is null when it is gone. False, and the session fails, when the peer has
  // sent too much of what carries nothing.
  bool Received(Stream* stream, size_t size);
  // WINDOW_UPDATE came, of a stream or of the connection.
  void OnWindowUpdate() { connection_.CountOverhead(); }

  // Our SETTINGS were sent, or the peer has acknowledged them: that measures the path.
  void SettingsSent();
  void SettingsAcknowledged();
  // Whether this is a PING that measures the path, sent or acknowledged: none of the program's.
  [[nodiscard]] bool IsProbe(const nghttp2_frame& frame, bool sent) const;
  // The peer has acknowledged it.
  void EndProbe();

  // Grows the windows of streams whose readers go on, and shrinks those of readers that stopped. To
  // be called when the events of what was received are delivered, before Session::Fill(): a reader
  // has taken what it wants by then, or has said that it stops.
  void SettleWindows();

  // Stop and restart the consumption of a stream's window. It is stopped at first.
  void Pause(int32_t id);
  void Resume(int32_t id);
  // While stopped: the reader has taken all but the last `unread` bytes.
  void ConsumeAllBut(int32_t id, size_t unread);
  // The size of the connection's window from now on. 0, or a negative nghttp2 error.
  int SetLocalWindowSize(int32_t size);

  // The stream has closed, and the program has `bytes` of it that nobody has read. A stream whose
  // close says kUnread counts without this.
  void KeepUnread(int32_t id, size_t bytes) { connection_.unread.Add(id, bytes); }
  // The program has let go of the stream.
  void Release(int32_t id) { connection_.unread.Remove(id); }

  // ---- Sending

  // How many bytes of the stream the peer takes now.
  [[nodiscard]] size_t SendWindow(int32_t id) const;

 private:
  static uint64_t Now();
  void Consume(Stream& stream, size_t size);
  void Withhold(Stream& stream, size_t size);
  // Opens the window for what was withheld, but for the last `unread` bytes.
  void Grant(Stream& stream, size_t unread);
  // The peer is told that a window is open again for what was taken of it.
  void AnnounceConnection();
  void AnnounceStream(const Stream& stream);
  void Probe();
  void GrowConnection();
  void GrowStream(Stream& stream);
  void ShrinkStream(Stream& stream);
  static bool HoldsTooMuch(const Stream& stream);
  void SettleLater(const Stream& stream);
  // By how much the windows of streams may grow, bytes.
  [[nodiscard]] uint64_t Room() const;
  [[nodiscard]] bool CountUse(const Stream& stream, size_t size);

  Connection& connection_;
  WindowTuner tuner_;
  WindowTuner::Window window_;
  // The streams whose windows may be too small or too large; an id may come more than once.
  std::vector<int32_t> unsettled_;
};

}  // namespace http2
