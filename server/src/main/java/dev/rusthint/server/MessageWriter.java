package dev.rusthint.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Message;

/// Writes messages in the order in which they are given, on a thread of its own: a client that does
/// not read for a while holds up nobody else, above all not the reading of its own messages.
final class MessageWriter implements MessageConsumer {
  private final OutputStream out;
  private final MessageJsonHandler json;
  private final Runnable onBroken;
  private final BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();
  private final Thread thread;

  /// @param onBroken called when nobody reads the output any more
  MessageWriter(OutputStream out, MessageJsonHandler json, Runnable onBroken) {
    this.out = out;
    this.json = json;
    this.onBroken = onBroken;
    this.thread = Lanes.daemon("rusthint-writer").newThread(this::write);
    thread.start();
  }

  @Override
  public void consume(Message message) {
    byte[] content = json.serialize(message).getBytes(UTF_8);
    byte[] header = ("Content-Length: " + content.length + "\r\n\r\n").getBytes(US_ASCII);
    byte[] frame = new byte[header.length + content.length];
    System.arraycopy(header, 0, frame, 0, header.length);
    System.arraycopy(content, 0, frame, header.length, content.length);
    queue.add(frame);
  }

  /// Writes what was given so far, then ends; waits for that no longer than `milliseconds`.
  void finish(long milliseconds) {
    queue.add(new byte[0]);
    try {
      thread.join(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    try {
      while (true) {
        byte[] frame = queue.poll();
        if (frame == null) {
          out.flush();
          frame = queue.take();
        }
        if (frame.length == 0) {
          out.flush();
          return;
        }
        out.write(frame);
      }
    } catch (IOException e) {
      onBroken.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
