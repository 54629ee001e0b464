package dev.rusthint.server;

import dev.rusthint.analyzers.Analyzers;
import dev.rusthint.hint.Registry;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The language server: serves one client until it says `exit`, its input ends, or it dies.
public final class RustHintServer {
  /// LSP4J warns of each cancellation of a request that was answered already.
  private static final Logger LSP4J = Logger.getLogger("org.eclipse.lsp4j.jsonrpc");

  private RustHintServer() {}

  /// Serves a client on standard input and output, of which nothing else can make use from then
  /// on: what the process prints goes to standard error.
  ///
  /// @return the process's exit code: 0 after `shutdown`, else 1
  public static int runOnStandardStreams() {
    OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
    System.setOut(System.err);
    return run(new FileInputStream(FileDescriptor.in), out);
  }

  /// Serves the first client that connects to a port of this machine's loopback interface; says on
  /// standard error which one when it is ready.
  ///
  /// @param port the port, 0 for any free one
  /// @return the process's exit code: 0 after `shutdown`, else 1
  /// @throws IOException if the port cannot be had
  public static int runOnSocket(int port) throws IOException {
    try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      System.err.println("rusthint: listening on port " + server.getLocalPort());
      try (Socket client = server.accept()) {
        client.setTcpNoDelay(true);
        return run(
            client.getInputStream(), new BufferedOutputStream(client.getOutputStream(), 1 << 16));
      }
    }
  }

  /// Serves a client on a pair of streams; returns at the end. Threads that it leaves are daemons.
  ///
  /// @return the process's exit code: 0 after `shutdown`, else 1
  public static int run(InputStream in, OutputStream out) {
    return run(in, out, Analyzers.registry(), System.err, Timer.ofThread());
  }

  static int run(
      InputStream in, OutputStream out, Registry registry, PrintStream err, Timer timer) {
    LSP4J.setLevel(Level.SEVERE);
    Lifecycle lifecycle = new Lifecycle();
    ServerLog log = new ServerLog(err);
    Routes routes = new Routes();
    Connection connection = new Connection(in, out, routes, lifecycle, log);
    Lanes lanes = Lanes.start();
    Session session =
        new Session(new ToClient(connection.remote()), lifecycle, lanes, timer, registry, log);
    session.addTo(routes);
    Lanes.daemon("rusthint-reader").newThread(connection::listen).start();
    int code = lifecycle.awaitExit();
    lanes.stop();
    connection.finish();
    return code;
  }
}
